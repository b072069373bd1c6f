import Attention
import Course
import Figures
import Tensors

/// How far apart two positions are for a recurrent network, a stack of convolutions and attention, and
/// what the way does to the gradient (Vaswani 2017, §4 and table 1).
///
/// All three are random, as before training, of one width, and look back only. The gradients are exact:
/// backpropagated, not estimated.
struct RNNLab: Lab {
  let description = LabDescription(
    name: "rnn",
    title: Localized(en: "How far apart are two words?", zh: "两个词相隔多远？"),
    summary: Localized(
      en:
        "One sequence through an RNN, a CNN and attention: the path from one position to another, "
        + "what must wait for what, and the gradient that comes back over each distance.",
      zh: "同一个序列经过 RNN、CNN 和注意力：从一个位置到另一个位置要走多远，谁要等谁，"
        + "每个距离上还能传回多少梯度。"),
    controls: [
      Control(
        "kind", Localized(en: "kind", zh: "种类"),
        .choice(SequenceLayerKind.allCases.map(\.rawValue)), initial: .text("rnn"), mnemonic: "i",
        help: Localized(
          en: "whose path and gradient are shown; the curves show all three",
          zh: "看谁的路径和梯度；曲线里三种都有")),
      Control(
        "length", Localized(en: "length n", zh: "长度 n"),
        .integer(2...128, steps: [16, 24, 32, 48, 64, 128]), initial: .integer(32), mnemonic: "t",
        help: Localized(en: "how many positions the sequence has", zh: "序列有多少个位置")),
      Control(
        "gap", Localized(en: "gap", zh: "间隔"),
        .integer(1...127, steps: [1, 2, 4, 8, 12, 15, 23, 31]), initial: .integer(15),
        mnemonic: "a",
        help: Localized(
          en: "how many positions before the last one the other stands",
          zh: "另一个位置在最后一个位置之前多远")),
      Control(
        "width", Localized(en: "kernel width k", zh: "卷积核宽度 k"),
        .integer(2...9, steps: [2, 3, 5, 7, 9]), initial: .integer(3), mnemonic: "w",
        help: Localized(
          en: "how many positions a convolution sees: its own and those before it",
          zh: "一次卷积看几个位置：自己和之前的几个")),
    ],
    results: [
      ResultDescription(
        "pathLength",
        Localized(
          en: "steps or layers from the one position to the other", zh: "从一个位置到另一个位置的步数或层数")),
      ResultDescription(
        "serialSteps",
        Localized(
          en: "steps that have to wait for each other, for the whole sequence",
          zh: "整个序列算完，必须一个等一个的步数")),
      ResultDescription(
        "layerProducts",
        Localized(
          en: "multiplications of a layer, leading term: nd², knd² or n²d",
          zh: "一层的乘法次数，主项：nd²、knd² 或 n²d")),
      ResultDescription(
        "dilatedLayers",
        Localized(
          en: "dilated convolutions that would reach over the gap", zh: "换成空洞卷积，跨过间隔要几层")),
      ResultDescription(
        "reach",
        Localized(
          en: "largest distance from which any gradient comes back", zh: "还有梯度传回的最大距离")),
      ResultDescription(
        "gradientAtGap",
        Localized(en: "gradient over the gap (1: a copy)", zh: "跨过间隔的梯度（1 相当于原样复制）")),
      ResultDescription(
        "gradientAtOne", Localized(en: "gradient over distance 1", zh: "距离为 1 的梯度")),
      ResultDescription(
        "gradient",
        Localized(
          en: "‖∂output_T/∂x_{T−k}‖/√d by distance k from 0, of this kind",
          zh: "按距离 k（从 0 起）的 ‖∂output_T/∂x_{T−k}‖/√d，当前种类"),
        axes: "[distance]"),
      ResultDescription(
        "rnnGradient", Localized(en: "the same of the RNN", zh: "同上，RNN"), axes: "[distance]"),
      ResultDescription(
        "cnnGradient", Localized(en: "the same of the CNN", zh: "同上，CNN"), axes: "[distance]"),
      ResultDescription(
        "attentionGradient", Localized(en: "the same of attention", zh: "同上，注意力"),
        axes: "[distance]"),
      ResultDescription(
        "inputGradient",
        Localized(
          en: "gradient of the last output's first number by distance, of this kind",
          zh: "最后一个输出的第一个数的梯度，按距离，当前种类"),
        axes: "[distance, d]"),
      ResultDescription(
        "comparison",
        Localized(
          en: "RNN, CNN, attention: path length, serial steps, products a layer",
          zh: "RNN、CNN、注意力：路径长度、串行步数、每层乘法数"),
        axes: "[kind, column]"),
      ResultDescription(
        "input", Localized(en: "the sequence x", zh: "序列 x"), axes: "[position, d]"),
      ResultDescription(
        "recurrentMatrix", Localized(en: "W of the RNN", zh: "RNN 的 W"), axes: "[d, d]"),
      ResultDescription(
        "inputMatrix", Localized(en: "U of the RNN", zh: "RNN 的 U"), axes: "[d, d]"),
      ResultDescription(
        "states", Localized(en: "states of the RNN", zh: "RNN 的状态"), axes: "[position, d]"),
      ResultDescription(
        "stateDelta",
        Localized(
          en: "the RNN's gradient before tanh, by distance", zh: "RNN 在 tanh 之前的梯度，按距离"),
        axes: "[distance, d]"),
      ResultDescription(
        "kernel", Localized(en: "C_0, C_1, … of the first convolution", zh: "第一层卷积的 C_0、C_1……"),
        axes: "[d, k·d]"),
      ResultDescription(
        "layerDelta",
        Localized(
          en: "the CNN's gradient at the first layer before tanh, by distance",
          zh: "CNN 第一层 tanh 之前的梯度，按距离"),
        axes: "[distance, d]"),
      ResultDescription("queryMatrix", Localized("W_Q"), axes: "[d, d]"),
      ResultDescription("keyMatrix", Localized("W_K"), axes: "[d, d]"),
      ResultDescription("valueMatrix", Localized("W_V"), axes: "[d, d]"),
      ResultDescription("query", Localized(en: "the last query", zh: "最后一个 query"), axes: "[1, d]"),
      ResultDescription("key", Localized(en: "keys", zh: "key"), axes: "[position, d]"),
      ResultDescription("value", Localized(en: "values", zh: "value"), axes: "[position, d]"),
      ResultDescription(
        "scaled",
        Localized(en: "scores of the last query, divided by √d", zh: "最后一个 query 的得分，除以 √d"),
        axes: "[1, position]"),
      ResultDescription(
        "weights", Localized(en: "weights of the last query", zh: "最后一个 query 的权重"),
        axes: "[1, position]"),
      ResultDescription(
        "output", Localized(en: "output of the last query", zh: "最后一个 query 的输出"), axes: "[1, d]"),
      ResultDescription(
        "queryGradient",
        Localized(en: "gradient of the output's first number: query", zh: "输出的第一个数的梯度：query"),
        axes: "[1, d]"),
      ResultDescription(
        "keyGradient", Localized(en: "the same: keys", zh: "同上：key"), axes: "[position, d]"),
      ResultDescription(
        "valueGradient", Localized(en: "the same: values", zh: "同上：value"), axes: "[position, d]"),
    ])

  let mutants = ["no-scaling", "scaled-by-d", "key-as-value"].compactMap(Mutant.named)

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try RNNRun(settings, seed: seed, engine: engine)
    let tensors = run.tensors
    return Findings(
      results: run.results, tensors: tensors, steps: RNNSteps(run: run).all, openingStep: 2,
      openingCell: CellReference("inputGradient", run.sizes.gap, 0),
      derivation: { reference, language in
        RNNDerivations(run: run, tensors: tensors, language: language).derivation(of: reference)
      })
  }
}
