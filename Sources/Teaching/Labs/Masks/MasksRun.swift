import Attention
import Course
import Tensors

/// What one run of the masks lab drew and computed.
struct MasksRun: Sendable {
  var side: MaskSide
  var length: Int
  var keys: Int
  var prefix: Int
  /// How many keys are no padding
  var real: Int
  var layers: Int
  var hasResidual: Bool
  /// Of the first layer: `[N, model]`, `[M, model]`, and `[N, M]` what follows.
  var query: Tensor
  var key: Tensor
  var scores: Tensor
  var scaled: Tensor
  var masked: Tensor
  var weights: Tensor
  /// 0 where a pair met and −∞ where it did not, `[N, M]`
  var mask: Tensor
  /// Of all layers, all tokens at once, `[N, model]`
  var output: Tensor
  /// The largest change of each real query's output: computed step by step, and with another token
  /// in the last place, `[2, queries]`.
  var changes: Tensor
  var ownInfluence: Double

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    side = MaskSide(rawValue: settings.text("side")) ?? .decoder
    length = settings.integer("length")
    prefix = settings.integer("prefix")
    layers = settings.integer("layers")
    hasResidual = settings.toggle("residual")
    keys = side == .cross ? settings.integer("source") : length
    real = keys - settings.integer("padding")
    guard real > 0 else {
      throw LabError.impossible(
        Localized(
          en: "\(settings.integer("padding")) of \(keys) keys are padding: none is left to see",
          zh: "\(keys) 个 key 里有 \(settings.integer("padding")) 个是填充：没有剩下可看的"))
    }
    let model = MaskedStack.model
    var stream = RandomStream(seed: seed, name: "layers")
    let sizes = try MultiHeadSizes(model: model, heads: 1)
    let stack = MaskedStack(
      layers: (0..<layers).map { _ in MultiHeadAttention(sizes, from: &stream) }, side: side,
      memory: side == .cross ? MasksRun.tokens(keys, seed, "source") : nil, prefix: prefix,
      real: real, hasResidual: hasResidual, engine: engine)

    let tokens = MasksRun.tokens(length, seed, "target")
    let (output, first) = try stack.whole(tokens)
    let queries = side == .cross ? length : real
    let steps = try stack.stepByStep(tokens, count: queries)
    let changed = try stack.whole(MasksRun.replacingLast(of: queries, in: tokens, seed)).output
    changes = try .concatenated(
      [steps, changed].map { try MasksRun.change($0, from: output, of: queries) }, axis: 0)
    ownInfluence = try stack.ownInfluence(tokens)

    let pairs: Shape = [length, keys]
    func matrix(_ tensor: Tensor?, _ shape: Shape) throws -> Tensor {
      try (tensor ?? .zeros(shape)).reshaped(shape)
    }
    query = try matrix(first?.query, [length, model])
    key = try matrix(first?.key, [keys, model])
    scores = try matrix(first?.attention.scores, pairs)
    scaled = try matrix(first?.attention.scaled, pairs)
    masked = try matrix(first?.attention.masked, pairs)
    weights = try matrix(first?.attention.weights, pairs)
    mask = masked.map { $0 == -.infinity ? $0 : 0 }
    self.output = try output.reshaped([length, model])
  }

  private static func tokens(_ count: Int, _ seed: UInt64, _ name: String) -> Tensor {
    var stream = RandomStream(seed: seed, name: name)
    return .normal([1, count, MaskedStack.model], from: &stream)
  }

  /// The tokens with another one in the place of the last real one.
  private static func replacingLast(
    of queries: Int, in tokens: Tensor, _ seed: UInt64
  ) throws -> Tensor {
    let parts = [
      try tokens.slice(axis: 1, 0..<queries - 1), MasksRun.tokens(1, seed, "other"),
      try tokens.slice(axis: 1, queries..<tokens.shape[1]),
    ]
    return try .concatenated(parts.filter { $0.count > 0 }, axis: 1)
  }

  /// The largest |difference| of each query's output, `[1, queries]`; NaN where a number is none.
  private static func change(
    _ output: Tensor, from other: Tensor, of queries: Int
  ) throws -> Tensor {
    let differences = try output.slice(axis: 1, 0..<queries)
      .minus(other.slice(axis: 1, 0..<queries)).reshaped([queries, MaskedStack.model])
    return Tensor(rows: 1, columns: queries) { _, query in
      differences.row(query).reduce(0) { largest, value in
        value.isNaN || largest.isNaN ? .nan : max(largest, value.magnitude)
      }
    }
  }

  /// Of all outputs, step by step.
  var decodingDifference: Double { largest(changes.row(0)) }

  /// Of the outputs before the last, whose token is another.
  var pastChange: Double { largest(changes.row(1).dropLast()) }

  private func largest(_ changes: ArraySlice<Float>) -> Double {
    changes.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, Double($1)) }
  }

  var allowedPairs: Int { mask.storage.count { $0 == 0 } }

  var results: [Scalar] {
    [
      Scalar("allowedPairs", Double(allowedPairs)),
      Scalar("decodingDifference", decodingDifference), Scalar("pastChange", pastChange),
      Scalar("ownInfluence", ownInfluence),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("query", query), NamedTensor("key", key), NamedTensor("scores", scores),
      NamedTensor("scaled", scaled), NamedTensor("mask", mask), NamedTensor("masked", masked),
      NamedTensor("weights", weights), NamedTensor("output", output),
      NamedTensor("changes", changes),
    ]
  }
}
