import Attention
import Course
import Figures
import Tensors

/// A dense layer over positions, Y = W X, beside attention: both average tokens, but W belongs to
/// pairs of positions and to one length, and attention's weights to the tokens that stand there.
///
/// W, W_Q, W_K and W_V are drawn by the seed and stand for learned ones; what is shown rests on no
/// particular numbers. Tolstikhin et al. 2021 (MLP-Mixer) build on such layers.
struct DenseLab: Lab {
  let description = LabDescription(
    name: "dense",
    title: Localized(en: "A dense layer mixes too", zh: "全连接层也能混合 token"),
    summary: Localized(
      en: "One sequence through a dense layer over positions and through attention. Then another "
        + "input, another order, another length: whose weights stay, and who can still run?",
      zh: "同一个序列，一边经过沿位置的全连接层，一边经过注意力。再换输入、换顺序、换长度："
        + "谁的权重不动，谁还能算？"),
    controls: [
      Control(
        "length", Localized(en: "length N", zh: "长度 N"),
        .integer(2...32, steps: [2, 3, 4, 6, 8, 12, 16, 24, 32]), initial: .integer(6),
        mnemonic: "t",
        help: Localized(
          en: "how many tokens there are, and the length that the dense layer is made for",
          zh: "token 的个数，也是全连接层为之而建的长度")),
      Control(
        "input", Localized(en: "input", zh: "输入"),
        .integer(1...1000, steps: Array(1...8)), initial: .integer(1), mnemonic: "i",
        help: Localized(
          en: "which tokens are drawn; it is compared with the next one",
          zh: "抽取哪一组 token；它与下一组比较")),
      Control(
        "permute", Localized(en: "permute", zh: "打乱顺序"), .toggle, initial: .toggle(false),
        mnemonic: "m",
        help: Localized(
          en: "compare with the same tokens in another order instead of with other tokens",
          zh: "不换 token，只换顺序来比较")),
    ],
    results: [
      ResultDescription(
        "denseChange",
        Localized(
          en: "largest change of the dense weights when the input changes",
          zh: "输入改变时，全连接权重的最大变化")),
      ResultDescription(
        "attentionChange",
        Localized(
          en: "largest change of attention's weights when the input changes",
          zh: "输入改变时，注意力权重的最大变化")),
      ResultDescription(
        "denseOrderDifference",
        Localized(
          en: "largest |f(PX) − P f(X)| of the dense layer, P a permutation",
          zh: "全连接层的 |f(PX) − P f(X)| 的最大值，P 是置换")),
      ResultDescription(
        "attentionOrderDifference",
        Localized(
          en: "largest |f(PX) − P f(X)| of attention", zh: "注意力的 |f(PX) − P f(X)| 的最大值")),
      ResultDescription(
        "denseParameters",
        Localized(en: "learned numbers of the dense layer, N²", zh: "全连接层要学的参数，N²")),
      ResultDescription(
        "attentionParameters",
        Localized(en: "learned numbers of attention, 3d²", zh: "注意力要学的参数，3d²")),
      ResultDescription(
        "denseWeights", Localized(en: "W, a number for each pair of positions", zh: "W，每对位置一个数"),
        axes: "[output, input]", inChinese: "权重[输出, 输入]"),
      ResultDescription("queryMatrix", Localized("W_Q"), axes: "[d, d]"),
      ResultDescription("keyMatrix", Localized("W_K"), axes: "[d, d]"),
      ResultDescription("valueMatrix", Localized("W_V"), axes: "[d, d]"),
      ResultDescription(
        "denseWeightChange",
        Localized(en: "dense weights, changed input less first", zh: "全连接权重：改变后减改变前"),
        axes: "[output, input]"),
      ResultDescription(
        "attentionWeightChange",
        Localized(en: "attention's weights, changed input less first", zh: "注意力权重：改变后减改变前"),
        axes: "[query, key]"),
      ResultDescription(
        "denseOrder",
        Localized(en: "f(PX) − P f(X) of the dense layer", zh: "全连接层的 f(PX) − P f(X)"),
        axes: "[position, d]"),
      ResultDescription(
        "attentionOrder",
        Localized(en: "f(PX) − P f(X) of attention", zh: "注意力的 f(PX) − P f(X)"),
        axes: "[position, d]"),
    ] + MixedSequence.Input.allCases.flatMap(\.descriptions))

  let mutants = ["no-scaling", "softmax-columns", "swapped-qk", "key-as-value"].compactMap(
    Mutant.named)

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try DenseRun(settings, seed: seed, engine: engine)
    let tensors = run.tensors
    let (row, column) = run.largestChange
    return Findings(
      results: run.results, tensors: tensors, steps: DenseSteps(run: run).all,
      openingStep: run.isPermuted ? 2 : 1,
      openingCell: run.isPermuted
        ? CellReference("attentionOrder", 0, 0)
        : CellReference("changedAttentionWeights", row, column),
      derivation: { reference, language in
        DenseDerivations(run: run, tensors: tensors, language: language).derivation(of: reference)
      })
  }
}
