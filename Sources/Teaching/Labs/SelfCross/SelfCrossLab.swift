import Attention
import Course
import Figures
import Tensors

/// Self-attention, target attention and cross-attention are one operation. What differs is who asks,
/// and whose keys and values are asked.
struct SelfCrossLab: Lab {
  let description = LabDescription(
    name: "self-cross",
    title: Localized(en: "Who asks, and who is asked?", zh: "谁来问，问的是谁？"),
    summary: Localized(
      en: "One head and two sentences. The source asks itself, the target asks the source, or one "
        + "candidate does: who gives Q, who gives K and V, and what shape comes of it.",
      zh: "一个头、两句话：源句问自己，目标句问源句，或者只有一个候选来问。谁给 Q，谁给 K 和 V，"
        + "得到的形状是什么。"),
    controls: [
      Control(
        "kind", Localized(en: "kind", zh: "种类"),
        .choice(SelfCrossRun.Kind.allCases.map(\.rawValue)), initial: .text("cross"),
        mnemonic: "i",
        help: Localized(
          en: "self: source to source; target: the target's first word, as a candidate, to the "
            + "source, as a history; cross: target to source",
          zh: "self：源句问源句；target：目标句的第一个词作为候选，去问作为历史的源句；cross：目标句问源句")),
      Control(
        "source", Localized(en: "source", zh: "源句"), .text(limit: 160),
        initial: .text("the cat sat on the mat"), mnemonic: "s",
        help: Localized(en: "its words give keys and values", zh: "它的词给出 key 和 value")),
      Control(
        "target", Localized(en: "target", zh: "目标句"), .text(limit: 160),
        initial: .text("猫 坐 在 垫子 上"), mnemonic: "t",
        help: Localized(
          en: "its words give the queries, but for self", zh: "除 self 外，由它的词给出 query")),
    ],
    results: [
      ResultDescription("queryLength", Localized(en: "rows of Q", zh: "Q 的行数")),
      ResultDescription("keyLength", Localized(en: "rows of K and of V", zh: "K 和 V 的行数")),
      ResultDescription(
        "pairs", Localized(en: "scores: queries times keys", zh: "得分个数：query 数 × key 数")),
      ResultDescription(
        "selfPairs", Localized(en: "scores of self-attention in the source", zh: "源句自注意力的得分个数")),
      ResultDescription(
        "largestWeight", Localized(en: "largest weight", zh: "最大的权重")),
      ResultDescription(
        "sourceEmbedding", Localized(en: "what is known of the source's words", zh: "源句各词的特征"),
        axes: "[source, feature]"),
      ResultDescription(
        "targetEmbedding", Localized(en: "what is known of the target's words", zh: "目标句各词的特征"),
        axes: "[target, feature]"),
      ResultDescription("queryMatrix", Localized("W_Q"), axes: "[feature, d]"),
      ResultDescription("keyMatrix", Localized("W_K"), axes: "[feature, d]"),
      ResultDescription("valueMatrix", Localized("W_V"), axes: "[feature, d]"),
      ResultDescription("query", Localized(en: "queries", zh: "query"), axes: "[query, d]"),
      ResultDescription("key", Localized(en: "keys", zh: "key"), axes: "[key, d]"),
      ResultDescription("value", Localized(en: "values", zh: "value"), axes: "[key, d]"),
      ResultDescription("scores", Localized("QKᵀ"), axes: "[query, key]"),
      ResultDescription(
        "scaled", Localized("QKᵀ/√d"), axes: "[query, key]", inChinese: "缩放后的得分[query, key]"),
      ResultDescription("weights", Localized(en: "weights", zh: "权重"), axes: "[query, key]"),
      ResultDescription(
        "output", Localized(en: "weights times values", zh: "权重乘以 value"), axes: "[query, d]"),
      ResultDescription(
        "selfWeights",
        Localized(
          en: "weights of the source's self-attention, by the same matrices",
          zh: "用同样的矩阵，源句自注意力的权重"),
        axes: "[source, source]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try SelfCrossRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: SelfCrossSteps(run: run).all,
      openingCell: CellReference(
        "weights", run.focus, run.attention.weights.argmax()[run.focus]),
      derivation: { reference, language in
        SelfCrossDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
