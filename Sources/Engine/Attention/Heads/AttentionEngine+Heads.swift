import Tensors

extension AttentionEngine {
  /// The features of each token cut into heads: `[B, N, h·d]` becomes `[B, h, N, d]`.
  /// - Throws: `ShapeError` where the heads do not divide the features
  public func splitHeads(_ tensor: Tensor, heads: Int) throws(ShapeError) -> Tensor {
    guard tensor.shape.rank == 3, heads > 0, tensor.shape[2].isMultiple(of: heads) else {
      throw ShapeError(
        "split into \(heads) heads", tensor.shape,
        expected: "[batch, length, features] with features a multiple of the heads")
    }
    let (batch, length) = (tensor.shape[0], tensor.shape[1])
    return try tensor.reshaped([batch, length, heads, tensor.shape[2] / heads])
      .permuted([0, 2, 1, 3])
  }

  /// The heads of each token side by side again: `[B, h, N, d]` becomes `[B, N, h·d]`.
  /// - Throws: `ShapeError` where there are not four axes
  public func mergeHeads(_ tensor: Tensor) throws(ShapeError) -> Tensor {
    guard tensor.shape.rank == 4 else {
      throw ShapeError("merge of heads", tensor.shape, expected: "[batch, heads, length, headDim]")
    }
    let shape = tensor.shape
    return try tensor.permuted([0, 2, 1, 3]).reshaped([shape[0], shape[2], shape[1] * shape[3]])
  }
}
