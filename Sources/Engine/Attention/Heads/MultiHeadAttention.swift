import Tensors

/// Attention in several heads at once (Vaswani 2017, §3.2.2), whose keys and values may be shared by
/// groups of heads (Ainslie 2023). No biases, as in both papers.
///
/// ```swift
/// let sizes = try MultiHeadSizes(model: 512, heads: 8, groups: 2)
/// let layer = MultiHeadAttention(sizes, from: &stream)
/// let run = try layer(tokens, AttentionOptions(mask: .causal))     // [B, N, 512] to [B, N, 512]
/// ```
public struct MultiHeadAttention: Sendable, Equatable {
  public let sizes: MultiHeadSizes
  /// W_Q, `[model, H·d]`, head by head
  public let queryMatrix: Tensor
  /// W_K, `[model, G·d]`, group by group
  public let keyMatrix: Tensor
  /// W_V, `[model, G·d]`, group by group
  public let valueMatrix: Tensor
  /// W_O, `[H·d, model]`
  public let outputMatrix: Tensor

  /// - Throws: `ShapeError` where a matrix has not the shape that the sizes ask for
  public init(
    _ sizes: MultiHeadSizes, query: Tensor, key: Tensor, value: Tensor, output: Tensor
  ) throws(ShapeError) {
    for (matrix, shape) in zip([query, key, value, output], sizes.shapes)
    where matrix.shape != shape {
      throw ShapeError("projection", matrix.shape, expected: "\(shape)")
    }
    self.sizes = sizes
    (queryMatrix, keyMatrix, valueMatrix, outputMatrix) = (query, key, value, output)
  }

  /// Uniform numbers within ±√(6 / (rows + columns)) (Glorot & Bengio 2010, eq. 16).
  public init(_ sizes: MultiHeadSizes, from stream: inout RandomStream) {
    let matrices = sizes.shapes.map { shape in
      let edge = (6 / Float(shape[0] + shape[1])).squareRoot()
      return Tensor.uniform(shape, from: -edge, to: edge, from: &stream)
    }
    self.sizes = sizes
    (queryMatrix, keyMatrix, valueMatrix, outputMatrix) = (
      matrices[0], matrices[1], matrices[2], matrices[3]
    )
  }

  /// Self-attention over tokens `[B, N, model]`, or attention from them to a memory `[B, M, model]`.
  /// - Throws: `ShapeError` naming both shapes
  public func callAsFunction(
    _ tokens: Tensor, memory: Tensor? = nil, _ options: AttentionOptions = AttentionOptions(),
    engine: AttentionEngine = AttentionEngine()
  ) throws(ShapeError) -> MultiHeadRun {
    let query = try queries(of: tokens, engine: engine)
    let (key, value) = try keysAndValues(of: memory ?? tokens, engine: engine)
    let attention = try engine.attend(query: query, key: key, value: value, options)
    let concatenated = try engine.mergeHeads(attention.output)
    return MultiHeadRun(
      query: query, key: key, value: value, attention: attention, concatenated: concatenated,
      output: try concatenated.times(outputMatrix))
  }

  /// The queries of all heads: `[B, N, model]` becomes `[B, H, N, d]`.
  /// - Throws: `ShapeError`
  public func queries(of tokens: Tensor, engine: AttentionEngine = AttentionEngine())
    throws(ShapeError) -> Tensor
  {
    try engine.splitHeads(tokens.times(queryMatrix), heads: sizes.heads)
  }

  /// The keys and values of all groups: `[B, M, model]` becomes `[B, G, M, d]` twice.
  /// - Throws: `ShapeError`
  public func keysAndValues(of tokens: Tensor, engine: AttentionEngine = AttentionEngine())
    throws(ShapeError) -> (key: Tensor, value: Tensor)
  {
    (
      try engine.splitHeads(tokens.times(keyMatrix), heads: sizes.groups),
      try engine.splitHeads(tokens.times(valueMatrix), heads: sizes.groups)
    )
  }

  /// One token a sentence, `[B, 1, model]`, after those that the cache holds; it is put in there too.
  /// - Throws: `ShapeError` naming both shapes
  public func decode(
    _ token: Tensor, cache: inout KeyValueCache, _ options: AttentionOptions = AttentionOptions(),
    engine: AttentionEngine = AttentionEngine()
  ) throws(ShapeError) -> Tensor {
    let query = try queries(of: token, engine: engine)
    let (key, value) = try keysAndValues(of: token, engine: engine)
    try cache.append(key: key, value: value)
    let run = try engine.attend(query: query, cache: cache, options)
    return try engine.mergeHeads(run.output).times(outputMatrix)
  }
}

/// What one layer of multi-head attention computed.
public struct MultiHeadRun: Sendable {
  /// `[B, H, N, d]`
  public var query: Tensor
  /// `[B, G, M, d]`
  public var key: Tensor
  /// `[B, G, M, d]`
  public var value: Tensor
  /// `[B, H, N, M]` and, of its output, `[B, H, N, d]`
  public var attention: AttentionRun
  /// The heads' outputs side by side, `[B, N, H·d]`
  public var concatenated: Tensor
  /// `[B, N, model]`
  public var output: Tensor
}
