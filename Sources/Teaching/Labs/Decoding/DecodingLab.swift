import Attention
import Course
import Figures

/// Training in one pass against generation token by token, and what the cache of keys and values
/// saves: one layer of d_model = H·32 (Vaswani 2017, §3.2.3; Shazeer 2019, §2.4).
struct DecodingLab: Lab {
  let description = LabDescription(
    name: "decoding",
    title: Localized(en: "One pass or token by token", zh: "一遍算完，还是逐词生成"),
    summary: Localized(
      en: "Training reads a sentence in one pass under the causal mask; generation runs a step a "
        + "token. What a step computes, with the KV cache and without, and how long it takes here.",
      zh: "训练时在因果掩码下一遍读完整句；生成时每个词走一步。每一步算什么，有没有 KV 缓存差多少，"
        + "在这台机器上要多久。"),
    controls: [
      Control(
        "tokens", Localized(en: "tokens N", zh: "词数 N"),
        .integer(1...1024, steps: [1, 4, 8, 16, 32, 64, 128, 256, 512, 1024]),
        initial: .integer(128), mnemonic: "t",
        help: Localized(en: "how many tokens are generated", zh: "生成多少个词")),
      Control(
        "cache", Localized(en: "KV cache", zh: "KV 缓存"), .toggle, initial: .toggle(true),
        mnemonic: "c",
        help: Localized(
          en: "keep the keys and values of earlier tokens, or compute all of them again",
          zh: "保留前面各词的 K 和 V，还是每步重新计算")),
      Control(
        "heads", Localized(en: "query heads H", zh: "query 头数 H"),
        .integer(1...16, steps: [2, 4, 8, 16]), initial: .integer(8), mnemonic: "d",
        help: Localized(en: "of 32 features each; d_model = 32·H", zh: "每个头 32 维，d_model = 32·H")),
      Control(
        "groups", Localized(en: "groups G of K, V", zh: "K、V 的组数 G"),
        .integer(1...16, steps: [1, 2, 4, 8]), initial: .integer(2), mnemonic: "g",
        help: Localized(en: "1 is MQA, H is MHA; it must divide H", zh: "1 是 MQA，H 是 MHA；须整除 H")),
    ],
    results: [
      ResultDescription(
        "stepFLOPs",
        Localized(
          en: "FLOPs of the last token: projections, QKᵀ and PV of a layer",
          zh: "最后一个词的 FLOPs：一层的投影、QKᵀ 和 PV")),
      ResultDescription(
        "totalFLOPs", Localized(en: "FLOPs of all tokens", zh: "所有词的 FLOPs")),
      ResultDescription(
        "trainingFLOPs",
        Localized(
          en: "FLOPs of the one pass over all tokens, hidden pairs included",
          zh: "一遍读完所有词的 FLOPs，含被掩码遮住的配对")),
      ResultDescription(
        "scoreProducts",
        Localized(
          en: "query–key products of a head in all steps", zh: "所有步中一个头的 query–key 点积次数")),
      ResultDescription(
        "trainingPasses", Localized(en: "passes through the layer in training", zh: "训练时经过该层几遍")),
      ResultDescription(
        "decodingPasses",
        Localized(en: "passes one after the other in generation", zh: "生成时要先后经过几遍")),
      ResultDescription(
        "cacheBytes",
        Localized(en: "bytes of the full cache, fp32, a layer", zh: "缓存存满时的字节数（fp32，一层）")),
      ResultDescription(
        "decodingDifference",
        Localized(
          en: "largest output difference of the steps to the one pass; without the cache, of the "
            + "timed steps",
          zh: "逐步生成与一遍算完的输出最大差异；不用缓存时只比较计时的那些步")),
      ResultDescription(
        "secondsPerToken",
        Localized(en: "time of the last token, a layer, measured", zh: "最后一个词的时间（一层），实测"),
        isMeasured: true),
      ResultDescription(
        "decodingSeconds",
        Localized(
          en: "time of all tokens; without the cache by straight lines between the timed steps",
          zh: "所有词的时间；不用缓存时，计时步之间按直线估计"), isMeasured: true),
      ResultDescription(
        "trainingSeconds",
        Localized(en: "time of the one pass, a layer, measured", zh: "一遍算完的时间（一层），实测"),
        isMeasured: true),
      ResultDescription(
        "timesComputed",
        Localized(
          en: "how often the score of a pair is computed, first tokens",
          zh: "每一对的得分算了几次（前几个词）"), axes: "[query, key]"),
      ResultDescription(
        "stepParts",
        Localized(
          en: "FLOPs of the last token: W_Q and W_O, W_K and W_V, QKᵀ, PV; with the cache, without",
          zh: "最后一个词的 FLOPs：W_Q 和 W_O、W_K 和 W_V、QKᵀ、PV；有缓存、无缓存"),
        axes: "[part, way]"),
      ResultDescription(
        "byToken",
        Localized(
          en: "by token: token, FLOPs with the cache, FLOPs without",
          zh: "随词：第几个词、有缓存的 FLOPs、无缓存的 FLOPs"), axes: "[token, column]"),
      ResultDescription(
        "byTokenSeconds",
        Localized(
          en: "measured: token, seconds with the cache, seconds without",
          zh: "实测：第几个词、有缓存的秒数、无缓存的秒数"), axes: "[timed token, column]",
        isMeasured: true),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try DecodingRun(settings, seed: seed, engine: engine)
    let steps = DecodingSteps(run: run)
    return Findings(
      results: run.results, tensors: run.tensors, steps: steps.all, openingStep: steps.opening,
      openingCell: CellReference("stepParts", 2, run.cached ? 0 : 1),
      derivation: { reference, language in run.derivation(of: reference, language) })
  }
}
