import Course
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A head of the heatmap lab: what it looks for, one number of its query and key at a time.
///
/// A component pairs a question about the querying token with an answer of the token that is asked:
/// its contribution to the score is strength × question × answer. Trained heads do such things
/// (Clark et al. 2019, "What Does BERT Look At?"), only less tidily.
struct Head {
  struct Component {
    var name: Localized<String>
    var strength: Float
    var question: [EmbeddingFeature: Float]
    var answer: [EmbeddingFeature: Float]
  }

  var name: Localized<String>
  /// The most important first: a head of size d has the first d of them.
  var components: [Component]
  /// The size of the random entries in the columns beyond the components.
  var noise: Float

  static let maximumCount = 8

  /// Heads are counted from 1, as the learner sees them.
  static func number(_ number: Int) -> Head {
    trained.indices.contains(number - 1)
      ? trained[number - 1]
      : Head(
        name: Localized(en: "untrained: random matrices", zh: "未训练：随机矩阵"), components: [],
        noise: 0.37)
  }

  private static let trained = [reference, previous, syntax, sink]

  private static let reference = Head(
    name: Localized(en: "pronouns seek their noun", zh: "代词找它指代的词"),
    components: [
      Component(
        name: Localized(en: "a pronoun asks for a being", zh: "代词找有生命的"), strength: 5,
        question: [.word(.pronoun): 1],
        answer: [.word(.animate): 1, .word(.thing): 0.4, .word(.place): 0.2]),
      Component(
        name: Localized(en: "singular or plural agrees", zh: "单复数一致"), strength: 1,
        question: [.word(.plural): 1], answer: [.word(.plural): 1]),
    ] + sameWord(strength: 1.5), noise: 0.2)

  private static let previous = Head(
    name: Localized(en: "every word looks one back", zh: "每个词看前一个词"),
    components: EmbeddingFeature.frequencies.indices.flatMap {
      offset(frequency: $0, by: 1, strength: 1.5)
    }, noise: 0.2)

  private static let syntax = Head(
    name: Localized(en: "verbs, states seek nouns", zh: "动词和状态找名词"),
    components: [
      Component(
        name: Localized(en: "a verb asks who does it", zh: "动词找施事"), strength: 5,
        question: [.word(.verb): 1], answer: [.word(.animate): 1, .word(.thing): 0.3]),
      Component(
        name: Localized(en: "a state asks who is so", zh: "状态找主体"), strength: 5,
        question: [.word(.state): 1],
        answer: [.word(.animate): 1, .word(.pronoun): 0.8, .word(.thing): 0.7, .word(.place): 0.4]),
      Component(
        name: Localized(en: "a noun asks for a verb", zh: "名词找动词"), strength: 4,
        question: [.word(.animate): 1, .word(.thing): 1, .word(.place): 1],
        answer: [.word(.verb): 1]),
      Component(
        name: Localized(en: "a function word asks for a noun", zh: "虚词找名词"), strength: 2,
        question: [.word(.function): 1],
        answer: [.word(.thing): 1, .word(.place): 1, .word(.animate): 1]),
    ] + offset(frequency: 1, by: 0, strength: 1.5), noise: 0.2)

  private static let sink = Head(
    name: Localized(en: "rests on the first (a sink)", zh: "停在第一个词上（attention sink）"),
    components: [
      Component(
        name: Localized(en: "every word asks for the first", zh: "每个词都找首词"), strength: 5,
        question: [.one: 1], answer: [.first: 1])
    ], noise: 0.2)

  private static func sameWord(strength: Float) -> [Component] {
    (0..<EmbeddingFeature.letterCount).map { index in
      Component(
        name: Localized(en: "same word \(index + 1)", zh: "同一个词 \(index + 1)"),
        strength: strength, question: [.letters(index): 1], answer: [.letters(index): 1])
    }
  }

  /// cos ω(i − steps − j), largest where the key stands `steps` before the query: the query's
  /// position is turned back by an angle of ω·steps, which is a linear map of (cos ωi, sin ωi).
  private static func offset(frequency: Int, by steps: Float, strength: Float) -> [Component] {
    let angle = EmbeddingFeature.frequencies[frequency] * steps
    let name = Localized(en: "position \(frequency + 1)", zh: "位置 \(frequency + 1)")
    return [
      Component(
        name: name.map { $0 + " cos" }, strength: strength,
        question: [.cosine(frequency): cosf(angle), .sine(frequency): sinf(angle)],
        answer: [.cosine(frequency): 1]),
      Component(
        name: name.map { $0 + " sin" }, strength: strength,
        question: [.sine(frequency): cosf(angle), .cosine(frequency): -sinf(angle)],
        answer: [.sine(frequency): 1]),
    ]
  }
}

/// The matrices that turn embeddings into queries, keys and values, each `[F, d]`.
struct Projections {
  var query: Tensor
  var key: Tensor
  var value: Tensor

  /// - Parameter number: of the head, from 1; each head has its own random entries
  init(_ head: Head, number: Int, headDim: Int, seed: UInt64) {
    query = Projections.matrix(
      head, headDim, RandomStream(seed: seed, name: "query \(number)"), \.question)
    key = Projections.matrix(
      head, headDim, RandomStream(seed: seed, name: "key \(number)"), \.answer)
    value = Projections.valueMatrix(headDim, RandomStream(seed: seed, name: "value \(number)"))
  }

  /// What question and answer are multiplied by each. It grows with d^¼, the score with √d, so that
  /// a *scaled* score means the same in a head of any size, as training would bring about.
  static func gain(_ component: Head.Component, headDim: Int) -> Float {
    component.strength.squareRoot() * Float(headDim).squareRoot().squareRoot()
  }

  private static func matrix(
    _ head: Head, _ headDim: Int, _ stream: RandomStream,
    _ side: (Head.Component) -> [EmbeddingFeature: Float]
  ) -> Tensor {
    var stream = stream
    let random = Tensor.normal(
      [EmbeddingFeature.all.count, headDim], standardDeviation: head.noise, from: &stream)
    return Tensor(rows: EmbeddingFeature.all.count, columns: headDim) { feature, column in
      guard head.components.indices.contains(column) else { return random[feature, column] }
      let component = head.components[column]
      return (side(component)[EmbeddingFeature.all[feature]] ?? 0)
        * gain(component, headDim: headDim)
    }
  }

  /// The named features as they are, so that an output can be read; random mixtures beyond them.
  private static func valueMatrix(_ headDim: Int, _ stream: RandomStream) -> Tensor {
    var stream = stream
    let random = Tensor.normal(
      [EmbeddingFeature.all.count, headDim], standardDeviation: 0.37, from: &stream)
    return Tensor(rows: EmbeddingFeature.all.count, columns: headDim) { feature, column in
      if column < WordFeature.allCases.count { return feature == column ? 1 : 0 }
      return random[feature, column]
    }
  }

  /// What the numbers of a value or an output are called.
  static func valueName(_ column: Int) -> Localized<String> {
    WordFeature(rawValue: column)?.name ?? Localized(String(column + 1))
  }
}
