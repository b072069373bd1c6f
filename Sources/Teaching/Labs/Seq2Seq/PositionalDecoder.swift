import Attention
import Tensors

/// How the decoder asks where attention is on: step i looks for source position i. Queries and keys are
/// sinusoidal codes of positions, set and not learned; values are the encoder's states.
struct PositionalDecoder: Sendable {
  /// `[target, width]` and `[source, width]`
  var query: Tensor
  var key: Tensor

  static let width = 32
  /// What a query is longer than a key by, √d apart: neighbours then get about a twentieth of the weight.
  static let sharpness: Float = 4.5

  init(length: Int) {
    key = SinusoidalPositions(model: PositionalDecoder.width).encoding(length: length)
    query = key.scaled(by: PositionalDecoder.strength)
  }

  static var strength: Float { sharpness * Float(width).squareRoot() }

  /// - Parameters:
  ///   - steps: the decoder's steps that ask
  ///   - states: by position, `[sequences, memory]` each
  /// - Returns: one context a sequence and step, `[sequences, steps, memory]`
  func attend(_ steps: Range<Int>, to states: ArraySlice<Tensor>, engine: AttentionEngine) throws
    -> AttentionRun
  {
    let sequences = states.first?.shape[0] ?? 0
    let value = try Tensor.concatenated(
      states.map { try $0.reshaped([sequences, 1, $0.shape.width]) }, axis: 1)
    let places = try key.slice(axis: 0, 0..<states.count)
    let keys = try places.reshaped([1, states.count, PositionalDecoder.width])
      .gather([Int](repeating: 0, count: sequences))
    return try engine.attend(query: try query.slice(axis: 0, steps), key: keys, value: value)
  }
}
