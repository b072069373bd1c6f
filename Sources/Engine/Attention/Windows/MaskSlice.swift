import Tensors

/// The part of a mask that a block of queries meets: the keys that one of them sees, in any sentence.
struct MaskSlice {
  let keys: Range<Int>
  /// To be added to the scores of that part, 0 or −∞ and what the mask adds, `[…, rows, keys]`
  let values: Tensor
  /// Of the sentence that sees most
  let visiblePairs: Int

  /// - Parameter scores: the shape of all scores, `[…, N, M]`
  init(_ mask: Mask, _ rows: Range<Int>, _ scores: Shape) throws(ShapeError) {
    let axes = scores.axes
    let (queryCount, keyCount) = (axes[axes.count - 2], axes[axes.count - 1])
    let sentences = axes.count > 2 ? axes[0] : 1
    try mask.check(sentences: sentences, shape: scores)
    let runs = (0..<sentences).map { sentence in
      rows.map {
        mask.visibleKeys(sentence: sentence, query: $0, queries: queryCount, keys: keyCount)
      }
    }
    // A block that sees nothing takes one hidden key, so that its rows are empty as in `attend`.
    let keys = runs.joined().span ?? 0..<min(1, keyCount)
    var values = Tensor.zeros(
      Shape(
        [sentences] + Array(repeating: 1, count: max(axes.count - 3, 0)) + [rows.count, keys.count])
    )
    values.withUnsafeMutableValues { values in
      for (row, run) in runs.joined().enumerated() {
        for key in keys where !run.contains(key) {
          values[row * keys.count + key - keys.lowerBound] = -.infinity
        }
      }
    }
    if axes.count == 2 { values = try values.reshaped([rows.count, keys.count]) }
    for addition in mask.additions {
      values = try values.plus(
        addition.part(rows, queryCount, axis: 2).part(keys, keyCount, axis: 1))
    }
    self.keys = keys
    self.values = values
    visiblePairs = runs.map { $0.reduce(0) { $0 + $1.count } }.max() ?? 0
  }
}

extension Tensor {
  /// A range of the axis so far from the last, or all of it where it is stretched.
  fileprivate func part(_ range: Range<Int>, _ length: Int, axis: Int) throws(ShapeError) -> Tensor
  {
    guard shape.rank >= axis, shape[shape.rank - axis] != 1 || length == 1 else { return self }
    guard shape[shape.rank - axis] == length else {
      throw ShapeError("additive mask", shape, expected: "an axis of \(length), or of 1")
    }
    return try slice(axis: shape.rank - axis, range)
  }
}
