import Attention
import Tensors

/// One head of self-attention as it is before training: W_Q, W_K and W_V of variance 1/d. What is asked
/// for is the gradient of its last row.
struct RandomAttention: Sendable {
  /// `[d, d]`
  var queryMatrix: Tensor
  var keyMatrix: Tensor
  var valueMatrix: Tensor

  init(width: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "attention")
    func matrix() -> Tensor {
      .normal([width, width], standardDeviation: 1 / Float(width).squareRoot(), from: &stream)
    }
    (queryMatrix, keyMatrix, valueMatrix) = (matrix(), matrix(), matrix())
  }

  /// The projections `[N, d]`, attention and its gradients.
  struct Pass: Sendable {
    var query: Tensor
    var key: Tensor
    var value: Tensor
    var attention: AttentionRun
    /// Of each number of the last output, `[d, N, d]`
    var queryGradient: Tensor
    var keyGradient: Tensor
    var valueGradient: Tensor
    /// ∂o_T/∂x_{T−k} by distance, 0 first, `[d, d]` each
    var jacobians: [Tensor]
  }

  func callAsFunction(_ tokens: Tensor, engine: AttentionEngine) throws -> Pass {
    let (length, width) = (tokens.shape[0], tokens.shape[1])
    let query = try tokens.times(queryMatrix)
    let key = try tokens.times(keyMatrix)
    let value = try tokens.times(valueMatrix)
    // One head for each number of the last output, with 1 for its gradient and 0 for all others.
    func repeated(_ tensor: Tensor) throws -> Tensor {
      try tensor.reshaped([1, length, width]).gather([Int](repeating: 0, count: width))
    }
    var ones = Tensor.zeros([width, length, width])
    for number in 0..<width { ones[number, length - 1, number] = 1 }
    let gradients = try engine.naiveGradients(
      query: repeated(query), key: repeated(key), value: repeated(value), outputGradient: ones)
    let tokenGradient = try gradients.query.timesTransposed(queryMatrix)
      .plus(gradients.key.timesTransposed(keyMatrix))
      .plus(gradients.value.timesTransposed(valueMatrix))
    return Pass(
      query: query, key: key, value: value,
      attention: try engine.attend(query: query, key: key, value: value),
      queryGradient: gradients.query, keyGradient: gradients.key, valueGradient: gradients.value,
      jacobians: try (0..<length).map { distance in
        let position = length - 1 - distance
        return try tokenGradient.slice(axis: 1, position..<position + 1).reshaped([width, width])
      })
  }
}
