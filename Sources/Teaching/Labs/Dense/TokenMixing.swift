import Attention
import Course
import Tensors

/// The two layers: a dense one over positions and one head of attention.
struct TokenMixing: Sendable {
  /// W, `[N, N]`
  var dense: Tensor
  /// W_Q, W_K and W_V, `[d, d]`
  var queryMatrix: Tensor
  var keyMatrix: Tensor
  var valueMatrix: Tensor

  /// How many numbers a token has. It is even, so that a longer input begins with the shorter one.
  static let width = 8

  /// W has variance 1/N, W_V 1/d, and W_Q and W_K 2/d: scores then have variance 4, and weights are
  /// neither even nor one-hot.
  init(length: Int, seed: UInt64) {
    func matrix(_ name: String, _ size: Int, variance: Float) -> Tensor {
      var stream = RandomStream(seed: seed, name: name)
      return .normal([size, size], standardDeviation: variance.squareRoot(), from: &stream)
    }
    let width = TokenMixing.width
    dense = matrix("dense \(length)", length, variance: 1 / Float(length))
    queryMatrix = matrix("query", width, variance: 2 / Float(width))
    keyMatrix = matrix("key", width, variance: 2 / Float(width))
    valueMatrix = matrix("value", width, variance: 1 / Float(width))
  }

  static func input(_ number: Int, length: Int, seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed, name: "input \(number)")
    return .normal([length, width], from: &stream)
  }

  func callAsFunction(_ input: Tensor, engine: AttentionEngine) throws -> MixedSequence {
    let query = try input.times(queryMatrix)
    let key = try input.times(keyMatrix)
    let value = try input.times(valueMatrix)
    return MixedSequence(
      input: input, query: query, key: key, value: value,
      attention: try engine.attend(query: query, key: key, value: value),
      denseWeights: dense, denseOutput: Result { () throws(ShapeError) in try dense.times(input) })
  }
}

/// What both layers made of one input.
struct MixedSequence: Sendable {
  var input: Tensor
  var query: Tensor
  var key: Tensor
  var value: Tensor
  var attention: AttentionRun
  /// Those that met this input.
  var denseWeights: Tensor
  /// W X; the refusal where W is made for another length.
  var denseOutput: Result<Tensor, ShapeError>

  /// The tensors of a sequence, by their names where it is the first one.
  enum Part: String, CaseIterable {
    case input, query, key, value, scores, scaled, attentionWeights, attentionOutput, denseOutput
  }

  /// Nil for what could not be computed.
  func tensor(_ part: Part) -> Tensor? {
    switch part {
    case .input: input
    case .query: query
    case .key: key
    case .value: value
    case .scores: attention.scores
    case .scaled: attention.scaled
    case .attentionWeights: attention.weights
    case .attentionOutput: attention.output
    case .denseOutput: try? denseOutput.get()
    }
  }
}

extension MixedSequence {
  /// The inputs of one run.
  enum Input: String, CaseIterable {
    case first, changed, permuted, longer

    /// `scores` of the first input, `changedScores` of another.
    func name(_ part: Part) -> String {
      guard self != .first, let initial = part.rawValue.first else { return part.rawValue }
      return rawValue + initial.uppercased() + part.rawValue.dropFirst()
    }

    /// The dense layer has no output for a longer input.
    var parts: [Part] { Part.allCases.filter { self != .longer || $0 != .denseOutput } }

    var label: Localized<String> {
      switch self {
      case .first: Localized(en: "first input", zh: "第一个输入")
      case .changed: Localized(en: "changed input", zh: "改变后的输入")
      case .permuted: Localized(en: "permuted input", zh: "换序后的输入")
      case .longer: Localized(en: "one token more", zh: "多一个 token 的输入")
      }
    }

    var descriptions: [ResultDescription] {
      parts.map { part in
        ResultDescription(
          name(part),
          Localized(
            en: "\(part.label.english), \(label.english)",
            zh: "\(label.chinese)：\(part.label.chinese)"),
          axes: part.axes, inChinese: part == .input ? "输入[位置, d]" : nil)
      }
    }
  }
}

extension MixedSequence.Part {
  fileprivate var label: Localized<String> {
    switch self {
    case .input: Localized(en: "tokens X", zh: "token X")
    case .query: Localized("X W_Q")
    case .key: Localized("X W_K")
    case .value: Localized("X W_V")
    case .scores: Localized("QKᵀ")
    case .scaled: Localized("QKᵀ/√d")
    case .attentionWeights: Localized(en: "attention's weights", zh: "注意力权重")
    case .attentionOutput: Localized(en: "attention's output", zh: "注意力的输出")
    case .denseOutput: Localized(en: "output W X of the dense layer", zh: "全连接层的输出 W X")
    }
  }

  fileprivate var axes: String {
    switch self {
    case .scores, .scaled, .attentionWeights: "[query, key]"
    default: "[position, d]"
    }
  }
}
