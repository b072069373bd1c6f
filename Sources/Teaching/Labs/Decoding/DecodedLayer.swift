import Attention
import Course
import Tensors

/// One layer that is run over a sentence all at once, as in training, and token by token, as in
/// generation, with the keys and values kept and without.
///
/// The tokens are given. A model that writes would feed each output back as the next token; what a
/// step costs does not depend on it.
struct DecodedLayer {
  let layer: MultiHeadAttention
  /// `[1, N, model]`
  let tokens: Tensor
  let engine: AttentionEngine

  private static let rounds = 3

  init(_ sizes: MultiHeadSizes, tokens count: Int, seed: UInt64, engine: AttentionEngine) {
    var weights = RandomStream(seed: seed, stream: 0)
    var inputs = RandomStream(seed: seed, stream: 1)
    layer = MultiHeadAttention(sizes, from: &weights)
    tokens = .normal([1, count, sizes.model], from: &inputs)
    self.engine = engine
  }

  /// The outputs of the first tokens by one pass under the causal mask, `[1, count, model]`.
  func pass(over count: Int) throws -> Tensor {
    let part = try tokens.slice(axis: 1, 0..<count)
    let query = try layer.queries(of: part, engine: engine)
    let (key, value) = try layer.keysAndValues(of: part, engine: engine)
    let run = try engine.naive(
      query: query, key: key, value: value, FlashOptions(mask: .causal))
    return try engine.mergeHeads(run.output).times(layer.outputMatrix)
  }

  /// The outputs of all tokens one after the other, `[1, N, model]`, and the shortest time of each
  /// step, in seconds.
  func withCache() throws -> (output: Tensor, seconds: [Double]) {
    let count = tokens.shape[1]
    var seconds = [Double](repeating: .infinity, count: count)
    var outputs: [Tensor] = []
    for _ in 0..<DecodedLayer.rounds {
      var cache = KeyValueCache(
        batch: 1, groups: layer.sizes.groups, headDim: layer.sizes.headDim)
      outputs = []
      for index in 0..<count {
        try Task.checkCancellation()
        let token = try tokens.slice(axis: 1, index..<index + 1)
        let time = try Stopwatch.seconds {
          outputs.append(try layer.decode(token, cache: &cache, engine: engine))
        }
        seconds[index] = min(seconds[index], time)
      }
    }
    return (try Tensor.concatenated(outputs, axis: 1), seconds)
  }

  /// The output of some tokens, each by a pass over all up to it, and the shortest time of each pass.
  /// - Parameter positions: which tokens, from 1
  /// - Returns: outputs `[1, positions, model]`
  func withoutCache(at positions: [Int]) throws -> (output: Tensor, seconds: [Double]) {
    var outputs: [Tensor] = []
    var seconds: [Double] = []
    for (index, position) in positions.enumerated() {
      LabProgress.report(
        Double(index) / Double(positions.count),
        Localized(en: "token \(position) without a cache", zh: "不用缓存生成第 \(position) 个词"))
      var output = Tensor.zeros([0])
      seconds.append(
        try Stopwatch.shortest(of: DecodedLayer.rounds) { output = try pass(over: position) })
      outputs.append(try output.slice(axis: 1, position - 1..<position))
    }
    return (try Tensor.concatenated(outputs, axis: 1), seconds)
  }

  /// The shortest time of the pass over all tokens, in seconds.
  func trainingSeconds() throws -> Double {
    try Stopwatch.shortest(of: DecodedLayer.rounds) {
      _ = try pass(over: tokens.shape[1])
    }
  }
}
