// Element by element. Where two tensors meet, axes are matched from the last one, and an axis of
// length 1, or a missing one, is repeated (NumPy's broadcasting).

extension Tensor {
  /// Each number by itself.
  public func map(_ transform: (Float) -> Float) -> Tensor {
    Tensor(shape: shape, storage: storage.map(transform))
  }

  public func scaled(by factor: Float) -> Tensor {
    Tensor(shape: shape) { result in
      storage.withUnsafeBufferPointer { values in
        for index in 0..<values.count { result[index] = values[index] * factor }
      }
    }
  }

  /// - Throws: `ShapeError` naming both shapes, for this and the other operations on two tensors
  public func plus(_ other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "sum", +)
  }

  public func minus(_ other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "difference", -)
  }

  public func multiplied(by other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "elementwise product", *)
  }

  /// By IEEE 754 where a divisor is 0: x/0 is infinite, 0/0 is NaN.
  public func divided(by other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "quotient", /)
  }

  @inline(__always)
  private func combined(
    with other: Tensor, _ operation: String, _ combine: (Float, Float) -> Float
  ) throws(ShapeError) -> Tensor {
    guard let target = shape.broadcast(with: other.shape) else {
      throw ShapeError(
        operation, shape, other.shape, expected: "axes must be equal, or one of them 1")
    }
    let plan = StridedPair(
      target, left: shape.strides(broadcastTo: target),
      right: other.shape.strides(broadcastTo: target))
    return Tensor(shape: target) { result in
      guard var line = result.baseAddress else { return }
      storage.withUnsafeBufferPointer { left in
        other.storage.withUnsafeBufferPointer { right in
          guard let left = left.baseAddress, let right = right.baseAddress else { return }
          let last = plan.rank - 1
          let width = plan.lengths[last]
          let steps = (plan.leftSteps[last], plan.rightSteps[last])
          plan.forEachOffset(skippingLast: 1) { leftOffset, rightOffset in
            combineLine(left + leftOffset, right + rightOffset, steps, into: line, width, combine)
            line += width
          }
        }
      }
    }
  }
}

/// One line; steps are 1, or 0 where an operand is repeated. A loop for each case, so that each is
/// vectorised.
@inline(__always)
private func combineLine(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ steps: (Int, Int),
  into result: UnsafeMutablePointer<Float>, _ count: Int, _ combine: (Float, Float) -> Float
) {
  switch steps {
  case (1, 1): for index in 0..<count { result[index] = combine(left[index], right[index]) }
  case (1, 0):
    let right = right[0]
    for index in 0..<count { result[index] = combine(left[index], right) }
  case (0, 1):
    let left = left[0]
    for index in 0..<count { result[index] = combine(left, right[index]) }
  default:
    for index in 0..<count {
      result[index] = combine(left[index * steps.0], right[index * steps.1])
    }
  }
}
