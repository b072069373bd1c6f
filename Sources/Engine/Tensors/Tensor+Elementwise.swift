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
    try combined(Sum.self, with: other)
  }

  public func minus(_ other: Tensor) throws(ShapeError) -> Tensor {
    try combined(Difference.self, with: other)
  }

  public func multiplied(by other: Tensor) throws(ShapeError) -> Tensor {
    try combined(Product.self, with: other)
  }

  /// By IEEE 754 where a divisor is 0: x/0 is infinite, 0/0 is NaN.
  public func divided(by other: Tensor) throws(ShapeError) -> Tensor {
    try combined(Quotient.self, with: other)
  }

  private func combined<Operation: Combination>(
    _: Operation.Type, with other: Tensor
  ) throws(ShapeError) -> Tensor {
    guard let target = shape.broadcast(with: other.shape) else {
      throw ShapeError(
        Operation.name, shape, other.shape, expected: "axes must be equal, or one of them 1")
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
          for (leftOffset, rightOffset) in plan.offsets(skippingLast: 1) {
            combineLine(
              Operation.self, left + leftOffset, right + rightOffset, steps, into: line, width)
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
private func combineLine<Operation: Combination>(
  _: Operation.Type, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
  _ steps: (Int, Int), into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  switch steps {
  case (1, 1): for index in 0..<count { result[index] = Operation.of(left[index], right[index]) }
  case (1, 0):
    let right = right[0]
    for index in 0..<count { result[index] = Operation.of(left[index], right) }
  case (0, 1):
    let left = left[0]
    for index in 0..<count { result[index] = Operation.of(left, right[index]) }
  default:
    for index in 0..<count {
      result[index] = Operation.of(left[index * steps.0], right[index * steps.1])
    }
  }
}

/// An operation on two numbers: a type rather than a closure, since the optimiser makes a loop of its
/// own for each type.
private protocol Combination {
  static var name: String { get }
  static func of(_ left: Float, _ right: Float) -> Float
}

private enum Sum: Combination {
  static let name = "sum"
  static func of(_ left: Float, _ right: Float) -> Float { left + right }
}

private enum Difference: Combination {
  static let name = "difference"
  static func of(_ left: Float, _ right: Float) -> Float { left - right }
}

private enum Product: Combination {
  static let name = "elementwise product"
  static func of(_ left: Float, _ right: Float) -> Float { left * right }
}

private enum Quotient: Combination {
  static let name = "quotient"
  static func of(_ left: Float, _ right: Float) -> Float { left / right }
}
