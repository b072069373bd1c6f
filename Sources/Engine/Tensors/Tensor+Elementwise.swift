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

  /// The sum, element by element; axes of length 1 and missing leading axes are repeated.
  /// - Throws: `ShapeError` naming both shapes
  public func plus(_ other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "sum", +)
  }

  /// The product, element by element; axes of length 1 and missing leading axes are repeated.
  /// - Throws: `ShapeError` naming both shapes
  public func multiplied(by other: Tensor) throws(ShapeError) -> Tensor {
    try combined(with: other, "elementwise product", *)
  }

  @inline(__always)
  private func combined(
    with other: Tensor, _ operation: String, _ combine: (Float, Float) -> Float
  ) throws(ShapeError) -> Tensor {
    guard let target = shape.broadcast(with: other.shape) else {
      throw ShapeError(
        operation, shape, other.shape, expected: "axes must be equal, or one of them 1")
    }
    return Tensor(shape: target) { result in
      storage.withUnsafeBufferPointer { left in
        other.storage.withUnsafeBufferPointer { right in
          if shape == other.shape {
            for index in 0..<left.count { result[index] = combine(left[index], right[index]) }
            return
          }
          let leftSteps = shape.strides(broadcastTo: target)
          let rightSteps = other.shape.strides(broadcastTo: target)
          for index in 0..<result.count {
            var rest = index
            var leftOffset = 0
            var rightOffset = 0
            for axis in stride(from: target.rank - 1, through: 0, by: -1) {
              let (quotient, position) = rest.quotientAndRemainder(dividingBy: target[axis])
              leftOffset += position * leftSteps[axis]
              rightOffset += position * rightSteps[axis]
              rest = quotient
            }
            result[index] = combine(left[leftOffset], right[rightOffset])
          }
        }
      }
    }
  }
}
