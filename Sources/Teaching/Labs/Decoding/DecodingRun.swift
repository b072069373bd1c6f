import Attention
import Course
import Figures
import Tensors

/// What one run of the lab of decoding computed, counted and measured.
struct DecodingRun: Sendable {
  var tokens: Int
  var cached: Bool
  var sizes: MultiHeadSizes
  /// Tokens whose steps are timed in both ways, from 1, doubling; the last one is `tokens`.
  var timed: [Int]
  /// Of every token
  var cachedSeconds: [Double]
  /// Of the timed ones
  var recomputedSeconds: [Double]
  var trainingSeconds: Double
  /// Between the outputs of the one pass and those of the steps
  var difference: Double

  /// The features of a head, whatever their number: d_model = H·d.
  static let headDim = 32
  /// How many tokens have their pairs drawn.
  static let drawnTokens = 12

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    let (heads, groups) = (settings.integer("heads"), settings.integer("groups"))
    guard heads.isMultiple(of: groups) else {
      throw LabError.impossible(
        Localized(
          en: "\(groups) groups do not divide \(heads) heads: each group must serve as many heads",
          zh: "\(heads) 个头不能均分成 \(groups) 组：每组的头数必须相同"))
    }
    tokens = settings.integer("tokens")
    cached = settings.toggle("cache")
    sizes = try MultiHeadSizes(
      model: heads * DecodingRun.headDim, heads: heads, groups: groups,
      headDim: DecodingRun.headDim)
    timed = DecodingRun.doubling(to: tokens)
    let layer = DecodedLayer(sizes, tokens: tokens, seed: seed, engine: engine)
    let training = try layer.pass(over: tokens)
    let (stepwise, cachedSeconds) = try layer.withCache()
    let (recomputed, recomputedSeconds) = try layer.withoutCache(at: timed)
    self.cachedSeconds = cachedSeconds
    self.recomputedSeconds = recomputedSeconds
    trainingSeconds = try layer.trainingSeconds()
    if cached {
      difference = try stepwise.largestDifference(from: training)
    } else {
      let rows = try timed.map { try training.slice(axis: 1, $0 - 1..<$0) }
      difference = try recomputed.largestDifference(from: Tensor.concatenated(rows, axis: 1))
    }
  }

  private static func doubling(to end: Int) -> [Int] {
    var places = [1]
    while let last = places.last, last < end { places.append(min(2 * last, end)) }
    return places
  }

  func cost(of token: Int, cached: Bool) -> StepCost {
    StepCost(sizes, token: token, cached: cached)
  }

  /// FLOPs of all steps.
  func total(cached: Bool) -> Int {
    (1...tokens).reduce(0) { $0 + cost(of: $1, cached: cached).total }
  }

  /// The one pass of training is what the last step without a cache runs, every token at once.
  var trainingCost: StepCost { cost(of: tokens, cached: false) }

  /// Products of a query and a key that a head takes in all steps: t at step t, or t².
  func scoreProducts(cached: Bool) -> Int {
    (1...tokens).reduce(0) { $0 + cost(of: $1, cached: cached).rows * $1 }
  }

  var cacheBytes: Int { 4 * sizes.cachedNumbersPerToken * tokens }

  /// The seconds of a step of the chosen way, on the line between the timed ones.
  func seconds(of token: Int, cached: Bool) -> Double {
    if cached { return cachedSeconds[token - 1] }
    guard let right = timed.firstIndex(where: { $0 >= token }), timed[right] > token else {
      return recomputedSeconds[timed.firstIndex(of: token) ?? 0]
    }
    let (from, to) = (Double(timed[right - 1]), Double(timed[right]))
    let share = (Double(token) - from) / (to - from)
    return recomputedSeconds[right - 1]
      + share * (recomputedSeconds[right] - recomputedSeconds[right - 1])
  }

  func decodingSeconds(cached: Bool) -> Double {
    (1...tokens).reduce(0) { $0 + seconds(of: $1, cached: cached) }
  }

  var results: [Scalar] {
    [
      Scalar("stepFLOPs", Double(cost(of: tokens, cached: cached).total)),
      Scalar("totalFLOPs", Double(total(cached: cached))),
      Scalar("trainingFLOPs", Double(trainingCost.total)),
      Scalar("scoreProducts", Double(scoreProducts(cached: cached))),
      Scalar("trainingPasses", 1),
      Scalar("decodingPasses", Double(tokens)),
      Scalar("cacheBytes", cached ? Double(cacheBytes) : 0),
      Scalar("decodingDifference", difference),
      Scalar("secondsPerToken", seconds(of: tokens, cached: cached)),
      Scalar("decodingSeconds", decodingSeconds(cached: cached)),
      Scalar("trainingSeconds", trainingSeconds),
    ]
  }

  var tensors: [NamedTensor] {
    let counts = (1...tokens).map { token in
      [token, cost(of: token, cached: true).total, cost(of: token, cached: false).total]
    }
    let times = timed.map { token in
      [Double(token), seconds(of: token, cached: true), seconds(of: token, cached: false)]
    }
    return [
      NamedTensor("timesComputed", timesComputed),
      NamedTensor("stepParts", stepParts),
      NamedTensor("byToken", Tensor(rows: counts.count, columns: 3) { Float(counts[$0][$1]) }),
      NamedTensor(
        "byTokenSeconds", Tensor(rows: times.count, columns: 3) { Float(times[$0][$1]) }),
    ]
  }

  /// How often the score of a pair is computed while all tokens are generated.
  var timesComputed: Tensor {
    let drawn = min(tokens, DecodingRun.drawnTokens)
    return Tensor(rows: drawn, columns: drawn) { query, key in
      Float(timesComputed(query: query, key: key))
    }
  }

  /// Without a cache a step scores all pairs of the tokens that it has; the mask then hides those
  /// above the diagonal.
  func timesComputed(query: Int, key: Int) -> Int {
    if cached { return key <= query ? 1 : 0 }
    return tokens - max(query, key)
  }

  /// FLOPs of the last step: a row each part, with the cache and without.
  var stepParts: Tensor {
    let (with, without) = (
      cost(of: tokens, cached: true).parts, cost(of: tokens, cached: false).parts
    )
    return Tensor(rows: with.count, columns: 2) { part, column in
      Float(column == 0 ? with[part] : without[part])
    }
  }
}
