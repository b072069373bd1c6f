import Attention
import Course
import Figures
import Tensors

/// One head of attention over a sentence, step by step: scores, scaled, masked, weights, output.
struct HeatmapLab: Lab {
  let description = LabDescription(
    name: "heatmap",
    title: Localized(en: "Attention, step by step", zh: "注意力，一步一步看"),
    summary: Localized(
      en: "One head over any sentence: scores, scaled, masked, weights, output. "
        + "Every number can be taken apart down to what is known of the words.",
      zh: "任意一句话里的一个注意力头：得分、缩放、掩码、权重、输出。每个数都能一层层拆开，直到词的特征。"),
    controls: [
      Control(
        "text", Localized(en: "text", zh: "文本"), .text(limit: 160),
        initial: .text("the cat sat by the dogs because it was tired"), mnemonic: "t",
        help: Localized(
          en: "any words; Chinese needs no spaces; [PAD] is a padding token",
          zh: "随便写；中文不用空格；[PAD] 表示填充")),
      Control(
        "head", Localized(en: "head", zh: "头"),
        .integer(1...Head.maximumCount, steps: Array(1...8)),
        initial: .integer(1), mnemonic: "a",
        help: Localized(
          en: "1 pronouns, 2 the word before, 3 verbs and states, 4 a sink, from 5 on untrained",
          zh: "1 代词，2 前一个词，3 动词和状态，4 sink，5 以后未训练")),
      Control(
        "heads", Localized(en: "number of heads", zh: "头数"),
        .integer(1...Head.maximumCount, steps: Array(1...8)), initial: .integer(4), mnemonic: "b",
        help: Localized(en: "how many heads there are", zh: "一共有几个头")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(2...256, steps: [2, 4, 8, 16, 32, 64, 128, 256]), initial: .integer(8),
        mnemonic: "d",
        help: Localized(
          en: "how many numbers a query, a key and a value have", zh: "query、key、value 各有几个数")),
      Control(
        "scale", Localized(en: "scale by 1/√d", zh: "缩放 1/√d"), .toggle, initial: .toggle(true),
        mnemonic: "s",
        help: Localized(en: "divide the scores by √d", zh: "得分除以 √d")),
      Control(
        "mask", Localized(en: "mask", zh: "掩码"), .choice(["none", "causal", "padding"]),
        initial: .text("none"), mnemonic: "m",
        help: Localized(
          en: "causal: no later tokens; padding: two [PAD] are added and hidden",
          zh: "causal：看不到后面的词；padding：补两个 [PAD] 并屏蔽")),
      Control(
        "temperature", Localized(en: "temperature", zh: "温度"),
        .number(0.05...20, steps: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]), initial: .number(1),
        mnemonic: "u",
        help: Localized(
          en: "scores are divided by it too: low is decided, high is even",
          zh: "得分还要除以它：越低越专一，越高越平均")),
      Control(
        "edit", Localized(en: "edited row", zh: "改动的行"),
        .text(limit: RowEdit.limit), initial: .text(""), mnemonic: "w",
        help: Localized(
          en: "8: 2=0.5 gives key 2 half of row 8; 8: other seeks another row, same output",
          zh: "8: 2=0.5 把第 8 行的一半给第 2 个 key；8: other 找输出相同的另一行")),
    ],
    results: [
      ResultDescription(
        "entropy",
        Localized(en: "entropy of a row of weights, mean over rows, nats", zh: "各行权重的平均熵（nat）")),
      ResultDescription(
        "sinkWeight",
        Localized(en: "weight of the first token, mean over rows", zh: "第一个词得到的平均权重")),
      ResultDescription(
        "mostWeightedToken",
        Localized(
          en: "token with the largest mean weight over rows, from 1", zh: "平均权重最大的是第几个词")),
      ResultDescription(
        "mostWeight", Localized(en: "its mean weight", zh: "它的平均权重")),
      ResultDescription(
        "smallestWeight",
        Localized(en: "smallest weight of a pair that may meet", zh: "可见位置中最小的权重")),
      ResultDescription(
        "largestWeight", Localized(en: "largest weight", zh: "最大的权重")),
      ResultDescription(
        "outputChange",
        Localized(
          en: "largest change of a number of the output by the edit", zh: "改动让输出变化的最大值")),
      ResultDescription(
        "totalVariation",
        Localized(
          en: "how much weight lies elsewhere in the edited row, ½ Σ|difference|",
          zh: "改动后换了地方的权重，½ Σ|差|")),
      ResultDescription(
        "affineRank",
        Localized(
          en: "affine rank r of the values that the edited row sees", zh: "被改动的那行看得到的 value 的仿射秩 r")
      ),
      ResultDescription(
        "support",
        Localized(en: "tokens with a weight in the edited row", zh: "改动后有权重的词数")),
      ResultDescription(
        "embedding", Localized(en: "embeddings of the tokens", zh: "词向量"), axes: "[token, feature]"),
      ResultDescription(
        "queryMatrix", Localized(en: "W_Q of the head", zh: "该头的 W_Q"), axes: "[feature, d]"),
      ResultDescription(
        "keyMatrix", Localized(en: "W_K of the head", zh: "该头的 W_K"), axes: "[feature, d]"),
      ResultDescription(
        "valueMatrix", Localized(en: "W_V of the head", zh: "该头的 W_V"), axes: "[feature, d]"),
      ResultDescription("query", Localized(en: "queries", zh: "query"), axes: "[token, d]"),
      ResultDescription("key", Localized(en: "keys", zh: "key"), axes: "[token, d]"),
      ResultDescription("value", Localized(en: "values", zh: "value"), axes: "[token, d]"),
      ResultDescription(
        "scores", Localized(en: "QKᵀ", zh: "QKᵀ"), axes: "[query, key]",
        inChinese: "得分[query, key]"),
      ResultDescription(
        "scaled", Localized(en: "scores after scale and temperature", zh: "缩放和温度之后的得分"),
        axes: "[query, key]"),
      ResultDescription(
        "masked", Localized(en: "scores after the mask", zh: "加掩码之后的得分"), axes: "[query, key]"),
      ResultDescription(
        "weights", Localized(en: "attention weights; rows sum to 1", zh: "注意力权重，每行和为 1"),
        axes: "[query, key]"),
      ResultDescription(
        "output", Localized(en: "weighted sums of values", zh: "value 的加权和"), axes: "[query, d]"),
      ResultDescription(
        "headSummary",
        Localized(en: "entropy and sinkWeight of every head", zh: "每个头的 entropy 和 sinkWeight"),
        axes: "[head, number]"),
      ResultDescription(
        "otherWeights", Localized(en: "a row as it is and as edited", zh: "一行权重，原样和改动后"),
        axes: "[version, key]"),
      ResultDescription(
        "otherOutput",
        Localized(en: "its outputs, and their difference", zh: "两者的输出，以及差"),
        axes: "[version, d]"),
    ])

  /// Those that break plain attention.
  let mutants = Mutant.all.filter { $0.appliesTo != .flash }
  let actions = HeatmapActions.all

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try HeatmapRun(settings, seed: seed, engine: engine)
    let steps = HeatmapSteps(run)
    return Findings(
      results: run.results, tensors: run.tensors, steps: steps.all,
      openingStep: steps.weightsStep,
      openingCell: CellReference("weights", steps.focus, steps.best),
      derivation: { reference, language in
        HeatmapDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
