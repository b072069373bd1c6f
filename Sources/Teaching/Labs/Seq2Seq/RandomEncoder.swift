import Tensors

/// An encoder that is drawn and not trained, an echo state network (Jaeger 2001):
/// h_t = tanh(R h_{t−1} + U x_t), R an orthogonal matrix times 0.95, h_0 = 0.
///
/// Whatever the source, a state has `memory` numbers. Each new token is written over the same ones, and
/// tanh loses a little of what was there.
struct RandomEncoder: Sendable {
  /// R, `[memory, memory]`
  var recurrent: Tensor
  /// U, a row for each token of the vocabulary, `[tokens, memory]`
  var embedding: Tensor

  static let vocabulary = ["a", "b", "c", "d", "e", "f", "g", "h"]
  static let spectralRadius: Float = 0.95
  /// The standard deviation of U's numbers: states then use the bend of tanh without sticking to ±1.
  static let inputStrength: Float = 0.6

  init(memory: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "encoder")
    recurrent = Tensor.orthogonal(memory, from: &stream).scaled(by: RandomEncoder.spectralRadius)
    embedding = .normal(
      [RandomEncoder.vocabulary.count, memory], standardDeviation: RandomEncoder.inputStrength,
      from: &stream)
  }

  /// The states after each position, `[sequences, memory]` each.
  /// - Parameter tokens: by position, then by sequence
  /// - Throws: `CancellationError`
  func states(of tokens: [[Int]]) throws -> [Tensor] {
    var states: [Tensor] = []
    for tokens in tokens {
      try Task.checkCancellation()
      let input = try embedding.gather(tokens)
      let sum = try states.last.map { try $0.timesTransposed(recurrent).plus(input) } ?? input
      states.append(Activation.tanh.values(at: sum))
    }
    return states
  }

  /// Sequences of random tokens, by position, then by sequence; longer ones begin as shorter ones do.
  static func tokens(length: Int, sequences: Int, seed: UInt64) -> [[Int]] {
    (0..<length).map { position in
      var stream = RandomStream(seed: seed, name: "tokens \(position)")
      return (0..<sequences).map { _ in Int.random(in: vocabulary.indices, using: &stream) }
    }
  }
}
