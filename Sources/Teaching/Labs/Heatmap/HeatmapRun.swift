import Attention
import Course
import Tensors

/// The tokens and every tensor of one run of the heatmap lab.
struct HeatmapRun: Sendable {
  enum MaskKind: String { case none, causal, padding }

  var tokens: [String]
  /// How many tokens stand before the padding.
  var realCount: Int
  var headNumber: Int
  var headDim: Int
  var isScaled: Bool
  var temperature: Double
  var maskKind: MaskKind
  var projections: Projections
  var embedding: Tensor
  var query: Tensor
  var key: Tensor
  var value: Tensor
  var attention: AttentionRun
  /// Entropy and weight of the first token, means over rows, of every head: `[heads, 2]`.
  var headSummary: Tensor

  /// How many [PAD] the padding mask adds to a text that has none.
  private static let addedPadding = 2

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    headNumber = settings.integer("head")
    guard headNumber <= settings.integer("heads") else {
      throw LabError.impossible(
        "head \(headNumber) of \(settings.integer("heads")): there are not that many")
    }
    maskKind = MaskKind(rawValue: settings.text("mask")) ?? .none
    let segmentation = Segmentation(settings.text("text"))
    realCount = segmentation.realCount
    guard realCount > 0 else {
      throw LabError.impossible("the text has no word to attend to")
    }
    tokens = segmentation.tokens
    if maskKind == .padding, realCount == tokens.count {
      tokens += [String](repeating: Segmentation.padding, count: HeatmapRun.addedPadding)
    }
    headDim = settings.integer("d")
    isScaled = settings.toggle("scale")
    temperature = settings.number("temperature")
    embedding = Embedding.vectors(of: tokens, seed: seed)
    let options = AttentionOptions(
      scale: isScaled ? nil : 1, temperature: Float(temperature),
      mask: HeatmapRun.mask(maskKind, realCount: realCount))

    let heads = try (1...settings.integer("heads")).map { [embedding, headDim] number in
      try HeadRun(
        number, headDim: headDim, embedding: embedding, options, seed: seed, engine: engine)
    }
    let shown = heads[headNumber - 1]
    projections = shown.projections
    query = shown.query
    key = shown.key
    value = shown.value
    attention = shown.attention
    headSummary = Tensor(rows: heads.count, columns: 2) { row, column in
      Float(column == 0 ? heads[row].attention.meanEntropy : heads[row].attention.sinkWeight)
    }
  }

  private static func mask(_ kind: MaskKind, realCount: Int) -> Mask {
    switch kind {
    case .none: .none
    case .causal: .causal
    case .padding: .padding([realCount])
    }
  }

  var head: Head { Head.number(headNumber) }

  var tensors: [NamedTensor] {
    [
      NamedTensor("embedding", embedding), NamedTensor("queryMatrix", projections.query),
      NamedTensor("keyMatrix", projections.key), NamedTensor("valueMatrix", projections.value),
      NamedTensor("query", query), NamedTensor("key", key), NamedTensor("value", value),
      NamedTensor("scores", attention.scores), NamedTensor("scaled", attention.scaled),
      NamedTensor("masked", attention.masked), NamedTensor("weights", attention.weights),
      NamedTensor("output", attention.output), NamedTensor("headSummary", headSummary),
    ]
  }

  var results: [Scalar] {
    [
      Scalar("entropy", meanEntropy), Scalar("sinkWeight", sinkWeight),
      Scalar("smallestWeight", smallestWeight),
      Scalar("largestWeight", Double(attention.weights.storage.max() ?? 0)),
    ]
  }

  var meanEntropy: Double { attention.meanEntropy }
  var sinkWeight: Double { attention.sinkWeight }

  var smallestWeight: Double {
    let visible = zip(attention.weights.storage, attention.masked.storage)
      .lazy.filter { $0.1 > -.infinity }.map(\.0)
    return Double(visible.min() ?? 0)
  }

  /// The query whose row tells most: the pronoun where the head is about pronouns, else the most
  /// decided row of a real token, the first one aside, whose choice is often forced.
  var focus: Int {
    if headNumber == 1,
      let pronoun = tokens.firstIndex(where: { Lexicon.features(of: $0)?[.pronoun] == 1 })
    {
      return pronoun
    }
    let entropies = attention.weights.entropy().storage
    let candidates = realCount > 1 ? 1..<realCount : 0..<1
    return candidates.min { entropies[$0] < entropies[$1] } ?? 0
  }
}

/// One head over the sentence.
private struct HeadRun {
  var projections: Projections
  var query: Tensor
  var key: Tensor
  var value: Tensor
  var attention: AttentionRun

  init(
    _ number: Int, headDim: Int, embedding: Tensor, _ options: AttentionOptions, seed: UInt64,
    engine: AttentionEngine
  ) throws {
    projections = Projections(Head.number(number), number: number, headDim: headDim, seed: seed)
    query = try embedding.times(projections.query)
    key = try embedding.times(projections.key)
    value = try embedding.times(projections.value)
    attention = try engine.attend(query: query, key: key, value: value, options)
  }
}

extension AttentionRun {
  /// In nats, the mean over the rows.
  fileprivate var meanEntropy: Double { weights.entropy().mean }

  /// The mean weight of the first token.
  fileprivate var sinkWeight: Double {
    let rows = weights.shape.rows
    return (0..<rows).reduce(0) { $0 + Double(weights[$1, 0]) } / Double(rows)
  }
}
