import Tensors

// Grouped-query attention (Ainslie 2023, §2.2). The rows of the heads that read one group are one
// taller matrix for it, so that no key and no value is repeated.

extension AttentionEngine {
  /// QKᵀ: `[B, H, N, d]` and `[B, G, M, d]` give `[B, H, N, M]`.
  func products(_ query: Tensor, _ key: Tensor) throws(ShapeError) -> Tensor {
    try perGroup(query, key) { query, key throws(ShapeError) in try query.timesTransposed(key) }
  }

  /// PV: `[B, H, N, M]` and `[B, G, M, dᵥ]` give `[B, H, N, dᵥ]`.
  func averages(of value: Tensor, _ weights: Tensor) throws(ShapeError) -> Tensor {
    try perGroup(weights, value) { weights, value throws(ShapeError) in try weights.times(value) }
  }

  private func perGroup(
    _ heads: Tensor, _ groups: Tensor,
    _ product: (Tensor, Tensor) throws(ShapeError) -> Tensor
  ) throws(ShapeError) -> Tensor {
    guard heads.shape.rank == 4, groups.shape.rank == 4, heads.shape[1] != groups.shape[1] else {
      return try product(heads, groups)
    }
    let (batch, headCount, rows) = (heads.shape[0], heads.shape[1], heads.shape[2])
    let groupCount = groups.shape[1]
    guard groupCount > 0, headCount.isMultiple(of: groupCount) else {
      throw ShapeError(
        "attention", heads.shape, groups.shape,
        expected: "groups of keys (\(groupCount)) that divide the heads (\(headCount))")
    }
    let stacked = try heads.reshaped([
      batch, groupCount, headCount / groupCount * rows, heads.shape.width,
    ])
    let result = try product(stacked, groups)
    return try result.reshaped([batch, headCount, rows, result.shape.width])
  }
}
