extension TensorView {
  /// The last two axes swapped: `[…, N, M]` becomes `[…, M, N]`.
  /// - Throws: `ShapeError` where there are fewer than two axes
  public func transposed() throws(ShapeError) -> TensorView {
    guard shape.rank >= 2 else {
      throw ShapeError("transpose", shape, expected: "it needs two axes or more")
    }
    var order = Array(0..<shape.rank)
    order.swapAt(shape.rank - 1, shape.rank - 2)
    return reordered(order)
  }

  /// The axes in another order: axis `n` of the result is axis `order[n]` of this view.
  /// - Throws: `ShapeError` where `order` does not name each axis once
  public func permuted(_ order: [Int]) throws(ShapeError) -> TensorView {
    guard order.sorted() == Array(0..<shape.rank) else {
      throw ShapeError("permutation", shape, expected: "\(order) does not name each axis once")
    }
    return reordered(order)
  }

  /// The part of one axis that `range` names; the axis stays.
  /// - Throws: `ShapeError` where the range leaves the axis
  public func slice(axis: Int, _ range: Range<Int>) throws(ShapeError) -> TensorView {
    guard shape.axes.indices.contains(axis), range.lowerBound >= 0, range.upperBound <= shape[axis]
    else { throw ShapeError("slice", shape, expected: "no range \(range) of axis \(axis)") }
    var axes = shape.axes
    axes[axis] = range.count
    return TensorView(
      shape: Shape(axes), strides: strides, offset: offset + range.lowerBound * strides[axis],
      storage: storage)
  }

  /// One position of an axis, which goes: head 2 of `[B, H, N, d]` is `[B, N, d]`.
  /// - Throws: `ShapeError` where there is no such position
  public func select(axis: Int, _ index: Int) throws(ShapeError) -> TensorView {
    guard shape.axes.indices.contains(axis), index >= 0, index < shape[axis] else {
      throw ShapeError("selection", shape, expected: "no position \(index) of axis \(axis)")
    }
    var (axes, steps) = (shape.axes, strides)
    axes.remove(at: axis)
    let step = steps.remove(at: axis)
    return TensorView(
      shape: Shape(axes), strides: steps, offset: offset + index * step, storage: storage)
  }

  /// Stretched to `target` by NumPy's rule: axes are matched from the last one, and an axis of length
  /// 1, or a missing one, is repeated.
  /// - Throws: `ShapeError` naming both shapes
  public func broadcast(to target: Shape) throws(ShapeError) -> TensorView {
    guard shape.broadcast(with: target) == target else {
      throw ShapeError(
        "broadcast", shape, target, expected: "an axis must be equal, 1 or absent on the left")
    }
    guard target.countIsRepresentable else {
      throw ShapeError("broadcast", shape, target, expected: "that is more than can be counted")
    }
    let missing = target.rank - shape.rank
    let steps = (0..<target.rank).map { axis in
      axis < missing || shape[axis - missing] == 1 ? 0 : strides[axis - missing]
    }
    return TensorView(shape: target, strides: steps, offset: offset, storage: storage)
  }

  /// One axis taken as several: `[B, N, h·d]`, axis 2 split into h and d, is `[B, N, h, d]`.
  /// - Throws: `ShapeError` where the lengths do not multiply to that of the axis
  public func split(axis: Int, into lengths: [Int]) throws(ShapeError) -> TensorView {
    guard shape.axes.indices.contains(axis), lengths.allSatisfy({ $0 >= 0 }),
      Shape(lengths).countIsRepresentable, Shape(lengths).count == shape[axis]
    else {
      throw ShapeError("split", shape, expected: "axis \(axis) is not a product of \(lengths)")
    }
    var (axes, steps) = (shape.axes, strides)
    axes.replaceSubrange(axis...axis, with: lengths)
    steps.replaceSubrange(axis...axis, with: Shape(lengths).strides.map { $0 * strides[axis] })
    return TensorView(shape: Shape(axes), strides: steps, offset: offset, storage: storage)
  }

  /// As `permuted`, for an order that is known to name each axis once.
  func reordered(_ order: [Int]) -> TensorView {
    TensorView(
      shape: Shape(order.map { shape[$0] }), strides: order.map { strides[$0] }, offset: offset,
      storage: storage)
  }
}

extension Shape {
  /// Whether `count` is a number at all: what is repeated by a stride of 0 takes no memory, so that
  /// no length is too large to be asked for.
  var countIsRepresentable: Bool {
    if axes.contains(0) { return true }
    var product = 1
    for length in axes {
      let (next, overflows) = product.multipliedReportingOverflow(by: length)
      if overflows { return false }
      product = next
    }
    return true
  }
}
