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
  /// The query whose row tells most.
  var focus: Int
  /// The row that the learner changes, the one in focus while none is changed.
  var edited: EditedRow

  /// How many [PAD] the padding mask adds to a text that has none.
  private static let addedPadding = 2

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    headNumber = settings.integer("head")
    guard headNumber <= settings.integer("heads") else {
      throw LabError.impossible(
        Localized(
          en: "head \(headNumber) of \(settings.integer("heads")): there are not that many",
          zh: "要看第 \(headNumber) 个头，但只有 \(settings.integer("heads")) 个"))
    }
    maskKind = MaskKind(rawValue: settings.text("mask")) ?? .none
    tokens = HeatmapRun.tokens(settings)
    realCount = Segmentation.realCount(tokens)
    guard realCount > 0 else {
      throw LabError.impossible(
        Localized(en: "the text has no word to attend to", zh: "文本里没有可以关注的词"))
    }
    let edit = try RowEdit(settings.text("edit"), tokens: tokens.count)
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
      Float(
        column == 0
          ? heads[row].attention.weights.entropy().mean
          : heads[row].attention.weights.columnMeans()[0])
    }
    focus = HeatmapRun.focus(tokens, realCount: realCount, headNumber, attention.weights)
    edited = try EditedRow(
      row: edit?.row ?? focus, edit?.change, weights: attention.weights, masked: attention.masked,
      value: value)
  }

  /// Those of the text, and of the padding that the mask is to hide.
  static func tokens(_ settings: Settings) -> [String] {
    let tokens = Segmentation(settings.text("text")).tokens
    let isPadded = tokens.isEmpty || Segmentation.realCount(tokens) < tokens.count
    return settings.text("mask") != MaskKind.padding.rawValue || isPadded
      ? tokens : tokens + [String](repeating: Segmentation.padding, count: addedPadding)
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
      NamedTensor("otherWeights", edited.weights), NamedTensor("otherOutput", edited.outputs),
    ]
  }

  var results: [Scalar] {
    [
      Scalar("entropy", meanEntropy), Scalar("sinkWeight", columnMeans[0]),
      Scalar("mostWeightedToken", Double(mostWeighted + 1)),
      Scalar("mostWeight", columnMeans[mostWeighted]),
      Scalar("smallestWeight", smallestWeight),
      Scalar("largestWeight", Double(attention.weights.storage.max() ?? 0)),
      Scalar("outputChange", edited.outputChange),
      Scalar("totalVariation", edited.totalVariation),
      Scalar("affineRank", Double(edited.affineRank)),
      Scalar("support", Double(edited.support)),
    ]
  }

  var meanEntropy: Double { attention.weights.entropy().mean }

  /// What each token gets on average over the rows.
  var columnMeans: [Double] { attention.weights.columnMeans() }

  /// The token that gets most on average.
  var mostWeighted: Int {
    let means = columnMeans
    return means.indices.max { means[$0] < means[$1] } ?? 0
  }

  var smallestWeight: Double {
    let visible = zip(attention.weights.storage, attention.masked.storage)
      .lazy.filter { $0.1 > -.infinity }.map(\.0)
    return Double(visible.min() ?? 0)
  }

  /// The pronoun where the head is about pronouns, else the most decided row of a real token, the
  /// first one aside, whose choice is often forced.
  private static func focus(
    _ tokens: [String], realCount: Int, _ headNumber: Int, _ weights: Tensor
  ) -> Int {
    if headNumber == 1,
      let pronoun = tokens.firstIndex(where: { Lexicon.features(of: $0)?[.pronoun] == 1 })
    {
      return pronoun
    }
    let entropies = weights.entropy().storage
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

extension Tensor {
  /// The mean of each column of a matrix.
  fileprivate func columnMeans() -> [Double] {
    (0..<shape.width).map { column in
      (0..<shape.rows).reduce(0) { $0 + Double(self[$1, column]) } / Double(shape.rows)
    }
  }
}
