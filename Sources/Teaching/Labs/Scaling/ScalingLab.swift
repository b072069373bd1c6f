import Attention
import Course
import Figures
import Tensors

/// Why scores are divided by √d: without it softmax saturates as d grows, and its gradient vanishes
/// (Vaswani 2017, §3.2.1 and footnote 4).
struct ScalingLab: Lab {
  let description = LabDescription(
    name: "scaling",
    title: Localized(en: "Why divide by √d?", zh: "为什么要除以 √d？"),
    summary: Localized(
      en: "Random queries and keys of any size: how far q·k spreads, how sharp softmax gets, "
        + "and how much of the gradient is left.",
      zh: "任意维度的随机 query 和 key：q·k 散得多开，softmax 变得多尖，梯度还剩多少。"),
    controls: [
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...4096, steps: (0...12).map { 1 << $0 }), initial: .integer(64), mnemonic: "d",
        help: Localized(
          en: "how many numbers a query and a key have", zh: "query 和 key 各有几个数")),
      Control(
        "scale", Localized(en: "scale by 1/√d", zh: "缩放 1/√d"), .toggle, initial: .toggle(false),
        mnemonic: "s", help: Localized(en: "divide the scores by √d", zh: "得分除以 √d")),
      Control(
        "keys", Localized(en: "number of keys", zh: "key 数"),
        .integer(2...128, steps: [2, 4, 8, 16, 32, 64, 128]), initial: .integer(16), mnemonic: "b",
        help: Localized(en: "how many keys a query compares", zh: "一个 query 比较多少个 key")),
      Control(
        "draws", Localized(en: "draws", zh: "抽样次数"),
        .integer(1...20000, steps: [1, 10, 100, 500, 1000, 2000, 5000, 10000, 20000]),
        initial: .integer(2000), mnemonic: "r",
        help: Localized(
          en: "queries drawn, each with keys of its own", zh: "抽多少个 query，每个配一组新的 key")),
      Control(
        "distribution", Localized(en: "drawn from", zh: "分布"),
        .choice(ScoreDraws.Distribution.allCases.map(\.rawValue)), initial: .text("normal"),
        mnemonic: "w",
        help: Localized(
          en: "of the numbers in q and k; t5: projections as T5 initialises them, 1/√d within W_Q",
          zh: "q、k 各分量的分布；t5：按 T5 初始化的投影，1/√d 已放进 W_Q")),
    ],
    results: [
      ResultDescription("mean", Localized(en: "mean of q·k", zh: "q·k 的均值")),
      ResultDescription(
        "variance", Localized(en: "variance of q·k before scaling", zh: "缩放前 q·k 的方差")),
      ResultDescription(
        "entropy",
        Localized(en: "entropy of the weights, nats, mean over draws", zh: "权重的熵（nat），各次抽样的平均")),
      ResultDescription(
        "evenEntropy",
        Localized(en: "entropy of looking at all keys alike, ln keys", zh: "一视同仁时的熵，ln(key 数)")),
      ResultDescription(
        "maxWeight", Localized(en: "largest weight, mean over draws", zh: "最大权重，各次抽样的平均")),
      ResultDescription(
        "jacobianNorm",
        Localized(
          en: "Frobenius norm of softmax's Jacobian diag(p) − ppᵀ, mean over draws",
          zh: "softmax 的 Jacobian diag(p) − ppᵀ 的 Frobenius 范数，各次抽样的平均")),
      ResultDescription(
        "saturatedShare",
        Localized(en: "share of draws with a weight above 0.99", zh: "有权重超过 0.99 的抽样占比")),
      ResultDescription(
        "scores", Localized(en: "q·k of the first draw", zh: "第一次抽样的 q·k"), axes: "[key]"),
      ResultDescription(
        "scaled",
        Localized(en: "what softmax of the first draw is given", zh: "第一次抽样送进 softmax 的数"),
        axes: "[key]"),
      ResultDescription(
        "weights", Localized(en: "weights of the first draw", zh: "第一次抽样的权重"), axes: "[key]"),
      ResultDescription(
        "sortedWeights",
        Localized(en: "weights by rank, means over draws", zh: "按名次排的权重，各次抽样的平均"),
        axes: "[rank]"),
      ResultDescription(
        "histogram", Localized(en: "counts of q·k by bin", zh: "q·k 的直方图计数"), axes: "[bin]"),
      ResultDescription(
        "sweep",
        Localized(
          en: "against d: d; entropy, largest weight and Jacobian norm, not scaled and scaled each",
          zh: "随 d 变化：d；熵、最大权重、Jacobian 范数，各分未缩放与缩放"),
        axes: "[d, column]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try ScalingRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: [ScalingView(run: run).step],
      openingCell: CellReference("weights", 0, 0),
      derivation: { reference, language in
        ScalingDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
