import Attention
import Course
import Tensors

/// One sequence through all three kinds, and the gradient of its last output with respect to each input.
struct RNNRun: Sendable {
  var kind: SequenceLayerKind
  var sizes: SequenceSizes
  var input: Tensor
  var recurrence: RandomRecurrence
  var states: Tensor
  var recurrenceBackward: RandomRecurrence.Backward
  var convolutions: RandomConvolutions
  var convolutionBackward: RandomConvolutions.Backward
  var attention: RandomAttention
  var pass: RandomAttention.Pass
  /// By distance: the root mean square gain, ‖∂output_T/∂x_{T−k}‖ / √d; 1 for a copy.
  var gradients: [SequenceLayerKind: [Double]]

  /// d, the numbers of a position.
  static let width = 32

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    kind = SequenceLayerKind(rawValue: settings.text("kind")) ?? .rnn
    let width = RNNRun.width
    let length = settings.integer("length")
    sizes = SequenceSizes(
      length: length, width: width, gap: settings.integer("gap"),
      kernel: settings.integer("width"))
    guard sizes.gap < length else {
      throw LabError.impossible(
        Localized(
          en:
            "\(length) positions are no further apart than \(length - 1), and the gap is \(sizes.gap)",
          zh: "\(length) 个位置最多相距 \(length - 1)，而 gap 是 \(sizes.gap)"))
    }
    var stream = RandomStream(seed: seed, name: "sequence")
    input = .normal([length, width], from: &stream)
    recurrence = RandomRecurrence(width: width, seed: seed)
    LabProgress.report(0, Localized("RNN"))
    states = try recurrence.states(of: input)
    recurrenceBackward = try recurrence.backward(states)
    LabProgress.report(0.3, Localized("CNN"))
    convolutions = RandomConvolutions(
      layers: sizes.convolutions, kernel: sizes.kernel, width: width, seed: seed)
    convolutionBackward = try convolutions.backward(convolutions.layers(of: input))
    LabProgress.report(0.8, SequenceLayerKind.attention.name)
    attention = RandomAttention(width: width, seed: seed)
    pass = try attention(input, engine: engine)
    func gains(_ jacobians: [Tensor]) -> [Double] {
      jacobians.map { $0.frobeniusNorm / Double(width).squareRoot() }
    }
    gradients = [
      .rnn: gains(recurrenceBackward.jacobians), .cnn: gains(convolutionBackward.jacobians),
      .attention: gains(pass.jacobians),
    ]
  }

  func gradient(_ kind: SequenceLayerKind) -> [Double] { gradients[kind] ?? [] }

  func gradientAtGap(_ kind: SequenceLayerKind) -> Double { gradient(kind)[sizes.gap] }

  /// How far back the last position hears at all: the largest distance with a gradient.
  var reach: Int { gradient(kind).lastIndex { $0 > 0 } ?? 0 }

  private var jacobians: [Tensor] {
    switch kind {
    case .rnn: recurrenceBackward.jacobians
    case .cnn: convolutionBackward.jacobians
    case .attention: pass.jacobians
    }
  }

  /// ∂(first number of the last output)/∂x_{T−k}, `[distance, d]`.
  var inputGradient: Tensor { RNNRun.firstRows(jacobians) }

  private static func firstRows(_ matrices: [Tensor]) -> Tensor {
    Tensor(rows: matrices.count, columns: width) { matrices[$0][0, $1] }
  }

  /// A gradient of the first number of attention's last output, `[N, d]`.
  private func first(_ gradient: Tensor) -> Tensor {
    Tensor(rows: sizes.length, columns: RNNRun.width) { gradient[0, $0, $1] }
  }

  private func lastRow(_ tensor: Tensor) -> Tensor {
    Tensor(rows: 1, columns: tensor.shape[1]) { tensor[tensor.shape[0] - 1 - $0, $1] }
  }

  var comparison: Tensor {
    let kinds = SequenceLayerKind.allCases
    return Tensor(rows: kinds.count, columns: 3) { [sizes] row, column in
      Float(
        [
          sizes.pathLength(kinds[row]), sizes.serialSteps(kinds[row]),
          sizes.layerProducts(kinds[row]),
        ][column])
    }
  }

  var results: [Scalar] {
    [
      Scalar("pathLength", Double(sizes.pathLength(kind))),
      Scalar("serialSteps", Double(sizes.serialSteps(kind))),
      Scalar("layerProducts", Double(sizes.layerProducts(kind))),
      Scalar("dilatedLayers", Double(sizes.dilatedConvolutions)),
      Scalar("reach", Double(reach)),
      Scalar("gradientAtGap", gradientAtGap(kind)),
      Scalar("gradientAtOne", gradient(kind)[1]),
    ]
  }

  var tensors: [NamedTensor] {
    func column(_ kind: SequenceLayerKind) -> Tensor { Tensor(gradient(kind).map(Float.init)) }
    return [
      NamedTensor("gradient", column(kind)), NamedTensor("rnnGradient", column(.rnn)),
      NamedTensor("cnnGradient", column(.cnn)),
      NamedTensor("attentionGradient", column(.attention)),
      NamedTensor("inputGradient", inputGradient), NamedTensor("comparison", comparison),
      NamedTensor("input", input),
      NamedTensor("recurrentMatrix", recurrence.recurrent),
      NamedTensor("inputMatrix", recurrence.input), NamedTensor("states", states),
      NamedTensor("stateDelta", RNNRun.firstRows(recurrenceBackward.deltas)),
      NamedTensor("kernel", convolutions.kernels[0]),
      NamedTensor("layerDelta", RNNRun.firstRows(convolutionBackward.deltas)),
      NamedTensor("queryMatrix", attention.queryMatrix),
      NamedTensor("keyMatrix", attention.keyMatrix),
      NamedTensor("valueMatrix", attention.valueMatrix), NamedTensor("query", lastRow(pass.query)),
      NamedTensor("key", pass.key), NamedTensor("value", pass.value),
      NamedTensor("scaled", lastRow(pass.attention.scaled)),
      NamedTensor("weights", lastRow(pass.attention.weights)),
      NamedTensor("output", lastRow(pass.attention.output)),
      NamedTensor("queryGradient", lastRow(first(pass.queryGradient))),
      NamedTensor("keyGradient", first(pass.keyGradient)),
      NamedTensor("valueGradient", first(pass.valueGradient)),
    ]
  }
}

extension Tensor {
  fileprivate var frobeniusNorm: Double {
    storage.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
