import Figures
import Tensors

@testable import Labs

extension Figure {
  /// What of this figure the command that `y` copies would not print; nil where all of it is printed.
  ///
  /// - A heatmap, or a matrix with a tensor's name, is the upper left part of that tensor, from which
  ///   cells may be left out as NaN: those that are not computed yet. `weights3` may stand for the third
  ///   matrix of `weights`.
  /// - The numbers of other matrices, of bars, lines and histograms occur in some result, but for a unit:
  ///   microseconds of seconds, mebibytes of bytes, millions of units.
  func unprinted(by findings: Findings) -> String? {
    switch self {
    case .heatmap(let map):
      findings.lacks(map.tensor, rows: map.rows, columns: map.columns) { map[$0, $1] }
    case .matrix(let matrix):
      if let tensor = matrix.tensor {
        findings.lacks(tensor, rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] }
      } else {
        findings.lacks(matrix.values.map(Double.init))
      }
    case .bars(let bars): findings.lacks(bars.values)
    case .lines(let lines): findings.lacks(lines.series.flatMap(\.y))
    case .histogram(let histogram): findings.lacks(histogram.counts.map(Double.init))
    case .blocks, .flow, .pyramid, .timeline, .listing: nil
    }
  }
}

extension Findings {
  fileprivate func lacks(
    _ name: String, rows: Int, columns: Int, _ shown: (Int, Int) -> Float
  ) -> String? {
    guard let matrix = matrix(named: name) else { return "there is no tensor \(name)" }
    guard rows <= matrix.rows, columns <= matrix.columns else {
      return "\(name) is shown as \(rows) × \(columns), and is \(matrix.rows) × \(matrix.columns)"
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let (shown, printed) = (
          shown(row, column), matrix.values[matrix.start + row * matrix.columns + column]
        )
        guard shown.isNaN || shown == printed else {
          return "\(name)[\(row), \(column)] is shown as \(shown), and printed as \(printed)"
        }
      }
    }
    return nil
  }

  private func matrix(
    named name: String
  ) -> (values: [Float], start: Int, rows: Int, columns: Int)? {
    if let tensor = tensors.first(where: { $0.name == name })?.tensor {
      let columns = tensor.shape.width
      return (tensor.storage, 0, columns > 0 ? tensor.count / columns : 0, columns)
    }
    let stem = String(name.reversed().drop(while: \.isNumber).reversed())
    guard let number = Int(name.dropFirst(stem.count)),
      let stack = tensors.first(where: { $0.name == stem })?.tensor, stack.shape.rank == 3,
      (1...stack.shape[0]).contains(number)
    else { return nil }
    let (rows, columns) = (stack.shape[1], stack.shape[2])
    return (stack.storage, (number - 1) * rows * columns, rows, columns)
  }

  /// The first of these numbers that no result has.
  fileprivate func lacks(_ numbers: [Double]) -> String? {
    let units = [1, 1e6, 1e-6, 1.0 / 1024, 1.0 / 1_048_576]
    let printed = Set(results.map { Float($0.value) } + tensors.flatMap(\.tensor.storage))
    let sorted = printed.filter(\.isFinite).map(Double.init).sorted()
    for number in numbers where number.isFinite && number != 0 {
      let isPrinted = units.contains { unit in
        let value = number / unit
        let slack = abs(value) * 1e-6
        let index = sorted.partitioningIndex { $0 >= value - slack }
        return index < sorted.count && sorted[index] <= value + slack
      }
      if !isPrinted { return "\(number) is in no result" }
    }
    return nil
  }
}

extension [Double] {
  /// The first index from which on `isBeyond` holds, in a sorted array.
  fileprivate func partitioningIndex(_ isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
