import Attention
import Course
import Figures
import Tensors

/// Which pairs each attention of a Transformer may use, and what follows: whether an output stays
/// when later tokens come, so that training at once is the same as decoding step by step.
struct MasksLab: Lab {
  let description = LabDescription(
    name: "masks",
    title: Localized(en: "Which masks where?", zh: "哪里用哪种掩码？"),
    summary: Localized(
      en: "The masks of encoder, decoder, cross-attention and prefix LM over random tokens and "
        + "layers: which pairs may meet, and whether decoding step by step gives what training gives.",
      zh: "编码器、解码器、交叉注意力、前缀语言模型各自的掩码，随机的 token 和层：哪些位置看得到哪些位置，"
        + "逐步解码和一次算完是否相同。"),
    controls: [
      Control(
        "side", Localized(en: "side", zh: "用在"), .choice(MaskSide.allCases.map(\.rawValue)),
        initial: .text("decoder"), mnemonic: "s",
        help: Localized(
          en: "encoder: padding only; decoder: and nothing later; cross: the source's padding; "
            + "prefix: the prefix sees itself wholly; diagonal: all but oneself",
          zh: "encoder：只遮填充；decoder：还遮后面；cross：遮源句的填充；prefix：前缀内部互相可见；"
            + "diagonal：只遮自己")),
      Control(
        "length", Localized(en: "length", zh: "长度"), .integer(1...16, steps: Array(1...16)),
        initial: .integer(6), mnemonic: "t",
        help: Localized(en: "how many queries there are", zh: "有多少个 query")),
      Control(
        "source", Localized(en: "source length", zh: "源句长度"),
        .integer(1...16, steps: Array(1...16)), initial: .integer(5), mnemonic: "o",
        help: Localized(
          en: "how many keys cross-attention reads; the other sides read their own tokens",
          zh: "交叉注意力读多少个 key；其余各种读自己的 token")),
      Control(
        "padding", Localized(en: "padding", zh: "填充"), .integer(0...15, steps: [0, 1, 2, 3, 4]),
        initial: .integer(0), mnemonic: "d",
        help: Localized(
          en: "how many of the keys, at the end, are padding", zh: "末尾有多少个 key 是填充")),
      Control(
        "prefix", Localized(en: "prefix", zh: "前缀"), .integer(0...16, steps: Array(0...16)),
        initial: .integer(3), mnemonic: "i",
        help: Localized(
          en: "how many tokens the prefix of ‘prefix’ has", zh: "prefix 掩码的前缀有几个 token")),
      Control(
        "layers", Localized(en: "layers", zh: "层数"), .integer(1...6, steps: Array(1...6)),
        initial: .integer(2), mnemonic: "a",
        help: Localized(en: "how many layers, all under one mask", zh: "几层，都用同一种掩码")),
      Control(
        "residual", Localized(en: "residual", zh: "残差"), .toggle, initial: .toggle(true),
        mnemonic: "u",
        help: Localized(en: "each layer adds to its input", zh: "每层的输出加到输入上")),
    ],
    results: [
      ResultDescription(
        "allowedPairs", Localized(en: "pairs that may meet", zh: "没有被遮住的位置对数")),
      ResultDescription(
        "decodingDifference",
        Localized(
          en: "largest difference of an output, all tokens at once against step by step",
          zh: "一次算完与逐步计算，输出的最大差")),
      ResultDescription(
        "pastChange",
        Localized(
          en: "largest change of the outputs before the last, when the last token is another",
          zh: "换掉最后一个 token 时，前面各输出的最大变化")),
      ResultDescription(
        "ownInfluence",
        Localized(
          en: "Frobenius norm of ∂output/∂input of the first token",
          zh: "第一个 token 的 ∂输出/∂输入 的 Frobenius 范数")),
      ResultDescription(
        "query", Localized(en: "queries of the first layer", zh: "第一层的 query"),
        axes: "[query, d]"),
      ResultDescription(
        "key", Localized(en: "keys of the first layer", zh: "第一层的 key"), axes: "[key, d]"),
      ResultDescription("scores", Localized("QKᵀ"), axes: "[query, key]"),
      ResultDescription("scaled", Localized("QKᵀ/√d"), axes: "[query, key]"),
      ResultDescription(
        "mask", Localized(en: "0 where a pair may meet, else −∞", zh: "没有被遮住为 0，否则为 −∞"),
        axes: "[query, key]"),
      ResultDescription(
        "masked", Localized(en: "scores after the mask", zh: "加掩码之后的得分"),
        axes: "[query, key]"),
      ResultDescription(
        "weights", Localized(en: "weights of the first layer", zh: "第一层的权重"),
        axes: "[query, key]"),
      ResultDescription(
        "output", Localized(en: "outputs of all layers at once", zh: "所有层一次算完的输出"),
        axes: "[query, d]"),
      ResultDescription(
        "changes",
        Localized(
          en: "largest change of each output: step by step, and with another last token",
          zh: "每个输出的最大变化：逐步计算时，换掉最后一个 token 时"), axes: "[kind, query]"),
    ])

  /// A query that is decoded alone cannot change places with the many keys before it.
  let mutants = Mutant.all.filter { $0.appliesTo != .flash && $0.name != "swapped-qk" }

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try MasksRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: MasksSteps(run: run).all,
      derivation: { reference, language in
        MasksDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
