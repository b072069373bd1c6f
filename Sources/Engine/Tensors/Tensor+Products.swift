// Products over the last two axes. Leading axes are a batch: equal on both sides, or absent on one,
// whose matrix then serves every entry of the batch.

extension Tensor {
  /// AB: `[…, N, K]` times `[…, K, M]` is `[…, N, M]`.
  /// - Throws: `ShapeError` naming both shapes
  public func times(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "matrix product", self, other, inner: { ($0[1], $1[0]) }, outer: { ($0[0], $1[1]) })
    return product(other, plan) { left, right, result in
      // Row by row as sums of rows of B, so that memory is read in its order.
      for row in 0..<plan.rows {
        let target = result + row * plan.columns
        target.update(repeating: 0, count: plan.columns)
        for k in 0..<plan.inner {
          addScaled(right + k * plan.columns, left[row * plan.inner + k], to: target, plan.columns)
        }
      }
    }
  }

  /// ABᵀ: `[…, N, K]` times `[…, M, K]` is `[…, N, M]`, each number the dot product of two rows.
  /// - Throws: `ShapeError` naming both shapes
  public func timesTransposed(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "product with the transpose", self, other, inner: { ($0[1], $1[1]) },
      outer: { ($0[0], $1[0]) })
    return product(other, plan) { left, right, result in
      for row in 0..<plan.rows {
        for column in 0..<plan.columns {
          result[row * plan.columns + column] = dotProduct(
            left + row * plan.inner, right + column * plan.inner, plan.inner)
        }
      }
    }
  }

  /// AᵀB: `[…, K, N]` times `[…, K, M]` is `[…, N, M]`.
  /// - Throws: `ShapeError` naming both shapes
  public func transposedTimes(_ other: Tensor) throws(ShapeError) -> Tensor {
    let plan = try ProductPlan(
      "product of the transpose", self, other, inner: { ($0[0], $1[0]) },
      outer: { ($0[1], $1[1]) })
    return product(other, plan) { left, right, result in
      result.update(repeating: 0, count: plan.rows * plan.columns)
      for k in 0..<plan.inner {
        for row in 0..<plan.rows {
          addScaled(
            right + k * plan.columns, left[k * plan.rows + row], to: result + row * plan.columns,
            plan.columns)
        }
      }
    }
  }

  private func product(
    _ other: Tensor, _ plan: ProductPlan,
    _ multiply: (
      _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
      _ result: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor {
    Tensor(shape: plan.shape) { result in
      storage.withUnsafeBufferPointer { left in
        other.storage.withUnsafeBufferPointer { right in
          guard let target = result.baseAddress else { return }
          // Where there is nothing to sum over, every sum is zero.
          guard let left = left.baseAddress, let right = right.baseAddress, plan.inner > 0 else {
            return result.update(repeating: 0)
          }
          for entry in 0..<plan.batch {
            multiply(
              left + entry * plan.leftStep, right + entry * plan.rightStep,
              target + entry * plan.rows * plan.columns)
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

@inline(__always)
private func addScaled(
  _ source: UnsafePointer<Float>, _ factor: Float, to target: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for index in 0..<count { target[index] += factor * source[index] }
}

/// Σ aᵢbᵢ in sixteen partial sums: a sum in one order cannot be vectorised, and errs more.
@inline(__always)
private func dotProduct(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int)
  -> Float
{
  typealias Lanes = SIMD8<Float>
  let width = Lanes.scalarCount
  let size = MemoryLayout<Float>.stride
  let rawA = UnsafeRawPointer(a)
  let rawB = UnsafeRawPointer(b)
  var even = Lanes.zero
  var odd = Lanes.zero
  var index = 0
  while index + 2 * width <= count {
    even +=
      rawA.loadUnaligned(fromByteOffset: index * size, as: Lanes.self)
      * rawB.loadUnaligned(fromByteOffset: index * size, as: Lanes.self)
    odd +=
      rawA.loadUnaligned(fromByteOffset: (index + width) * size, as: Lanes.self)
      * rawB.loadUnaligned(fromByteOffset: (index + width) * size, as: Lanes.self)
    index += 2 * width
  }
  var sum = (even + odd).sum()
  while index < count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}
