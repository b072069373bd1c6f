import Attention
import Course
import Tensors

/// Both sentences and every tensor of one run of the self-cross lab.
struct SelfCrossRun: Sendable {
  enum Kind: String, CaseIterable {
    case `self`, target, cross
  }

  var kind: Kind
  var source: [String]
  var target: [String]
  var sourceEmbedding: Tensor
  var targetEmbedding: Tensor
  var projections: Projections
  var query: Tensor
  var key: Tensor
  var value: Tensor
  var attention: AttentionRun
  var selfWeights: Tensor

  /// A head that looks for words of the same kind, as translation aligns them: each feature of the
  /// asking word is compared with the same feature of the word that is asked.
  static let head = Head(
    name: Localized(en: "words look for their like", zh: "每个词找同类的词"),
    components: WordFeature.allCases.map { feature in
      let isNumber = feature == .plural
      return Head.Component(
        name: Localized(
          en: isNumber ? "singular or plural agrees" : "both are ‘\(feature.name.english)’",
          zh: isNumber ? "单复数一致" : "两边都是“\(feature.name.chinese)”"),
        strength: isNumber ? 1 : 3, question: [.word(feature): 1], answer: [.word(feature): 1])
    }
      + (0..<EmbeddingFeature.letterCount).map { index in
        Head.Component(
          name: Localized(en: "same word \(index + 1)", zh: "同一个词 \(index + 1)"), strength: 1.5,
          question: [.letters(index): 1], answer: [.letters(index): 1])
      },
    noise: 0)

  static let headDim = head.components.count

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    kind = Kind(rawValue: settings.text("kind")) ?? .cross
    source = Segmentation(settings.text("source")).tokens
    target = Segmentation(settings.text("target")).tokens
    guard !source.isEmpty else {
      throw LabError.impossible(
        Localized(en: "the source has no word to attend to", zh: "源文本里没有可以关注的词"))
    }
    guard kind == .self || !target.isEmpty else {
      throw LabError.impossible(
        Localized(en: "the target has no word that could ask", zh: "目标文本里没有词可以发出 query"))
    }
    sourceEmbedding = Embedding.vectors(of: source, seed: seed)
    targetEmbedding = Embedding.vectors(of: target, seed: seed)
    projections = Projections(
      SelfCrossRun.head, number: 1, headDim: SelfCrossRun.headDim, seed: seed)
    let askers =
      switch kind {
      case .self: sourceEmbedding
      case .target: try targetEmbedding.slice(axis: 0, 0..<1)
      case .cross: targetEmbedding
      }
    query = try askers.times(projections.query)
    key = try sourceEmbedding.times(projections.key)
    value = try sourceEmbedding.times(projections.value)
    attention = try engine.attend(query: query, key: key, value: value)
    selfWeights = try engine.attend(
      query: sourceEmbedding.times(projections.query), key: key, value: value
    ).weights
  }

  /// The words that ask, one a query.
  var askers: [String] {
    switch kind {
    case .self: source
    case .target: Array(target.prefix(1))
    case .cross: target
    }
  }

  /// The tensor that the queries are projected from.
  var askingTensor: String { kind == .self ? "sourceEmbedding" : "targetEmbedding" }

  /// The query that is surest of its key: the one that sentences speak of.
  var focus: Int {
    let entropies = attention.weights.entropy().storage
    return entropies.indices.min { entropies[$0] < entropies[$1] } ?? 0
  }

  var pairs: Int { askers.count * source.count }

  var results: [Scalar] {
    [
      Scalar("queryLength", Double(query.shape[0])), Scalar("keyLength", Double(key.shape[0])),
      Scalar("pairs", Double(attention.scores.count)),
      Scalar("selfPairs", Double(selfWeights.count)),
      Scalar("largestWeight", Double(attention.weights.storage.max() ?? 0)),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("sourceEmbedding", sourceEmbedding),
      NamedTensor("targetEmbedding", targetEmbedding),
      NamedTensor("queryMatrix", projections.query), NamedTensor("keyMatrix", projections.key),
      NamedTensor("valueMatrix", projections.value), NamedTensor("query", query),
      NamedTensor("key", key), NamedTensor("value", value),
      NamedTensor("scores", attention.scores), NamedTensor("scaled", attention.scaled),
      NamedTensor("weights", attention.weights), NamedTensor("output", attention.output),
      NamedTensor("selfWeights", selfWeights),
    ]
  }
}
