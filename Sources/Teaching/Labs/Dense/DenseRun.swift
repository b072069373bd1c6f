import Attention
import Tensors

/// One sequence, what it is changed to, and what both layers make of each.
struct DenseRun: Sendable {
  var length: Int
  var number: Int
  var isPermuted: Bool
  var layers: TokenMixing
  /// Which token of the first input stands at each position of the permuted one.
  var order: [Int]
  var sequences: [MixedSequence.Input: MixedSequence]
  var denseWeightChange: Tensor
  var attentionWeightChange: Tensor
  /// f(PX) − P f(X), `[N, d]`
  var denseOrder: Tensor
  var attentionOrder: Tensor
  /// Why W refuses an input with one token more.
  var refusal: ShapeError?

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    length = settings.integer("length")
    number = settings.integer("input")
    isPermuted = settings.toggle("permute")
    order = DenseRun.cycle(of: length, seed: seed)
    layers = TokenMixing(length: length, seed: seed)
    let input = TokenMixing.input(number, length: length, seed: seed)
    let first = try layers(input, engine: engine)
    let permuted = try layers(input.gather(order), engine: engine)
    let changed =
      isPermuted
      ? permuted
      : try layers(TokenMixing.input(number + 1, length: length, seed: seed), engine: engine)
    let longer = try layers(
      TokenMixing.input(number, length: length + 1, seed: seed), engine: engine)
    sequences = [.first: first, .changed: changed, .permuted: permuted, .longer: longer]
    denseWeightChange = try changed.denseWeights.minus(first.denseWeights)
    attentionWeightChange = try changed.attention.weights.minus(first.attention.weights)
    denseOrder = try permuted.denseOutput.get().minus(first.denseOutput.get().gather(order))
    attentionOrder = try permuted.attention.output.minus(first.attention.output.gather(order))
    if case .failure(let error) = longer.denseOutput { refusal = error }
  }

  /// A permutation that is one single cycle, so that no token keeps its place (Sattolo 1986).
  private static func cycle(of length: Int, seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, name: "order")
    var order = Array(0..<length)
    for last in stride(from: length - 1, to: 0, by: -1) {
      order.swapAt(last, Int.random(in: 0..<last, using: &stream))
    }
    return order
  }

  func tensor(_ part: MixedSequence.Part, of input: MixedSequence.Input = .first) -> Tensor {
    sequences[input]?.tensor(part) ?? .zeros([1, 1])
  }

  /// Where attention's weights change most.
  var largestChange: (row: Int, column: Int) {
    let values = attentionWeightChange.storage
    let place = values.indices.max { values[$0].magnitude < values[$1].magnitude } ?? 0
    return (place / length, place % length)
  }

  /// The largest change of attention's weights from token to token, once the permutation is undone.
  var changeByToken: Double {
    let (before, after) = (tensor(.attentionWeights), tensor(.attentionWeights, of: .permuted))
    var largest: Float = 0
    for row in 0..<length {
      for column in 0..<length {
        largest = max(largest, (after[row, column] - before[order[row], order[column]]).magnitude)
      }
    }
    return Double(largest)
  }

  var attentionParameters: Int { 3 * TokenMixing.width * TokenMixing.width }

  var results: [Scalar] {
    [
      Scalar("denseChange", denseWeightChange.largest),
      Scalar("attentionChange", attentionWeightChange.largest),
      Scalar("denseOrderDifference", denseOrder.largest),
      Scalar("attentionOrderDifference", attentionOrder.largest),
      Scalar("denseParameters", Double(layers.dense.count)),
      Scalar("attentionParameters", Double(attentionParameters)),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("denseWeights", layers.dense),
      NamedTensor("queryMatrix", layers.queryMatrix), NamedTensor("keyMatrix", layers.keyMatrix),
      NamedTensor("valueMatrix", layers.valueMatrix),
      NamedTensor("denseWeightChange", denseWeightChange),
      NamedTensor("attentionWeightChange", attentionWeightChange),
      NamedTensor("denseOrder", denseOrder), NamedTensor("attentionOrder", attentionOrder),
    ]
      + MixedSequence.Input.allCases.flatMap { computed($0) }
  }

  /// What is computed of an input, in this order.
  func computed(_ input: MixedSequence.Input) -> [NamedTensor] {
    input.parts.map { NamedTensor(input.name($0), tensor($0, of: input)) }
  }
}

extension Tensor {
  /// The largest magnitude.
  var largest: Double { Double(storage.lazy.map(\.magnitude).max() ?? 0) }
}
