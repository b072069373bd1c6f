import Attention
import Course
import Figures
import Tensors

/// How padding is hidden, and how it fails: a value too small, a row with nothing left to see, a
/// format that cannot hold the value.
///
/// The batch is made so that the arithmetic can be done by hand: the scores of a query are 1, 2, 3,
/// and again 1, 2, 3, …, begun one further by each query, and padding scores 0, since its vectors are
/// zero. All scores are then multiplied by `logitScale`.
struct PaddingMaskLab: Lab {
  let description = LabDescription(
    name: "padding-mask",
    title: Localized(en: "Hiding the padding", zh: "屏蔽 padding"),
    summary: Localized(
      en:
        "A batch of sentences of different lengths: what leaks to the padding with 0, −1000 or −∞, "
        + "in which number format, and what becomes of a sentence with no word.",
      zh: "一批长短不一的句子：掩码用 0、−1000 还是 −∞，权重会漏给填充多少；不同精度下怎样；空句子又会怎样。"),
    controls: [
      Control(
        "lengths", Localized(en: "lengths", zh: "长度"), .text(limit: 40), initial: .text("3,6"),
        mnemonic: "g",
        help: Localized(
          en: "words in each sentence, up to 6 sentences of up to 16; 0 is an empty one",
          zh: "每句的词数，最多 6 句，每句至多 16；0 表示空句")),
      Control(
        "maskValue", Localized(en: "mask value", zh: "掩码值"),
        .choice(PaddingBatch.MaskValue.allCases.map(\.rawValue)), initial: .text("0"),
        mnemonic: "m",
        help: Localized(
          en: "added to the scores of padded keys; lowest: the format's most negative number",
          zh: "加到填充 key 的得分上；lowest 是该精度能表示的最小值")),
      Control(
        "logitScale", Localized(en: "logit scale", zh: "得分倍数"),
        .number(
          -10000...10000, steps: [-10000, -1000, -998, -100, -10, -1, 0, 1, 10, 100, 1000, 10000]),
        initial: .number(1), mnemonic: "s",
        help: Localized(
          en: "scores are multiplied by it; negative: the real keys score below the padding's 0",
          zh: "所有得分乘以它；为负时，真实 key 的得分低于填充的 0")),
      Control(
        "precision", Localized(en: "precision", zh: "精度"),
        .choice(Precision.allCases.map(\.rawValue)), initial: .text("fp32"), mnemonic: "i",
        help: Localized(
          en: "the format that scores, mask and weights are stored in", zh: "得分、掩码和权重的存储格式")),
      Control(
        "cure", Localized(en: "cure", zh: "补救"), .toggle, initial: .toggle(false), mnemonic: "c",
        help: Localized(
          en: "a row of nothing but −∞ gets zeros instead of 0/0", zh: "整行都是 −∞ 时给 0，而不是 0/0")),
    ],
    results: [
      ResultDescription(
        "leak",
        Localized(
          en: "largest weight that a real query gives to padding", zh: "真实 query 给填充的权重之和，取最大的一行")),
      ResultDescription("nanRows", Localized(en: "rows that are NaN", zh: "结果为 NaN 的行数")),
      ResultDescription(
        "emptyRows", Localized(en: "rows without a real key", zh: "没有真实 key 可看的行数")),
      ResultDescription(
        "query", Localized(en: "queries", zh: "query"), axes: "[sentence·query, d]"),
      ResultDescription("key", Localized(en: "keys", zh: "key"), axes: "[sentence·key, d]"),
      ResultDescription("scores", Localized(en: "QKᵀ", zh: "QKᵀ"), axes: "[sentence·query, key]"),
      ResultDescription(
        "scaled", Localized(en: "scores times logitScale", zh: "得分乘以 logitScale"),
        axes: "[sentence·query, key]"),
      ResultDescription(
        "masked", Localized(en: "scores after the mask", zh: "加掩码之后的得分"),
        axes: "[sentence·query, key]"),
      ResultDescription(
        "weights", Localized(en: "attention weights", zh: "注意力权重"), axes: "[sentence·query, key]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let batch = try PaddingBatch(settings, engine: engine)
    return Findings(
      results: batch.results, tensors: batch.tensors, steps: PaddingMaskSteps(batch: batch).all,
      derivation: { reference, language in
        PaddingMaskDerivations(batch: batch, language: language).derivation(of: reference)
      })
  }
}
