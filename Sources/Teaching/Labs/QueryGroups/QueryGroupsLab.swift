import Attention
import Course
import Figures

/// Multi-head, multi-query and grouped-query attention as one thing: how many heads share a key and
/// a value (Shazeer 2019; Ainslie et al. 2023).
struct QueryGroupsLab: Lab {
  let description = LabDescription(
    name: "mha-mqa-gqa",
    title: Localized(en: "MHA, MQA, GQA: who shares keys?", zh: "MHA、MQA、GQA：谁共用 K 和 V？"),
    summary: Localized(
      en: "Query heads in any number of groups: which head reads which keys and values, what that "
        + "leaves of parameters and of the KV cache, and how long a step of decoding takes here.",
      zh: "query 头可以分成任意多组：每个头读哪一组 K、V，参数和 KV 缓存还剩多少，在这台机器上解码一步要多久。"),
    controls: controls,
    results: [
      ResultDescription(
        "attentionParameters",
        Localized(en: "numbers in W_Q, W_K, W_V, W_O of a layer", zh: "一层 W_Q、W_K、W_V、W_O 的参数量")),
      ResultDescription(
        "cacheBytesPerToken",
        Localized(en: "bytes of K and V kept of a token, all layers", zh: "每个词在所有层留下的 K、V 字节数")),
      ResultDescription(
        "cacheBytes",
        Localized(en: "bytes of the whole cache: context times batch", zh: "整个缓存的字节数：上下文 × 批")),
      ResultDescription(
        "cacheShrinkage",
        Localized(en: "how many times smaller than with MHA, H/G", zh: "比 MHA 小多少倍，H/G")),
      ResultDescription(
        "differenceToMHA",
        Localized(
          en: "largest output difference to the MHA layer whose keys and values were pooled",
          zh: "与合并前的 MHA 层相比，输出的最大差异")),
      ResultDescription(
        "differenceToMQA",
        Localized(
          en: "largest output difference to the MQA layer that pools all of them",
          zh: "与全部合并成一组的 MQA 层相比，输出的最大差异")),
      ResultDescription(
        "measuredContext",
        Localized(en: "tokens in the cache that was timed", zh: "计时所用缓存里的词数")),
      ResultDescription(
        "decodeSeconds",
        Localized(
          en: "one step of attention over that cache, a layer, fp32, measured",
          zh: "对该缓存做一步注意力的时间（一层，fp32），实测"), isMeasured: true),
      ResultDescription(
        "reads", Localized(en: "1 where a head reads a group", zh: "头读某组时为 1"),
        axes: "[group, head]"),
      ResultDescription(
        "byGroups",
        Localized(
          en: "by groups: groups, parameters, cache bytes a token, difference to MHA, cache bytes",
          zh: "随组数：组数、参数量、每词缓存字节、与 MHA 的差异、整个缓存的字节"),
        axes: "[groups, column]"),
      ResultDescription(
        "output",
        Localized(en: "output of the layer with these groups", zh: "按这些组数计算的这一层的输出"),
        axes: "[token, d]"),
      ResultDescription(
        "byGroupsSeconds",
        Localized(en: "the measured step by groups: groups, seconds", zh: "随组数实测的一步：组数、秒"),
        axes: "[groups, column]", isMeasured: true),
      ResultDescription(
        "models",
        Localized(
          en: "published models: layers, query heads, groups, head size, cache bytes a token",
          zh: "已发布的模型：层数、query 头数、组数、头的维度、每词缓存字节"), axes: "[model, column]"),
    ])

  private static let controls = [
    Control(
      "queryHeads", Localized(en: "query heads H", zh: "query 头数 H"),
      .integer(1...128, steps: [8, 16, 32, 64]), initial: .integer(32), mnemonic: "u",
      help: Localized(en: "how many heads ask", zh: "提问的头有几个")),
    Control(
      "groups", Localized(en: "K, V groups G", zh: "K、V 组数 G"),
      .integer(1...128, steps: [1, 2, 4, 8, 16, 32]), initial: .integer(8), mnemonic: "g",
      help: Localized(en: "1 is MQA, H is MHA, between them GQA", zh: "1 是 MQA，H 是 MHA，之间是 GQA")),
    Control(
      "headDim", Localized(en: "head size d", zh: "头的维度 d"),
      .integer(1...256, steps: [16, 32, 64, 128]), initial: .integer(128), mnemonic: "d",
      help: Localized(en: "how many numbers a key or value has", zh: "一个 key 或 value 有几个数")),
    Control(
      "layers", Localized(en: "layers", zh: "层数"),
      .integer(1...200, steps: [1, 6, 12, 24, 32, 48, 80]), initial: .integer(32), mnemonic: "a",
      help: Localized(en: "each layer has a cache of its own", zh: "每层各有一份缓存")),
    Control(
      "context", Localized(en: "context", zh: "上下文"),
      .integer(1...1_048_576, steps: [128, 512, 2048, 4096, 8192, 32_768, 131_072]),
      initial: .integer(4096), mnemonic: "c",
      help: Localized(en: "how many tokens the cache holds", zh: "缓存里有多少个词")),
    Control(
      "batch", Localized(en: "batch", zh: "批"),
      .integer(1...1024, steps: [1, 4, 16, 64, 256]), initial: .integer(1), mnemonic: "b",
      help: Localized(en: "sentences that are decoded at once", zh: "同时解码几句")),
    Control(
      "bytesPerNumber", Localized(en: "bytes a number", zh: "每个数的字节"),
      .integer(1...8, steps: [1, 2, 4]), initial: .integer(2), mnemonic: "t",
      help: Localized(
        en: "4 is fp32, 2 is fp16 or bf16, 1 is int8", zh: "4 是 fp32，2 是 fp16 或 bf16，1 是 int8")),
  ]

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try QueryGroupsRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: QueryGroupsSteps(run: run).all,
      openingStep: 0, openingCell: CellReference("reads", 0, 0),
      derivation: { reference, language in run.derivation(of: reference, language) })
  }
}
