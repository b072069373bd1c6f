import Attention
import Course
import Figures
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one run of the scaling lab drew and computed.
struct ScalingRun: Sendable {
  /// One point of the curves against d.
  struct SweepPoint: Sendable {
    var headDim: Int
    var unscaled: Sharpness
    var scaled: Sharpness
  }

  var headDim: Int
  var isScaled: Bool
  var keys: Int
  var draws: Int
  var distribution: ScoreDraws.Distribution
  var first: (query: Tensor, key: Tensor)
  /// Of all draws, `[draws, keys]`, before scaling.
  var scores: Tensor
  var scaled: Tensor
  var weights: Tensor
  var sharpness: Sharpness
  var mean: Double
  var variance: Double
  var histogram: Histogram
  var sortedWeights: [Float]
  var sweep: [SweepPoint]

  static let sweepDims = [1, 4, 16, 64, 256, 1024, 4096]

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    headDim = settings.integer("d")
    isScaled = settings.toggle("scale")
    keys = settings.integer("keys")
    draws = settings.integer("draws")
    distribution = ScoreDraws.Distribution(rawValue: settings.text("distribution")) ?? .normal
    let sample = try ScoreDraws(
      distribution, headDim: headDim, keys: keys, draws: draws,
      stream: RandomStream(seed: seed, stream: 0), share: 0...0.9, engine: engine)
    first = (sample.query, sample.key)
    scores = sample.scores
    scaled = isScaled ? engine.scaled(scores, headDim: headDim) : scores
    weights = engine.weights(scaled)
    sharpness = Sharpness(weights)
    let all = try scores.reshaped([scores.count])
    mean = all.mean
    variance = Double(all.variance(axis: 0).storage[0])
    let expected = distribution == .t5 ? 1 : Double(headDim)
    histogram = ScalingRun.histogram(of: scores.storage, variance: expected)
    sortedWeights = ScalingRun.meanByRank(weights)
    sweep = try ScalingRun.sweep(distribution, keys: keys, seed: seed, engine: engine)
  }

  /// How many draws each point of the curves has.
  static func sweepDraws(keys: Int) -> Int { max(20, 200 * 16 / max(keys, 16)) }

  private static func sweep(
    _ distribution: ScoreDraws.Distribution, keys: Int, seed: UInt64, engine: AttentionEngine
  ) throws -> [SweepPoint] {
    try sweepDims.enumerated().map { index, headDim in
      let share = 0.9 + 0.1 * Double(index) / Double(sweepDims.count)
      let scores = try ScoreDraws(
        distribution, headDim: headDim, keys: keys, draws: sweepDraws(keys: keys),
        stream: RandomStream(seed: seed, stream: UInt64(headDim)),
        share: share...share + 0.1 / Double(sweepDims.count),
        engine: engine
      ).scores
      return SweepPoint(
        headDim: headDim, unscaled: Sharpness(engine.weights(scores)),
        scaled: Sharpness(engine.weights(engine.scaled(scores, headDim: headDim))))
    }
  }

  /// Counts in bins over ±4 standard deviations; the few scores beyond fall out.
  private static func histogram(of scores: [Float], variance: Double) -> Histogram {
    let bins = 32
    let edge = 4 * variance.squareRoot()
    var counts = [Int](repeating: 0, count: bins)
    for score in scores where Double(score).magnitude < edge {
      let place = (Double(score) + edge) / (2 * edge) * Double(bins)
      counts[min(Int(place), bins - 1)] += 1
    }
    func below(_ bin: Int) -> Double {
      let standard = 8 * Double(bin) / Double(bins) - 4
      return erfc(-standard / 2.0.squareRoot()) / 2
    }
    let expected = (0..<bins).map { (below($0 + 1) - below($0)) * Double(scores.count) }
    return Histogram(range: -edge...edge, counts: counts, label: "q·k", expected: expected)
  }

  /// The mean of the largest weight, of the second, and so on.
  private static func meanByRank(_ weights: Tensor) -> [Float] {
    var sums = [Double](repeating: 0, count: weights.shape.width)
    for row in 0..<weights.shape.rows {
      for (rank, weight) in weights.row(row).sorted(by: >).enumerated() {
        sums[rank] += Double(weight)
      }
    }
    return sums.map { Float($0 / Double(weights.shape.rows)) }
  }

  var evenEntropy: Double { log(Double(keys)) }

  var results: [Scalar] {
    [
      Scalar("mean", mean), Scalar("variance", variance), Scalar("entropy", sharpness.entropy),
      Scalar("evenEntropy", evenEntropy), Scalar("maxWeight", sharpness.maxWeight),
      Scalar("jacobianNorm", sharpness.jacobianNorm),
      Scalar("saturatedShare", sharpness.saturatedShare),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("scores", Tensor(Array(scores.row(0)))),
      NamedTensor("scaled", Tensor(Array(scaled.row(0)))),
      NamedTensor("weights", Tensor(Array(weights.row(0)))),
      NamedTensor("sortedWeights", Tensor(sortedWeights)),
      NamedTensor("histogram", Tensor(histogram.counts.map(Float.init))),
      NamedTensor("sweep", sweepTensor),
    ]
  }

  private var sweepTensor: Tensor {
    let rows = sweep.map { point in
      [
        Double(point.headDim), point.unscaled.entropy, point.scaled.entropy,
        point.unscaled.maxWeight, point.scaled.maxWeight, point.unscaled.jacobianNorm,
        point.scaled.jacobianNorm,
      ]
    }
    return Tensor(rows: rows.count, columns: 7) { Float(rows[$0][$1]) }
  }
}
