import Attention
import Course
import Figures

/// Multi-head attention taken apart (Vaswani 2017, §3.2.2): what each head sees, and why heads of
/// d_model/h numbers cost no more than one of d_model.
struct HeadsLab: Lab {
  let description = LabDescription(
    name: "heads",
    title: Localized(en: "What do several heads cost?", zh: "多头要多花多少？"),
    summary: Localized(
      en: "Tokens go through projection, split, attention, concatenation and W^O; parameters and "
        + "FLOPs are counted for any number of heads, reduced to d_model/h numbers or not.",
      zh: "词经过投影、切分、注意力、拼接和 W^O；头数任选，降到 d_model/h 维与不降，参数和 FLOPs 各是多少。"),
    controls: [
      Control(
        "model", Localized(en: "d_model", zh: "模型维度"),
        .integer(1...1024, steps: [16, 32, 64, 128, 256, 512, 1024]), initial: .integer(512),
        mnemonic: "m",
        help: Localized(en: "how many numbers a token has", zh: "一个词有几个数")),
      Control(
        "heads", Localized(en: "heads", zh: "头数"),
        .integer(1...64, steps: [1, 2, 4, 8, 16]), initial: .integer(8), mnemonic: "a",
        help: Localized(en: "how many heads attend side by side", zh: "并排做注意力的头有几个")),
      Control(
        "reduce", Localized(en: "reduce to d/h", zh: "降到 d/h 维"), .toggle,
        initial: .toggle(true), mnemonic: "d",
        help: Localized(
          en: "heads of d_model/h numbers; otherwise of d_model each",
          zh: "每个头 d_model/h 维；关闭则每个头都是 d_model 维")),
      Control(
        "length", Localized(en: "length N", zh: "长度 N"),
        .integer(1...128, steps: [4, 8, 16, 32, 64]), initial: .integer(16), mnemonic: "t",
        help: Localized(
          en: "how many tokens attend to each other; the weights are h·N² numbers",
          zh: "互相注意的词有几个；权重共有 h·N² 个数")),
    ],
    results: [
      ResultDescription("headDim", Localized(en: "numbers of a head, d_k", zh: "一个头的维度 d_k")),
      ResultDescription(
        "parameters", Localized(en: "numbers in W_Q, W_K, W_V, W_O", zh: "W_Q、W_K、W_V、W_O 的参数量")),
      ResultDescription(
        "oneHeadParameters",
        Localized(en: "the same for one head of d_model numbers", zh: "只有一个 d_model 维的头时的参数量")),
      ResultDescription(
        "projectionFLOPs", Localized(en: "FLOPs of the four projections", zh: "四个投影的 FLOPs")),
      ResultDescription(
        "attentionFLOPs",
        Localized(en: "FLOPs of scores and weighted sums", zh: "得分与加权求和的 FLOPs")),
      ResultDescription(
        "fusedDifference",
        Localized(
          en: "largest difference of the output when each head has matrices of its own",
          zh: "每个头用自己的矩阵单独计算时，输出的最大差异")),
      ResultDescription(
        "weights",
        Localized(
          en: "weights of every head; a picture weights3 is those of head 3",
          zh: "每个头的权重；图中的 weights3 即头 3 的权重"),
        axes: "[head, query, key]"),
      ResultDescription(
        "headEntropy", Localized(en: "entropy of a head's rows, nats, mean", zh: "每个头各行的平均熵（nat）"),
        axes: "[head]"),
      ResultDescription(
        "shapes", Localized(en: "shape of each stage: heads, rows, columns", zh: "每一步的形状：头、行、列"),
        axes: "[stage, axis]"),
      ResultDescription(
        "output", Localized(en: "output of the layer", zh: "这一层的输出"), axes: "[token, d]"),
      ResultDescription(
        "costs",
        Localized(
          en: "by heads: heads; parameters reduced, not reduced; FLOPs reduced, not reduced",
          zh: "随头数：头数；参数量（降维、不降维）；FLOPs（降维、不降维）"), axes: "[heads, column]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try HeadsRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: HeadsSteps(run: run).all, openingStep: 1,
      openingCell: CellReference("weights1", 0, 0),
      derivation: { reference, _ in HeadsDerivations(run: run).derivation(of: reference) })
  }
}
