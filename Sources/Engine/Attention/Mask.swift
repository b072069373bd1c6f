import Tensors

/// Which pairs of query and key may not meet. Masks combine: `.all([.causal, .padding([3, 6])])`.
public indirect enum Mask: Sendable {
  case none
  /// A query sees keys up to its own position: key ≤ query + (keys − queries), so that the last
  /// query sees all keys, as in decoding with a cache.
  case causal
  /// Keys from each sentence's length on are padding; one length a sentence of the batch.
  case padding([Int])
  /// Added to the scores as it is; broadcast from the last axes.
  case additive(Tensor)
  case all([Mask])

  /// Whether a key is hidden from a query by `causal` or `padding`.
  public func hides(sentence: Int, query: Int, key: Int, queries: Int, keys: Int) -> Bool {
    switch self {
    case .none, .additive: false
    case .causal: key > query + keys - queries
    case .padding(let lengths): lengths.indices.contains(sentence) && key >= lengths[sentence]
    case .all(let masks):
      masks.contains {
        $0.hides(sentence: sentence, query: query, key: key, queries: queries, keys: keys)
      }
    }
  }

  /// The mask as numbers to be added to scores of that shape: 0 where a pair may meet, `hidden` where
  /// it may not.
  /// - Parameters:
  ///   - shape: of the scores, `[N, M]`, or `[B, …, N, M]` where there is a padding mask
  ///   - hidden: −∞, or a finite number and its consequences
  /// - Throws: `ShapeError` where a padding mask has not one length a sentence, or an additive one
  ///   does not fit
  public func values(for shape: Shape, hidden: Float = -.infinity) throws(ShapeError) -> Tensor {
    guard shape.rank >= 2 else {
      throw ShapeError("mask", shape, expected: "scores have a query and a key axis")
    }
    let sentences = shape.rank > 2 ? shape[0] : 1
    try check(sentences: sentences, shape: shape)
    let queries = shape[shape.rank - 2]
    let keys = shape[shape.rank - 1]
    var pairs = Tensor.zeros(shape)
    let rowsPerSentence = sentences == 0 ? 0 : shape.rows / sentences
    pairs.withUnsafeMutableValues { values in
      for row in 0..<shape.rows {
        for key in 0..<keys
        where hides(
          sentence: row / rowsPerSentence, query: row % queries, key: key, queries: queries,
          keys: keys)
        {
          values[row * keys + key] = hidden
        }
      }
    }
    for addition in additions { pairs = try pairs.plus(addition) }
    return pairs
  }

  /// True where applying the mask changes nothing, whatever the scores.
  public var isEmpty: Bool {
    switch self {
    case .none: true
    case .all(let masks): masks.allSatisfy(\.isEmpty)
    case .causal, .padding, .additive: false
    }
  }

  private var additions: [Tensor] {
    switch self {
    case .additive(let tensor): [tensor]
    case .all(let masks): masks.flatMap(\.additions)
    case .none, .causal, .padding: []
    }
  }

  private func check(sentences: Int, shape: Shape) throws(ShapeError) {
    switch self {
    case .padding(let lengths):
      guard lengths.count == sentences else {
        throw ShapeError(
          "padding mask", shape, [lengths.count], expected: "one length a sentence of the batch")
      }
    case .all(let masks):
      for mask in masks { try mask.check(sentences: sentences, shape: shape) }
    case .none, .causal, .additive: break
    }
  }
}
