import Tensors

/// A recurrent network as it is before training: h_t = tanh(W h_{t−1} + U x_t), h_0 = 0. W is an
/// orthogonal matrix times 0.9, so that W alone shrinks every gradient by 0.9 a step; U has variance 1/d.
struct RandomRecurrence: Sendable {
  /// W and U, `[d, d]`
  var recurrent: Tensor
  var input: Tensor

  static let radius: Float = 0.9

  init(width: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "recurrence")
    recurrent = Tensor.orthogonal(width, from: &stream).scaled(by: RandomRecurrence.radius)
    input = .normal(
      [width, width], standardDeviation: 1 / Float(width).squareRoot(), from: &stream)
  }

  /// The state after each position, `[N, d]`.
  func states(of tokens: Tensor) throws -> Tensor {
    let driven = try tokens.timesTransposed(input)
    var states: [Tensor] = []
    for position in 0..<tokens.shape[0] {
      let own = try driven.slice(axis: 0, position..<position + 1)
      let sum = try states.last.map { try $0.timesTransposed(recurrent).plus(own) } ?? own
      states.append(Activation.tanh.values(at: sum))
    }
    return try Tensor.concatenated(states, axis: 0)
  }

  /// Backpropagation through time from the last state, whole: ∂h_T/∂h_{t−1} = ∂h_T/∂h_t · D_t W and
  /// ∂h_T/∂x_t = ∂h_T/∂h_t · D_t U, with D_t = diag(1 − h_t²).
  func backward(_ states: Tensor) throws -> Backward {
    let (length, width) = (states.shape[0], states.shape[1])
    var toState = Tensor(rows: width, columns: width) { $0 == $1 ? 1 : 0 }
    var backward = Backward(jacobians: [], deltas: [])
    for position in (0..<length).reversed() {
      try Task.checkCancellation()
      let slope = try states.slice(axis: 0, position..<position + 1).map { 1 - $0 * $0 }
      let toSum = try toState.multiplied(by: slope)
      backward.deltas.append(toSum)
      backward.jacobians.append(try toSum.times(input))
      toState = try toSum.times(recurrent)
    }
    return backward
  }

  /// By distance from the last position, 0 first; a row for each number of the last state.
  struct Backward {
    /// ∂h_T/∂x_{T−k}, `[d, d]`
    var jacobians: [Tensor]
    /// ∂h_T/∂(W h + U x) at T − k, before tanh, `[d, d]`
    var deltas: [Tensor]
  }
}
