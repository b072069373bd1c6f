import Attention
import Course
import Tensors

/// What one run of the tied-qkv lab drew and computed.
struct TiedRun: Sendable {
  enum Tie: String, CaseIterable { case none, kv, qk }

  /// One point of the curves against d.
  struct SweepPoint: Sendable {
    var headDim: Int
    var distinct: Double
    var tied: Double
  }

  var tie: Tie
  var headDim: Int
  var tokens: Int
  var draws: Int
  var first: TiedDraw
  var means: TiedMeans
  var sweep: [SweepPoint]

  static let sweepDims = [1, 2, 4, 8, 16, 32, 64, 128, 256]

  /// How many draws each point of the curves has.
  static let sweepDraws = 20

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    tie = Tie(rawValue: settings.text("tie")) ?? .none
    headDim = settings.integer("d")
    tokens = settings.integer("tokens")
    draws = settings.integer("draws")
    let model = settings.integer("model")
    let sizes = TiedDraw.Sizes(tokens: tokens, model: model, headDim: headDim)
    first = try TiedDraw(sizes, tie, seed: seed, number: 0, engine: engine)
    means = TiedMeans()
    for number in 0..<draws {
      try Task.checkCancellation()
      LabProgress.report(
        0.9 * Double(number) / Double(draws),
        Localized(
          en: "draw \(number + 1) of \(draws)", zh: "第 \(number + 1) / \(draws) 次抽样"))
      means.add(
        number == 0 ? first : try TiedDraw(sizes, tie, seed: seed, number: number, engine: engine),
        of: draws)
    }
    sweep = try TiedRun.sweepDims.map { [tokens] headDim in
      let sizes = TiedDraw.Sizes(tokens: tokens, model: model, headDim: headDim)
      func mass(_ tie: Tie) throws -> Double {
        var means = TiedMeans()
        for number in 0..<TiedRun.sweepDraws {
          try Task.checkCancellation()
          means.add(
            try TiedDraw(sizes, tie, seed: seed, number: number, engine: engine),
            of: TiedRun.sweepDraws)
        }
        return means.diagonalMass
      }
      return SweepPoint(headDim: headDim, distinct: try mass(.none), tied: try mass(.qk))
    }
  }

  var evenMass: Double { 1 / Double(tokens) }

  var results: [Scalar] {
    [
      Scalar("diagonalMass", means.diagonalMass), Scalar("evenMass", evenMass),
      Scalar("selfFirstShare", means.selfFirstShare), Scalar("asymmetry", means.asymmetry),
      Scalar("valueKeyDistance", means.valueKeyDistance),
      Scalar("outputDistance", means.outputDistance),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("query", first.query), NamedTensor("key", first.key),
      NamedTensor("value", first.value), NamedTensor("scores", first.attention.scores),
      NamedTensor("scaled", first.attention.scaled),
      NamedTensor("weights", first.attention.weights),
      NamedTensor("output", first.attention.output),
      NamedTensor(
        "sweep",
        Tensor(rows: sweep.count, columns: 3) { row, column in
          let point = sweep[row]
          return [Float(point.headDim), Float(point.distinct), Float(point.tied)][column]
        }),
    ]
  }
}

/// A sequence, its projections and its attention.
struct TiedDraw: Sendable {
  struct Sizes {
    var tokens: Int
    var model: Int
    var headDim: Int
  }

  /// The tokens, `[tokens, model]`.
  var input: Tensor
  /// W_Q, W_K and W_V, the tied one in both places.
  var matrices: [Tensor]
  var query: Tensor
  var key: Tensor
  var value: Tensor
  var attention: AttentionRun

  /// Tokens are standard normal and matrices of variance 1/model, so that a query's numbers have
  /// variance 1. A draw is the same under every tie but for the matrix that is replaced.
  init(_ sizes: Sizes, _ tie: TiedRun.Tie, seed: UInt64, number: Int, engine: AttentionEngine)
    throws
  {
    var stream = RandomStream(seed: seed, stream: UInt64(number))
    input = Tensor.normal([sizes.tokens, sizes.model], from: &stream)
    func matrix() -> Tensor {
      .normal(
        [sizes.model, sizes.headDim], standardDeviation: 1 / Float(sizes.model).squareRoot(),
        from: &stream)
    }
    let queryMatrix = matrix()
    let ownKeyMatrix = matrix()
    let ownValueMatrix = matrix()
    let keyMatrix = tie == .qk ? queryMatrix : ownKeyMatrix
    matrices = [queryMatrix, keyMatrix, tie == .kv ? keyMatrix : ownValueMatrix]
    query = try input.times(queryMatrix)
    key = try input.times(keyMatrix)
    value = try input.times(matrices[2])
    attention = try engine.attend(query: query, key: key, value: value)
  }
}

/// Means over draws.
struct TiedMeans: Sendable {
  var diagonalMass = 0.0
  var selfFirstShare = 0.0
  var asymmetry = 0.0
  var valueKeyDistance = 0.0
  var outputDistance = 0.0

  mutating func add(_ draw: TiedDraw, of draws: Int) {
    let weights = draw.attention.weights
    let tokens = weights.shape.rows
    let share = 1 / Double(draws)
    diagonalMass += share * (0..<tokens).reduce(0) { $0 + Double(weights[$1, $1]) } / Double(tokens)
    selfFirstShare +=
      share * Double(weights.argmax().enumerated().count { $0.offset == $0.element })
      / Double(tokens)
    asymmetry += share * draw.attention.scores.asymmetry
    valueKeyDistance += share * draw.key.distance(to: draw.value)
    outputDistance += share * draw.value.distance(to: draw.attention.output)
  }
}

extension Tensor {
  /// The largest |S − Sᵀ| of a square matrix.
  fileprivate var asymmetry: Double {
    var largest: Float = 0
    for row in 0..<shape.rows {
      for column in 0..<row {
        largest = Swift.max(largest, (self[row, column] - self[column, row]).magnitude)
      }
    }
    return Double(largest)
  }

  /// ‖A − B‖ / ‖A‖, Frobenius norms; 0 where A is.
  fileprivate func distance(to other: Tensor) -> Double {
    var (difference, norm) = (0.0, 0.0)
    for (own, others) in zip(storage, other.storage) {
      difference += Double(own - others) * Double(own - others)
      norm += Double(own) * Double(own)
    }
    return norm > 0 ? (difference / norm).squareRoot() : 0
  }
}
