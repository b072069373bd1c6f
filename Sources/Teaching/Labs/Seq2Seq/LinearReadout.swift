import Tensors

/// Linear read-outs of one set of vectors, fitted by ridge regression: W = (AᵀA + λI)⁻¹ AᵀY, where A
/// has a row for each training sequence and a last column of ones, and Y is one-hot.
///
/// AᵀA + λI = LLᵀ is taken apart once (Cholesky) and serves every label that is read.
struct LinearReadout {
  /// λ for each training sequence.
  private static let ridge = 1e-4

  private let training: Int
  private let size: Int
  /// A and the rows to be tested, row-major, each with its 1 at the end.
  private let rows: [Double]
  /// L, row-major; what is above the diagonal is not read.
  private let factor: [Double]

  /// - Parameters:
  ///   - contexts: one vector a sequence, `[sequences, numbers]`
  ///   - training: how many of them, from the first, the fit may see
  init(_ contexts: Tensor, training: Int) {
    let size = contexts.shape.width + 1
    var rows: [Double] = []
    rows.reserveCapacity(contexts.shape.rows * size)
    for row in 0..<contexts.shape.rows {
      for value in contexts.row(row) { rows.append(Double(value)) }
      rows.append(1)
    }
    var gram = [Double](repeating: 0, count: size * size)
    for row in 0..<training {
      let start = row * size
      for i in 0..<size {
        let left = rows[start + i]
        for j in 0...i { gram[i * size + j] += left * rows[start + j] }
      }
    }
    for i in 0..<size { gram[i * size + i] += LinearReadout.ridge * Double(training) }
    self.training = training
    self.size = size
    self.rows = rows
    factor = LinearReadout.cholesky(gram, size)
  }

  /// What the read-out names for each sequence after the training ones.
  /// - Parameter labels: the right answer for each sequence, in 0..<classes; only those of the training
  ///   sequences are looked at
  func answers(fittedTo labels: [Int], classes: Int) -> [Int] {
    let weights = weights(fittedTo: labels, classes: classes)
    return (training..<rows.count / size).map { row in
      var votes = [Double](repeating: 0, count: classes)
      for i in 0..<size {
        let value = rows[row * size + i]
        for label in 0..<classes { votes[label] += value * weights[i * classes + label] }
      }
      return votes.indices.max { votes[$0] < votes[$1] } ?? 0
    }
  }

  /// W, `[numbers + 1, classes]`: L(LᵀW) = AᵀY by two triangular systems.
  private func weights(fittedTo labels: [Int], classes: Int) -> [Double] {
    var solution = [Double](repeating: 0, count: size * classes)
    for row in 0..<training {
      for i in 0..<size { solution[i * classes + labels[row]] += rows[row * size + i] }
    }
    func eliminate(_ i: Int, _ others: Range<Int>, _ coefficient: (Int) -> Double) {
      for j in others {
        let factor = coefficient(j)
        for label in 0..<classes {
          solution[i * classes + label] -= factor * solution[j * classes + label]
        }
      }
      for label in 0..<classes { solution[i * classes + label] /= factor[i * size + i] }
    }
    for i in 0..<size { eliminate(i, 0..<i) { factor[i * size + $0] } }
    for i in (0..<size).reversed() { eliminate(i, i + 1..<size) { factor[$0 * size + i] } }
    return solution
  }

  private static func cholesky(_ matrix: [Double], _ size: Int) -> [Double] {
    var factor = matrix
    for column in 0..<size {
      for row in column..<size {
        var value = factor[row * size + column]
        for k in 0..<column { value -= factor[row * size + k] * factor[column * size + k] }
        factor[row * size + column] =
          row == column ? value.squareRoot() : value / factor[column * size + column]
      }
    }
    return factor
  }
}
