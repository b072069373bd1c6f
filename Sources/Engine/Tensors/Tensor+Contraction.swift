// Einstein's summation (NumPy's einsum) over named axes.

extension Tensor {
  /// The product of two tensors, summed over every axis that the result does not name.
  ///
  /// ```swift
  /// let scores = try Tensor.contract("b h n d, b h m d -> b h n m", query, key)
  /// let output = try Tensor.contract("b h n m, b h m d -> b n h d", weights, value)
  /// ```
  ///
  /// Names are letters or words with spaces between them. A name that both operands have and the
  /// result has not makes a matrix product, which is taken by `times`; an axis named twice in one
  /// operand is its diagonal. Nothing is repeated silently: axes of one name are equally long.
  /// - Throws: `ShapeError` naming the pattern and both shapes
  public static func contract(
    _ pattern: String, _ left: Tensor, _ right: Tensor
  ) throws(ShapeError) -> Tensor {
    try contract(pattern, left.view, right.view)
  }

  /// One tensor summed over every axis that the result does not name, the others in its order:
  /// `i j -> j i` is the transpose, `i i ->` the trace.
  /// - Throws: `ShapeError` naming the pattern and the shape
  public static func contract(_ pattern: String, _ tensor: Tensor) throws(ShapeError) -> Tensor {
    try contract(pattern, tensor.view)
  }

  /// As with tensors; views are not copied first, where the product can read them as they are.
  public static func contract(
    _ pattern: String, _ left: TensorView, _ right: TensorView
  ) throws(ShapeError) -> Tensor {
    let pattern = try ContractionPattern(pattern, [left.shape, right.shape])
    let leftNames = pattern.operands[0]
    let rightNames = pattern.operands[1]
    // What only one operand has and the result has not is summed first.
    let left = NamedView(leftNames, left).summed {
      rightNames.contains($0) || pattern.result.contains($0)
    }
    let right = NamedView(rightNames, right).summed {
      leftNames.contains($0) || pattern.result.contains($0)
    }
    let inner = left.names.filter { !pattern.result.contains($0) }
    if inner.isEmpty { return outerProduct(left, right, pattern) }
    return try matrixProduct(left, right, over: inner, pattern)
  }

  public static func contract(
    _ pattern: String, _ tensor: TensorView
  ) throws(ShapeError) -> Tensor {
    let pattern = try ContractionPattern(pattern, [tensor.shape])
    return NamedView(pattern.operands[0], tensor).summed { pattern.result.contains($0) }
      .ordered(pattern.result).materialized
  }

  /// Axes in both operands are a batch, those in one of them are rows or columns.
  private static func matrixProduct(
    _ left: NamedView, _ right: NamedView, over inner: [Substring], _ pattern: ContractionPattern
  ) throws(ShapeError) -> Tensor {
    let batch = pattern.result.filter { left.names.contains($0) && right.names.contains($0) }
    let rows = pattern.result.filter { left.names.contains($0) && !right.names.contains($0) }
    let columns = pattern.result.filter { !left.names.contains($0) && right.names.contains($0) }
    let (b, n, k, m) = (
      pattern.shape(batch).count, pattern.shape(rows).count, pattern.shape(inner).count,
      pattern.shape(columns).count
    )
    func matrices(_ view: TensorView, _ rows: Int, _ columns: Int) throws(ShapeError) -> Tensor {
      try view.materialized.reshaped(batch.isEmpty ? [rows, columns] : [b, rows, columns])
    }
    let product: Tensor
    let rightByColumns = right.ordered(batch + columns + inner)
    let leftByInner = left.ordered(batch + inner + rows)
    if rows.isEmpty, columns.isEmpty {
      product = dotProducts(
        left.ordered(batch + inner).materialized, right.ordered(batch + inner).materialized,
        count: b, length: k)
    } else if rightByColumns.isContiguous {
      product = try matrices(left.ordered(batch + rows + inner), n, k)
        .timesTransposed(matrices(rightByColumns, m, k))
    } else if leftByInner.isContiguous {
      product = try matrices(leftByInner, k, n)
        .transposedTimes(matrices(right.ordered(batch + inner + columns), k, m))
    } else {
      product = try matrices(left.ordered(batch + rows + inner), n, k)
        .times(matrices(right.ordered(batch + inner + columns), k, m))
    }
    let order = batch + rows + columns
    let named = try product.reshaped(pattern.shape(order))
    return NamedView(order, named.view).ordered(pattern.result).materialized
  }

  /// Nothing is summed over: each number of the result is one product.
  private static func outerProduct(
    _ left: NamedView, _ right: NamedView, _ pattern: ContractionPattern
  ) -> Tensor {
    let shape = pattern.shape(pattern.result)
    let plan = StridedPair(
      shape, left: left.strides(pattern.result), right: right.strides(pattern.result))
    return Tensor(shape: shape) { result in
      guard var line = result.baseAddress else { return }
      left.view.storage.withUnsafeBufferPointer { leftValues in
        right.view.storage.withUnsafeBufferPointer { rightValues in
          guard let leftStart = leftValues.baseAddress, let rightStart = rightValues.baseAddress
          else { return }
          let last = plan.rank - 1
          let width = plan.lengths[last]
          let (leftStep, rightStep) = (plan.leftSteps[last], plan.rightSteps[last])
          for (leftOffset, rightOffset) in plan.offsets(skippingLast: 1) {
            let a = leftStart + left.view.offset + leftOffset
            let b = rightStart + right.view.offset + rightOffset
            switch (leftStep, rightStep) {
            case (1, 1): for index in 0..<width { line[index] = a[index] * b[index] }
            case (1, 0): for index in 0..<width { line[index] = a[index] * b[0] }
            case (0, 1): for index in 0..<width { line[index] = a[0] * b[index] }
            default:
              for index in 0..<width { line[index] = a[index * leftStep] * b[index * rightStep] }
            }
            line += width
          }
        }
      }
    }
  }

  /// Row by row, `[count, length]` with `[count, length]`, as a vector `[count]`.
  private static func dotProducts(
    _ left: Tensor, _ right: Tensor, count: Int, length: Int
  ) -> Tensor {
    Tensor(shape: [count]) { result in
      left.withPointer { left in
        right.withPointer { right in
          for row in 0..<count {
            result[row] = dotProduct(left + row * length, right + row * length, length)
          }
        }
      }
    }
  }
}

/// Σ aᵢbᵢ in eight partial sums: a sum in one order cannot be vectorised, and errs more.
private func dotProduct(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
) -> Float {
  typealias Lanes = SIMD8<Float>
  var sums = Lanes.zero
  var index = 0
  while index + Lanes.scalarCount <= count {
    sums +=
      UnsafeRawPointer(a + index).loadUnaligned(as: Lanes.self)
      * UnsafeRawPointer(b + index).loadUnaligned(as: Lanes.self)
    index += Lanes.scalarCount
  }
  var sum = sums.sum()
  while index < count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}
