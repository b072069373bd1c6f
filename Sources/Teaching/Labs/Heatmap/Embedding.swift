import Course
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The numbers of a token's embedding, in their order: named features of the word, a constant one,
/// a mark on the first token, its position, and what makes the word itself.
enum EmbeddingFeature: Hashable {
  case word(WordFeature)
  /// 1 for every token: what a head does regardless of the word hangs on it.
  case one
  case first
  /// cos and sin of position times a frequency (Vaswani 2017, §3.5, with frequencies that suit
  /// sentences of a few dozen tokens).
  case cosine(Int)
  case sine(Int)
  /// Drawn at random from the word's letters, of length 1 together: equal words are alike, and an
  /// unlisted word is told from others by nothing else.
  case letters(Int)

  static let frequencies: [Float] = [1.3, 0.55, 2.1, 0.23]
  static let letterCount = 8

  static let all: [EmbeddingFeature] =
    WordFeature.allCases.map(EmbeddingFeature.word) + [.one, .first]
    + frequencies.indices.flatMap { [.cosine($0), .sine($0)] }
    + (0..<letterCount).map(EmbeddingFeature.letters)

  static let indices = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element, $0.offset) })

  var name: Localized<String> {
    switch self {
    case .word(let feature): feature.name
    case .one: Localized(en: "one", zh: "常数")
    case .first: Localized(en: "first", zh: "首词")
    case .cosine(let index): Localized("cos\(index + 1)")
    case .sine(let index): Localized("sin\(index + 1)")
    case .letters(let index): Localized(en: "id\(index + 1)", zh: "词\(index + 1)")
    }
  }

  /// Where the number comes from, to be read after it.
  func explanation(of token: String, at position: Int) -> Localized<String> {
    switch self {
    case .word(let feature):
      if Lexicon.features(of: token) == nil {
        return Localized(
          en: "“\(token)” is not in the lab's word list, so it has no named features",
          zh: "“\(token)”不在本实验的词表里，没有命名特征")
      }
      return Localized(
        en: "what the lab's word list says of “\(token)” under ‘\(feature.name.english)’",
        zh: "词表里“\(token)”在“\(feature.name.chinese)”一项的值")
    case .one:
      return Localized(en: "the same for every token", zh: "每个词都一样")
    case .first:
      return Localized(
        en: position == 0 ? "this is the first token" : "this is not the first token",
        zh: position == 0 ? "它是第一个词" : "它不是第一个词")
    case .cosine(let index), .sine(let index):
      let function = if case .cosine = self { "cos" } else { "sin" }
      let frequency = EmbeddingFeature.frequencies[index]
      return Localized("\(function)(\(frequency) · \(position))")
    case .letters:
      return Localized(
        en: "drawn at random from the letters of “\(token)” and the seed",
        zh: "由“\(token)”的字面和种子随机得出")
    }
  }
}

enum Embedding {
  /// The vectors of the tokens, `[N, F]`.
  static func vectors(of tokens: [String], seed: UInt64) -> Tensor {
    let rows = tokens.enumerated().map { position, token in
      vector(of: token, at: position, seed: seed)
    }
    return Tensor(rows: rows.count, columns: EmbeddingFeature.all.count) { rows[$0][$1] }
  }

  private static func vector(of token: String, at position: Int, seed: UInt64) -> [Float] {
    let known = features(of: token)
    let letters = letterVector(of: token, seed: seed)
    return EmbeddingFeature.all.map { feature in
      switch feature {
      case .word(let feature): known[feature] ?? 0
      case .one: 1
      case .first: position == 0 ? 1 : 0
      case .cosine(let index): cosf(EmbeddingFeature.frequencies[index] * Float(position))
      case .sine(let index): sinf(EmbeddingFeature.frequencies[index] * Float(position))
      case .letters(let index): letters[index]
      }
    }
  }

  private static func features(of token: String) -> Lexicon.Features {
    if let features = Lexicon.features(of: token) { return features }
    let isPunctuation = token.count == 1 && token.allSatisfy(\.isPunctuationToken)
    return isPunctuation ? [.punctuation: 1] : [:]
  }

  private static func letterVector(of token: String, seed: UInt64) -> [Float] {
    var stream = RandomStream(seed: seed, name: "letters of " + token.lowercased())
    let values = (0..<EmbeddingFeature.letterCount).map { _ in stream.normal() }
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return values.map { length > 0 ? $0 / length : 0 }
  }
}
