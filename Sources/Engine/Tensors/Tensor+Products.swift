// Products over the last two axes. Leading axes are a batch: equal on both sides, or absent on one,
// whose matrix then serves every entry of the batch.

extension Tensor {
  /// AB: `[…, N, K]` times `[…, K, M]` is `[…, N, M]`.
  /// - Throws: `ShapeError` naming both shapes
  public func times(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "matrix product", self, other, inner: { ($0[1], $1[0]) }, outer: { ($0[0], $1[1]) })
    return product(other, plan) { left, right in
      MatrixProduct(
        left: left, rowStep: plan.inner, right: right, rightStep: plan.columns, rows: plan.rows,
        columns: plan.columns, depth: plan.inner)
    }
  }

  /// ABᵀ: `[…, N, K]` times `[…, M, K]` is `[…, N, M]`, each number the dot product of two rows.
  /// - Throws: `ShapeError` naming both shapes
  public func timesTransposed(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "product with the transpose", self, other, inner: { ($0[1], $1[1]) },
      outer: { ($0[0], $1[0]) })
    return product(other, plan) { left, right in
      MatrixProduct(
        left: left, rowStep: plan.inner, right: right, rightStep: plan.inner,
        rightIsTransposed: true, rows: plan.rows, columns: plan.columns, depth: plan.inner)
    }
  }

  /// AᵀB: `[…, K, N]` times `[…, K, M]` is `[…, N, M]`.
  /// - Throws: `ShapeError` naming both shapes
  public func transposedTimes(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "product of the transpose", self, other, inner: { ($0[0], $1[0]) },
      outer: { ($0[1], $1[1]) })
    return product(other, plan) { left, right in
      MatrixProduct(
        left: left, rowStep: 1, depthStep: plan.rows, right: right, rightStep: plan.columns,
        rows: plan.rows, columns: plan.columns, depth: plan.inner)
    }
  }

  private func product(
    _ other: Tensor, _ plan: ProductPlan,
    _ entry: (_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>) -> MatrixProduct
  ) -> Tensor {
    Tensor(shape: plan.shape) { result in
      guard let result = result.baseAddress else { return }
      withPointer { left in
        other.withPointer { right in
          for index in 0..<plan.batch {
            entry(left + index * plan.leftStep, right + index * plan.rightStep)
              .write(to: result + index * plan.rows * plan.columns, step: plan.columns)
          }
        }
      }
    }
  }
}

/// The sizes of one batched product.
private struct ProductPlan {
  var shape: Shape
  var batch: Int
  var rows: Int
  var columns: Int
  var inner: Int
  /// From one entry of the batch to the next; 0 where one matrix serves all.
  var leftStep: Int
  var rightStep: Int

  init(
    _ operation: String, _ left: Tensor, _ right: Tensor,
    inner: (_ left: [Int], _ right: [Int]) -> (Int, Int),
    outer: (_ left: [Int], _ right: [Int]) -> (Int, Int)
  ) throws(ShapeError) {
    guard left.shape.rank >= 2, right.shape.rank >= 2 else {
      throw ShapeError(operation, left.shape, right.shape, expected: "both need two axes or more")
    }
    let leftBatch = Array(left.shape.axes.dropLast(2))
    let rightBatch = Array(right.shape.axes.dropLast(2))
    guard leftBatch == rightBatch || leftBatch.isEmpty || rightBatch.isEmpty else {
      throw ShapeError(
        operation, left.shape, right.shape,
        expected: "leading axes must be equal, or absent on one side")
    }
    let leftMatrix = Array(left.shape.axes.suffix(2))
    let rightMatrix = Array(right.shape.axes.suffix(2))
    let (leftInner, rightInner) = inner(leftMatrix, rightMatrix)
    guard leftInner == rightInner else {
      throw ShapeError(
        operation, left.shape, right.shape,
        expected: "the axes that are summed over differ, \(leftInner) and \(rightInner)")
    }
    let batchAxes = leftBatch.isEmpty ? rightBatch : leftBatch
    (rows, columns) = outer(leftMatrix, rightMatrix)
    self.inner = leftInner
    shape = Shape(batchAxes + [rows, columns])
    batch = batchAxes.reduce(1, *)
    leftStep = leftBatch.isEmpty ? 0 : leftMatrix[0] * leftMatrix[1]
    rightStep = rightBatch.isEmpty ? 0 : rightMatrix[0] * rightMatrix[1]
  }
}
