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
    return view.reordered(order).materialized
  }

  /// The part of one axis that `range` names; the axis stays.
  /// - Throws: `ShapeError` where the range leaves the axis
  public func slice(axis: Int, _ range: Range<Int>) throws(ShapeError) -> Tensor {
    try view.slice(axis: axis, range).materialized
  }

  /// The tensors one after the other along an axis: `[2, 3]` and `[4, 3]` along axis 0 are `[6, 3]`.
  /// - Throws: `ShapeError` where there is no tensor, or another axis differs, naming both shapes
  public static func concatenated(_ tensors: [Tensor], axis: Int) throws(ShapeError) -> Tensor {
    guard let first = tensors.first else {
      throw ShapeError("concatenation", [], expected: "it needs one tensor or more")
    }
    guard first.shape.axes.indices.contains(axis) else {
      throw ShapeError("concatenation", first.shape, expected: "no axis \(axis)")
    }
    guard tensors.count > 1 else { return first }
    var axes = first.shape.axes
    for other in tensors.dropFirst() {
      var expected = other.shape.axes
      if expected.indices.contains(axis) { expected[axis] = first.shape[axis] }
      guard expected == first.shape.axes else {
        throw ShapeError(
          "concatenation", first.shape, other.shape,
          expected: "all axes but axis \(axis) must be equal")
      }
      axes[axis] += other.shape[axis]
    }
    let outer = axes[..<axis].reduce(1, *)
    let inner = axes[(axis + 1)...].reduce(1, *)
    var values: [Float] = []
    values.reserveCapacity(Shape(axes).count)
    for index in 0..<outer {
      for tensor in tensors {
        let length = tensor.shape[axis] * inner
        values += tensor.storage[index * length..<(index + 1) * length]
      }
    }
    return Tensor(shape: Shape(axes), storage: values)
  }

  /// The entries of an axis that `indices` name, in their order and as often as they are named. Axis 0
  /// of an embedding `[V, d]` by token gives `[N, d]`.
  /// - Throws: `ShapeError` naming the first index that is outside
  public func gather(_ indices: [Int], axis: Int = 0) throws(ShapeError) -> Tensor {
    guard shape.axes.indices.contains(axis) else {
      throw ShapeError("gathering", shape, expected: "no axis \(axis)")
    }
    let length = shape[axis]
    if let outside = indices.first(where: { $0 < 0 || $0 >= length }) {
      throw ShapeError("gathering", shape, expected: "no position \(outside) of axis \(axis)")
    }
    var axes = shape.axes
    axes[axis] = indices.count
    let inner = axes[(axis + 1)...].reduce(1, *)
    var values: [Float] = []
    values.reserveCapacity(Shape(axes).count)
    for outer in 0..<axes[..<axis].reduce(1, *) {
      for index in indices {
        let start = (outer * length + index) * inner
        values += storage[start..<start + inner]
      }
    }
    return Tensor(shape: Shape(axes), storage: values)
  }
}
