import Tensors

/// Which pairs of query and key may not meet. Masks combine: `.all([.causal, .padding([3, 6])])`.
public indirect enum Mask: Sendable {
  case none
  /// A query sees keys up to its own position: key ≤ query + (keys − queries), so that the last
  /// query sees all keys, as in decoding with a cache.
  case causal
  /// The causal mask upside down, key ≥ query + (keys − queries): of use to a mutant alone.
  case antiCausal
  /// A query sees keys less than `width` away from its own position, which counts from the end as
  /// in `causal`: |i + M − N − j| < width.
  case window(Int)
  /// Keys from each sentence's length on are padding; one length a sentence of the batch.
  case padding([Int])
  /// Added to the scores as it is; broadcast from the last axes.
  case additive(Tensor)
  case all([Mask])

  /// The keys that a query may see by all but `additive`: always one run of keys, empty
  /// where there is none. What `additive` hides is not left out.
  public func visibleKeys(sentence: Int, query: Int, queries: Int, keys: Int) -> Range<Int> {
    let position = query + keys - queries
    return switch self {
    case .none, .additive: 0..<keys
    case .causal: 0..<min(max(position + 1, 0), keys)
    case .antiCausal: min(max(position, 0), keys)..<keys
    case .window(...0): 0..<0
    case .window(let width):
      // No two positions are further apart than all queries and keys.
      (position - min(width, queries + keys) + 1..<position + min(width, queries + keys))
        .clamped(to: 0..<keys)
    case .padding(let lengths):
      0..<(lengths.indices.contains(sentence) ? min(max(lengths[sentence], 0), keys) : keys)
    case .all(let masks):
      masks.reduce(0..<keys) {
        $0.clamped(
          to: $1.visibleKeys(sentence: sentence, query: query, queries: queries, keys: keys))
      }
    }
  }

  /// Whether a key is hidden from a query by anything but `additive`.
  public func hides(sentence: Int, query: Int, key: Int, queries: Int, keys: Int) -> Bool {
    !visibleKeys(sentence: sentence, query: query, queries: queries, keys: keys).contains(key)
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
        let visible = visibleKeys(
          sentence: row / rowsPerSentence, query: row % queries, queries: queries, keys: keys)
        for key in 0..<keys where !visible.contains(key) { values[row * keys + key] = hidden }
      }
    }
    for addition in additions {
      pairs = try pairs.plus(addition)
      guard pairs.shape == shape else {
        throw ShapeError(
          "additive mask", shape, addition.shape, expected: "the mask stretches to the scores")
      }
    }
    return pairs
  }

  /// True where applying the mask changes nothing, whatever the scores.
  public var isEmpty: Bool {
    switch self {
    case .none: true
    case .all(let masks): masks.allSatisfy(\.isEmpty)
    case .causal, .antiCausal, .window, .padding, .additive: false
    }
  }

  /// What the mask adds to the scores, as given.
  var additions: [Tensor] {
    switch self {
    case .additive(let tensor): [tensor]
    case .all(let masks): masks.flatMap(\.additions)
    case .none, .causal, .antiCausal, .window, .padding: []
    }
  }

  /// The same mask with another in the place of `causal`.
  func withCausal(replacedBy other: Mask) -> Mask {
    switch self {
    case .causal: other
    case .all(let masks): .all(masks.map { $0.withCausal(replacedBy: other) })
    case .none, .antiCausal, .window, .padding, .additive: self
    }
  }

  func check(sentences: Int, shape: Shape) throws(ShapeError) {
    switch self {
    case .padding(let lengths):
      guard lengths.count == sentences else {
        throw ShapeError(
          "padding mask", shape, [lengths.count], expected: "one length a sentence of the batch")
      }
    case .all(let masks):
      for mask in masks { try mask.check(sentences: sentences, shape: shape) }
    case .none, .causal, .antiCausal, .window, .additive: break
    }
  }
}
