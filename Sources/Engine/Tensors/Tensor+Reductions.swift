// Reductions over one axis, which goes: the sum of `[2, 3, 4]` over axis 1 is `[2, 4]`. Sums are
// carried in Double, so that means over many draws keep their digits.

extension Tensor {
  /// - Precondition: `axis` is one of the tensor's, for this and the other reductions
  public func sum(axis: Int) -> Tensor {
    reduce(axis) { values in
      var sum = 0.0
      for value in values { sum += Double(value) }
      return Float(sum)
    }
  }

  /// NaN where the axis is empty.
  public func mean(axis: Int) -> Tensor { reduce(axis) { Float(mean(of: $0)) } }

  /// The mean squared distance from the mean (divided by n, not by n − 1).
  public func variance(axis: Int) -> Tensor {
    reduce(axis) { values in
      let mean = mean(of: values)
      var sum = 0.0
      for value in values { sum += (Double(value) - mean) * (Double(value) - mean) }
      return Float(sum / Double(values.count))
    }
  }

  /// The largest number; −∞ where the axis is empty, NaN where there is a NaN.
  public func max(axis: Int) -> Tensor {
    reduce(axis) { values in
      var maximum = -Float.infinity
      for value in values {
        if value.isNaN { return value }
        if value > maximum { maximum = value }
      }
      return maximum
    }
  }

  /// The smallest number; +∞ where the axis is empty, NaN where there is a NaN.
  public func min(axis: Int) -> Tensor {
    reduce(axis) { values in
      var minimum = Float.infinity
      for value in values {
        if value.isNaN { return value }
        if value < minimum { minimum = value }
      }
      return minimum
    }
  }

  /// The position of the largest number of each row, the first of equals; 0 for a row of NaN.
  public func argmax() -> [Int] {
    guard shape.width > 0 else { return [Int](repeating: 0, count: shape.rows) }
    return (0..<shape.rows).map { index in
      let row = row(index)
      var best = row.startIndex
      for position in row.indices where row[position] > row[best] { best = position }
      return best - row.startIndex
    }
  }

  /// The mean of all numbers; NaN where there are none.
  public var mean: Double { storage.withUnsafeBufferPointer { mean(of: $0) } }

  private func mean(of values: some Collection<Float>) -> Double {
    var sum = 0.0
    for value in values { sum += Double(value) }
    return sum / Double(values.count)
  }

  private func reduce(_ axis: Int, _ body: (UnsafeBufferPointer<Float>) -> Float) -> Tensor {
    precondition(shape.axes.indices.contains(axis), "no axis \(axis) in \(shape)")
    let length = shape[axis]
    let inner = shape.axes[(axis + 1)...].reduce(1, *)
    var axes = shape.axes
    axes.remove(at: axis)
    return Tensor(shape: Shape(axes)) { result in
      storage.withUnsafeBufferPointer { values in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Swift.max(length, 1)) { line in
          for index in 0..<result.count {
            let start = index / inner * length * inner + index % inner
            for step in 0..<length { line[step] = values[start + step * inner] }
            result[index] = body(UnsafeBufferPointer(rebasing: line[..<length]))
          }
        }
      }
    }
  }
}
