/// Another row of weights with the very same output: why "attention is not explanation" (Jain &
/// Wallace 2019, arXiv 1902.10186).
struct OtherRow: Equatable {
  /// Why none is given.
  enum Absence: Error, Equatable {
    /// As many tokens as the values need: each output is a mixture in one way only.
    case tooFewTokens
    /// More tokens than needed, and yet no weight can be taken from those that have one.
    case onlyOne
    /// The others that were found all lie within so much of it, in total variation.
    case tooClose(Double)
    /// NaN or infinite weights or values, or a weight below 0.
    case notNumbers
  }

  /// The total variation below which a row is not called another.
  static let least = 0.01
  /// The difference of outputs, by the largest value, up to which they are called the same.
  static let sameOutput = 1e-9

  var weights: [Double]
  /// What the token of the largest weight has at least, in any row with this output.
  var leastTop: Double

  /// A row on at most r + 1 tokens, r the affine rank of the values. The largest weight is made as
  /// small as it can be; where that is no other row, one is sought that takes from another weight.
  /// - Parameters:
  ///   - weights: n numbers ≥ 0
  ///   - values: n rows of d numbers
  static func search(weights: [Double], values: [[Double]]) throws(Absence) -> OtherRow {
    guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }), weights.count == values.count,
      values.allSatisfy({ $0.allSatisfy(\.isFinite) }),
      let top = weights.indices.max(by: { weights[$0] < weights[$1] })
    else { throw .notNumbers }
    var polytope = RowPolytope(weights: weights, values: values)
    guard weights.count > polytope.affineRank + 1 else { throw .tooFewTokens }
    let output = OtherRow.output(weights, values)
    let largest = values.joined().reduce(1) { max($0, $1.magnitude) }

    // A row is another just if it takes from a weight that is there, so these are all directions.
    let tokens = weights.indices.filter { weights[$0] > 0 }.sorted {
      weights[$0] > weights[$1] || weights[$0] == weights[$1] && $0 < $1
    }
    var best: (row: [Double], variation: Double)?
    var leastTop = weights[top]
    for token in [top] + tokens.filter({ $0 != top }) {
      polytope.minimize(weights.indices.map { $0 == token ? 1 : 0 })
      let row = polytope.point
      if token == top { leastTop = row[top] }
      let variation = totalVariation(row, weights)
      let difference = zip(OtherRow.output(row, values), output).map { ($0 - $1).magnitude }
      guard row.allSatisfy({ $0 >= 0 }), difference.allSatisfy({ $0 <= sameOutput * largest }),
        variation > best?.variation ?? 0
      else { continue }
      best = (row, variation)
      if token == top, variation > least { break }
    }
    guard let best, best.variation > 1e-9 else { throw .onlyOne }
    guard best.variation > least else { throw .tooClose(best.variation) }
    return OtherRow(weights: best.row, leastTop: leastTop)
  }

  /// Σ weights · values, one number a column.
  static func output(_ weights: [Double], _ values: [[Double]]) -> [Double] {
    (values.first ?? []).indices.map { column in
      zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[column] }
    }
  }

  /// ½ Σ |a − b|: how much weight lies elsewhere.
  static func totalVariation(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1).magnitude } / 2
  }
}
