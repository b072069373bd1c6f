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
  var decodingDifference: Double
  var pastChange: Double
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
        "\(settings.integer("padding")) of \(keys) keys are padding: none is left to see")
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
    decodingDifference = try steps.largestDifference(
      from: output.slice(axis: 1, 0..<queries))
    pastChange = try MasksRun.pastChange(stack, tokens, output, queries, seed)
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

  /// The largest change of an earlier output when the last real token of the queries is another.
  private static func pastChange(
    _ stack: MaskedStack, _ tokens: Tensor, _ output: Tensor, _ queries: Int, _ seed: UInt64
  ) throws -> Double {
    guard queries > 1 else { return 0 }
    let other = MasksRun.tokens(1, seed, "other")
    let parts = [
      try tokens.slice(axis: 1, 0..<queries - 1), other,
      try tokens.slice(axis: 1, queries..<tokens.shape[1]),
    ].filter { $0.count > 0 }
    let changed = try stack.whole(.concatenated(parts, axis: 1)).output
    let past = 0..<queries - 1
    return try changed.slice(axis: 1, past).largestDifference(from: output.slice(axis: 1, past))
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
    ]
  }
}
