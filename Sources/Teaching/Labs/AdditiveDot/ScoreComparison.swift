import Attention
import Course
import Tensors

/// Scores of the same queries and keys by three rules.
struct ScoreComparison: Sendable {
  /// `[draws, keys]` each.
  var additive: Tensor
  var dot: Tensor
  var scaled: Tensor
  var first: Draw

  /// One query, `[1, d]`, its keys, `[keys, d]`, and the network that scores them.
  struct Draw: Sendable {
    var network: AdditiveAttention
    var query: Tensor
    var key: Tensor
  }

  /// Numbers of the queries and keys that are made at once, so that they stay in the cache.
  private static let numbersPerBlock = 1 << 17
  /// The entropy of additive attention depends on the network that is drawn, so there are several.
  private static let networks = 8

  /// Queries and keys of independent N(0, 1) numbers; W, U and v keep their variance.
  /// - Parameter share: which part of the lab's run this is, for the progress
  /// - Throws: `CancellationError` where the task was cancelled
  init(
    headDim: Int, keys: Int, draws: Int, stream: RandomStream,
    share: ClosedRange<Double> = 0...1, engine: AttentionEngine
  ) throws {
    var stream = stream
    var first: Draw?
    let ofOneNetwork = (draws + ScoreComparison.networks - 1) / ScoreComparison.networks
    let block = max(
      1, min(ofOneNetwork, ScoreComparison.numbersPerBlock / (headDim * (keys + 1))))
    var (sums, products): ([Tensor], [Tensor]) = ([], [])
    var drawn = 0
    while drawn < draws {
      let network = AdditiveAttention(
        queryDim: headDim, keyDim: headDim, hidden: headDim, from: &stream)
      let end = min(draws, drawn + ofOneNetwork)
      while drawn < end {
        try Task.checkCancellation()
        let done = Double(drawn) / Double(draws)
        LabProgress.report(
          share.lowerBound + (share.upperBound - share.lowerBound) * done,
          Localized(
            en: "d = \(headDim): \(drawn) of \(draws) draws",
            zh: "d = \(headDim)：第 \(drawn) / \(draws) 次抽样"))
        let count = min(block, end - drawn)
        let query = Tensor.normal([count, 1, headDim], from: &stream)
        let key = Tensor.normal([count, keys, headDim], from: &stream)
        sums.append(try network.scores(query: query, key: key).reshaped([count, keys]))
        products.append(try engine.scores(query: query, key: key).reshaped([count, keys]))
        drawn += count
        if first == nil {
          first = Draw(
            network: network,
            query: try query.slice(axis: 0, 0..<1).reshaped([1, headDim]),
            key: try key.slice(axis: 0, 0..<1).reshaped([keys, headDim]))
        }
      }
    }
    guard let first else {
      throw LabError.impossible(
        Localized(en: "there is no draw to compare scores of", zh: "没有可以比较分数的抽样"))
    }
    self.first = first
    additive = try Tensor.concatenated(sums, axis: 0)
    dot = try Tensor.concatenated(products, axis: 0)
    scaled = engine.scaled(dot, headDim: headDim)
  }

  var all: [Tensor] { [additive, dot, scaled] }
}

/// What the scores of n queries and n keys cost by either rule. Both project queries and keys by
/// matrices d × d first.
struct ScoreCost: Sendable {
  var additiveFLOPs: Int
  var dotFLOPs: Int
  var additiveSeconds: Double
  var dotSeconds: Double

  private static let rounds = 3

  init(headDim: Int, keys: Int, stream: RandomStream, engine: AttentionEngine) throws {
    var stream = stream
    let network = AdditiveAttention(
      queryDim: headDim, keyDim: headDim, hidden: headDim, from: &stream)
    let query = Tensor.normal([keys, headDim], from: &stream)
    let key = Tensor.normal([keys, headDim], from: &stream)
    additiveFLOPs = network.scoreFLOPs(queries: keys, keys: keys)
    let projections = 2 * (keys * network.queryMatrix.count + keys * network.keyMatrix.count)
    dotFLOPs = projections + 2 * keys * keys * headDim
    additiveSeconds = try Stopwatch.shortest(of: ScoreCost.rounds) {
      _ = try network.scores(query: query, key: key)
    }
    dotSeconds = try Stopwatch.shortest(of: ScoreCost.rounds) {
      _ = try engine.scores(
        query: query.times(network.queryMatrix), key: key.times(network.keyMatrix))
    }
  }
}
