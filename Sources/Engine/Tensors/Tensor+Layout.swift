extension Tensor {
  /// The same numbers in the same order, under another shape.
  /// - Throws: `ShapeError` where the counts differ
  public func reshaped(_ target: Shape) throws(ShapeError) -> Tensor {
    guard target.count == count else {
      throw ShapeError("reshape", shape, target, expected: "both must hold as many numbers")
    }
    return Tensor(shape: target, storage: storage)
  }

  /// The last two axes swapped: `[…, N, M]` becomes `[…, M, N]`.
  /// - Precondition: two axes or more
  public func transposed() -> Tensor {
    precondition(shape.rank >= 2, "the transpose needs two axes: \(shape)")
    var order = Array(0..<shape.rank)
    order.swapAt(shape.rank - 1, shape.rank - 2)
    return permuted(order)
  }

  /// The axes in another order: axis `n` of the result is axis `order[n]` of this tensor.
  /// - Precondition: `order` names each axis once
  public func permuted(_ order: [Int]) -> Tensor {
    precondition(order.sorted() == Array(0..<shape.rank), "\(order) is no order of \(shape)")
    let target = Shape(order.map { shape[$0] })
    let own = shape.strides(broadcastTo: shape)
    let steps = order.map { own[$0] }
    return Tensor(shape: target) { result in
      storage.withUnsafeBufferPointer { values in
        let inner = target.width
        let innerStep = steps.last ?? 0
        for start in stride(from: 0, to: result.count, by: Swift.max(inner, 1)) {
          var rest = start / inner
          var offset = 0
          for axis in stride(from: target.rank - 2, through: 0, by: -1) {
            let (quotient, position) = rest.quotientAndRemainder(dividingBy: target[axis])
            offset += position * steps[axis]
            rest = quotient
          }
          for position in 0..<inner {
            result[start + position] = values[offset + position * innerStep]
          }
        }
      }
    }
  }

  /// The part of one axis that `range` names; the axis stays.
  /// - Throws: `ShapeError` where the range leaves the axis
  public func slice(axis: Int, _ range: Range<Int>) throws(ShapeError) -> Tensor {
    guard shape.axes.indices.contains(axis), range.lowerBound >= 0, range.upperBound <= shape[axis]
    else {
      throw ShapeError(
        "slice", shape, expected: "no range \(range) of axis \(axis)")
    }
    let inner = shape.axes[(axis + 1)...].reduce(1, *)
    let outer = shape.axes[..<axis].reduce(1, *)
    var axes = shape.axes
    axes[axis] = range.count
    var values: [Float] = []
    values.reserveCapacity(outer * range.count * inner)
    for index in 0..<outer {
      let start = (index * shape[axis] + range.lowerBound) * inner
      values += storage[start..<start + range.count * inner]
    }
    return Tensor(shape: Shape(axes), storage: values)
  }
}
