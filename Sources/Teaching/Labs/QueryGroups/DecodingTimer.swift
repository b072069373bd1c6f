import Attention
import Tensors

/// How long one step of decoding takes on this machine: a query of every head over a cache.
struct DecodingTimer {
  /// Tokens that a cache of H heads may hold, so that the run stays short. It does not depend on the
  /// groups, for times of different groups are compared.
  static func context(_ asked: Int, heads: Int, headDim: Int) -> Int {
    max(1, min(asked, numbers / (2 * heads * headDim)))
  }

  private static let numbers = 1 << 22
  private static let rounds = 5

  /// The shortest of a few steps, in seconds.
  static func seconds(
    heads: Int, groups: Int, headDim: Int, context: Int, seed: UInt64, engine: AttentionEngine
  ) throws -> Double {
    var stream = RandomStream(seed: seed, stream: 2)
    var cache = KeyValueCache(batch: 1, groups: groups, headDim: headDim)
    try cache.append(
      key: .normal([1, groups, context, headDim], from: &stream),
      value: .normal([1, groups, context, headDim], from: &stream))
    let query = Tensor.normal([1, heads, 1, headDim], from: &stream)
    return try Stopwatch.shortest(of: rounds) { _ = try engine.attend(query: query, cache: cache) }
  }
}
