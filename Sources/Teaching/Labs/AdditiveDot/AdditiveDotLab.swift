import Attention
import Course
import Figures

/// Additive attention (Bahdanau et al. 2015) against the dot product, scaled and not (Vaswani 2017,
/// §3.2.1): what each does to softmax as d grows, and what each costs.
struct AdditiveDotLab: Lab {
  let description = LabDescription(
    name: "additive-dot",
    title: Localized(en: "Additive or dot product?", zh: "加性还是点积？"),
    summary: Localized(
      en: "The same random queries and keys scored by vᵀtanh(Wq + Uk), by q·k and by q·k/√d: how "
        + "sharp softmax gets, and FLOPs, memory and time of the scores.",
      zh: "同一批随机 query 和 key，用 vᵀtanh(Wq + Uk)、q·k、q·k/√d 三种方式打分："
        + "softmax 有多尖，打分要多少 FLOPs、内存和时间。"),
    controls: [
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...1024, steps: [4, 16, 64, 256]), initial: .integer(64), mnemonic: "d",
        help: Localized(
          en: "numbers of a query and a key, and hidden units of additive attention",
          zh: "query 和 key 各有几个数，也是加性注意力的隐藏单元数")),
      Control(
        "keys", Localized(en: "number of keys", zh: "key 数"),
        .integer(2...64, steps: [2, 4, 8, 16, 32, 64]), initial: .integer(16), mnemonic: "b",
        help: Localized(en: "how many keys a query compares", zh: "一个 query 比较多少个 key")),
      Control(
        "draws", Localized(en: "draws", zh: "抽样次数"),
        .integer(1...1000, steps: [20, 100, 200, 400]), initial: .integer(200), mnemonic: "r",
        help: Localized(
          en: "queries drawn, each with keys of its own", zh: "抽多少个 query，每个配一组新的 key")),
    ],
    results: [
      ResultDescription(
        "entropyAdditive", Localized(en: "entropy, additive, nats, mean", zh: "加性打分的平均熵（nat）")),
      ResultDescription(
        "entropyDot", Localized(en: "entropy, q·k, nats, mean", zh: "q·k 打分的平均熵（nat）")),
      ResultDescription(
        "entropyScaled", Localized(en: "entropy, q·k/√d, nats, mean", zh: "q·k/√d 打分的平均熵（nat）")),
      ResultDescription(
        "evenEntropy",
        Localized(en: "entropy of looking at all keys alike, ln keys", zh: "一视同仁时的熵，ln(key 数)")),
      ResultDescription(
        "additiveFLOPs",
        Localized(
          en: "FLOPs of the scores of as many queries as keys, projections included",
          zh: "query 与 key 一样多时，加性打分的 FLOPs，含投影")),
      ResultDescription(
        "dotFLOPs", Localized(en: "the same of the dot product", zh: "点积打分的 FLOPs，含投影")),
      ResultDescription(
        "additiveBytes",
        Localized(
          en: "fp32 bytes of tanh(Wq + Uk) of all pairs, where it is kept for the gradient",
          zh: "为求梯度而保留所有配对的 tanh(Wq + Uk) 时的字节数（fp32）")),
      ResultDescription(
        "dotBytes", Localized(en: "fp32 bytes of the scores of all pairs", zh: "所有配对得分的字节数（fp32）")),
      ResultDescription(
        "additiveSeconds",
        Localized(en: "time of these scores here, additive, measured", zh: "加性打分在本机的时间，实测"),
        isMeasured: true),
      ResultDescription(
        "dotSeconds",
        Localized(en: "time of these scores here, dot product, measured", zh: "点积打分在本机的时间，实测"),
        isMeasured: true),
      ResultDescription(
        "scores",
        Localized(
          en: "scores of the first draw: additive, q·k, q·k/√d", zh: "第一次抽样的得分：加性、q·k、q·k/√d"),
        axes: "[kind, key]"),
      ResultDescription(
        "weights",
        Localized(
          en: "weights of the first draw: additive, q·k, q·k/√d", zh: "第一次抽样的权重：加性、q·k、q·k/√d"),
        axes: "[kind, key]"),
      ResultDescription(
        "byDim",
        Localized(
          en: "by d: d; entropy additive, q·k, q·k/√d; FLOPs additive, dot",
          zh: "随 d：d；熵（加性、q·k、q·k/√d）；FLOPs（加性、点积）"), axes: "[d, column]"),
      ResultDescription(
        "byDimSeconds", Localized(en: "measured by d: d, additive, dot", zh: "随 d 实测：d、加性、点积"),
        axes: "[d, column]", isMeasured: true),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try AdditiveDotRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: AdditiveDotSteps(run: run).all,
      openingStep: 0, openingCell: CellReference("weights", 0, 0),
      derivation: { reference, language in
        AdditiveDotDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
