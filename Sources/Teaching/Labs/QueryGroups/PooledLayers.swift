import Attention
import Tensors

/// One layer of multi-head attention, and the grouped layers that mean pooling makes of it: W_K and
/// W_V of a group are the means of its heads' (Ainslie et al. 2023, §2.1).
struct PooledLayers {
  let teacher: MultiHeadAttention
  let tokens: Tensor
  let engine: AttentionEngine

  private static let model = 32
  private static let length = 8

  init(heads: Int, headDim: Int, seed: UInt64, engine: AttentionEngine) throws {
    var weights = RandomStream(seed: seed, stream: 0)
    var inputs = RandomStream(seed: seed, stream: 1)
    let sizes = try MultiHeadSizes(model: PooledLayers.model, heads: heads, headDim: headDim)
    teacher = MultiHeadAttention(sizes, from: &weights)
    tokens = .normal([1, PooledLayers.length, PooledLayers.model], from: &inputs)
    self.engine = engine
  }

  private var sizes: MultiHeadSizes { teacher.sizes }

  /// The output of the layer with so many groups, by grouped attention.
  func output(groups: Int) throws -> Tensor {
    let layer = try MultiHeadAttention(
      MultiHeadSizes(
        model: sizes.model, heads: sizes.heads, groups: groups, headDim: sizes.headDim),
      query: teacher.queryMatrix, key: pooled(teacher.keyMatrix, groups),
      value: pooled(teacher.valueMatrix, groups), output: teacher.outputMatrix)
    return try layer(tokens, engine: engine).output
  }

  /// The output of multi-head attention, a head at a time, each with keys and values of its own.
  func multiHeadOutput() throws -> Tensor {
    try output { head in try engine.slices(of: teacher, tokens, head: head, shared: nil) }
  }

  /// The output of multi-query attention, a head at a time, all with the one key and value.
  func multiQueryOutput() throws -> Tensor {
    let key = try tokens.times(pooled(teacher.keyMatrix, 1))
    let value = try tokens.times(pooled(teacher.valueMatrix, 1))
    return try output { head in
      try engine.slices(of: teacher, tokens, head: head, shared: (key, value))
    }
  }

  private func output(head: (Int) throws -> Tensor) throws -> Tensor {
    let heads = try (0..<sizes.heads).map(head)
    return try Tensor.concatenated(heads, axis: 2).times(teacher.outputMatrix)
  }

  /// The means of each group's heads: `[model, H·d]` becomes `[model, G·d]`.
  private func pooled(_ matrix: Tensor, _ groups: Int) throws -> Tensor {
    try matrix.reshaped([sizes.model, groups, sizes.heads / groups, sizes.headDim])
      .mean(axis: 2).reshaped([sizes.model, groups * sizes.headDim])
  }
}

extension AttentionEngine {
  /// The output of one head, `[1, N, d]`.
  fileprivate func slices(
    of layer: MultiHeadAttention, _ tokens: Tensor, head: Int,
    shared: (key: Tensor, value: Tensor)?
  ) throws -> Tensor {
    let own = head * layer.sizes.headDim..<(head + 1) * layer.sizes.headDim
    return try attend(
      query: tokens.times(layer.queryMatrix.slice(axis: 1, own)),
      key: shared?.key ?? tokens.times(layer.keyMatrix.slice(axis: 1, own)),
      value: shared?.value ?? tokens.times(layer.valueMatrix.slice(axis: 1, own))
    ).output
  }
}
