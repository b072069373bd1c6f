import Attention
import Tensors

/// The whole matrices of a backward pass, each number once. Of those of flash attention no chip ever
/// holds more than a tile; here they are put together from the tiles of its trace.
struct BackwardMatrices: Sendable {
  /// O `[N, d]`
  let output: Tensor
  /// L and D of each query, `[N, 2]`
  let statistics: Tensor
  /// S, −∞ where hidden, `[N, N]`
  let scores: Tensor
  /// P `[N, N]`
  let weights: Tensor
  /// dP `[N, N]`, 0 where flash attention has no use for it
  let weightGradients: Tensor
  /// dS `[N, N]`
  let scoreGradients: Tensor
  let queryGradient: Tensor
  let keyGradient: Tensor
  let valueGradient: Tensor

  init(_ trace: FlashBackwardTrace, _ forward: FlashRun, of problem: FlashProblem) {
    output = forward.output
    let (logSumExp, delta) = (forward.logSumExp.storage, trace.delta.storage)
    statistics = Tensor(rows: logSumExp.count, columns: 2) {
      $1 == 0 ? logSumExp[$0] : delta[$0]
    }
    scores = problem.matrix(trace.steps, empty: -.infinity, \.scores)
    weights = problem.matrix(trace.steps, empty: 0, \.weights)
    weightGradients = problem.matrix(trace.steps, empty: 0, \.weightGradients)
    scoreGradients = problem.matrix(trace.steps, empty: 0, \.scoreGradients)
    queryGradient = trace.gradients.query
    keyGradient = trace.gradients.key
    valueGradient = trace.gradients.value
  }

  /// The five lines of the plain backward pass (Dao et al. 2022, Algorithm 3).
  init(
    _ forward: AttentionRun, query: Tensor, key: Tensor, value: Tensor, outputGradient: Tensor,
    scale: Float
  ) throws {
    output = forward.output
    (scores, weights) = (forward.masked, forward.weights)
    valueGradient = try weights.transposedTimes(outputGradient)
    weightGradients = try outputGradient.timesTransposed(value)
    let delta = try weights.multiplied(by: weightGradients).sum(axis: 1)
    let logSumExp = scores.logSumExp()
    statistics = Tensor(rows: delta.count, columns: 2) { $1 == 0 ? logSumExp[$0] : delta[$0] }
    let (weights, weightGradients) = (weights, weightGradients)
    scoreGradients = Tensor(rows: weights.shape[0], columns: weights.shape[1]) {
      weights[$0, $1] * (weightGradients[$0, $1] - delta[$0])
    }
    queryGradient = try scoreGradients.times(key).scaled(by: scale)
    keyGradient = try scoreGradients.transposedTimes(query).scaled(by: scale)
  }

  /// The gradients less others, number by number.
  func differences(from other: AttentionGradients) -> [NamedTensor] {
    let pairs = [
      ("queryDifference", queryGradient, other.query), ("keyDifference", keyGradient, other.key),
      ("valueDifference", valueGradient, other.value),
    ]
    return pairs.map { name, own, other in
      NamedTensor(
        name,
        Tensor(rows: own.shape[0], columns: own.shape.width) { own[$0, $1] - other[$0, $1] })
    }
  }
}
