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

/// What one run of the lab of additive attention drew, counted and measured.
struct AdditiveDotRun: Sendable {
  /// One point of the curves against d. Entropies: additive, q·k, q·k/√d.
  struct Point: Sendable {
    var headDim: Int
    var entropies: [Double]
    var cost: ScoreCost
  }

  var headDim: Int
  var keys: Int
  var draws: Int
  var first: ScoreComparison.Draw
  /// The scores of the first draw and their weights, `[rule, keys]`.
  var scores: Tensor
  var weights: Tensor
  var own: Point
  var points: [Point]

  static let sweepDims = [4, 16, 64, 256]
  static let sweepDraws = 40

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    headDim = settings.integer("d")
    keys = settings.integer("keys")
    draws = settings.integer("draws")
    let all = try ScoreComparison(
      headDim: headDim, keys: keys, draws: draws, stream: RandomStream(seed: seed, stream: 0),
      share: 0...0.8, engine: engine)
    first = all.first
    scores = try Tensor.concatenated(
      all.all.map { try $0.slice(axis: 0, 0..<1) }, axis: 0)
    weights = engine.weights(scores)
    own = Point(
      headDim: headDim, entropies: all.all.map { engine.weights($0).entropy().mean },
      cost: try AdditiveDotRun.cost(headDim, keys, seed, engine))
    let pointShare = 0.2 / Double(AdditiveDotRun.sweepDims.count)
    points = try AdditiveDotRun.sweepDims.enumerated().map { [keys] index, headDim in
      let share = 0.8 + pointShare * Double(index)
      let scores = try ScoreComparison(
        headDim: headDim, keys: keys, draws: AdditiveDotRun.sweepDraws,
        stream: RandomStream(seed: seed, stream: UInt64(headDim) + 2),
        share: share...share + pointShare,
        engine: engine)
      return Point(
        headDim: headDim, entropies: scores.all.map { engine.weights($0).entropy().mean },
        cost: try AdditiveDotRun.cost(headDim, keys, seed, engine))
    }
  }

  private static func cost(_ headDim: Int, _ keys: Int, _ seed: UInt64, _ engine: AttentionEngine)
    throws -> ScoreCost
  {
    try ScoreCost(
      headDim: headDim, keys: keys, stream: RandomStream(seed: seed, stream: 1), engine: engine)
  }

  var evenEntropy: Double { log(Double(keys)) }
  var additiveBytes: Int { 4 * keys * keys * headDim }
  var dotBytes: Int { 4 * keys * keys }

  var results: [Scalar] {
    [
      Scalar("entropyAdditive", own.entropies[0]), Scalar("entropyDot", own.entropies[1]),
      Scalar("entropyScaled", own.entropies[2]), Scalar("evenEntropy", evenEntropy),
      Scalar("additiveFLOPs", Double(own.cost.additiveFLOPs)),
      Scalar("dotFLOPs", Double(own.cost.dotFLOPs)),
      Scalar("additiveBytes", Double(additiveBytes)), Scalar("dotBytes", Double(dotBytes)),
      Scalar("additiveSeconds", own.cost.additiveSeconds),
      Scalar("dotSeconds", own.cost.dotSeconds),
    ]
  }

  var tensors: [NamedTensor] {
    let rows = points.map { point in
      [Double(point.headDim)] + point.entropies
        + [Double(point.cost.additiveFLOPs), Double(point.cost.dotFLOPs)]
    }
    let times = points.map { point in
      [Double(point.headDim), point.cost.additiveSeconds, point.cost.dotSeconds]
    }
    return [
      NamedTensor("scores", scores), NamedTensor("weights", weights),
      NamedTensor("byDim", Tensor(rows: rows.count, columns: 6) { Float(rows[$0][$1]) }),
      NamedTensor("byDimSeconds", Tensor(rows: times.count, columns: 3) { Float(times[$0][$1]) }),
    ]
  }
}
