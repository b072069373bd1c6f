import Attention
import Course
import Figures
import Tensors

/// One context vector for the whole source against a context anew for each step of the decoder: what is
/// still known of each source token (Cho et al. 2014; Bahdanau et al. 2015).
struct Seq2SeqLab: Lab {
  let description = LabDescription(
    name: "seq2seq",
    title: Localized(en: "Squeezed through one vector", zh: "挤进一个向量"),
    summary: Localized(
      en: "A random recurrent encoder reads a source, and a decoder must name its tokens: from the "
        + "last state alone, or with attention to all states. Only the read-outs are fitted.",
      zh: "随机的循环编码器读入源句，解码器要逐个说出它的 token：只看最后一个状态，"
        + "或者用注意力看所有状态。只有读出层是拟合的。"),
    controls: [
      Control(
        "sourceLength", Localized(en: "source length", zh: "源句长度"),
        .integer(2...64, steps: [2, 3, 4, 6, 8, 10, 12, 16, 24, 32, 48, 64]),
        initial: .integer(10), mnemonic: "s",
        help: Localized(en: "how many tokens the encoder reads", zh: "编码器读入的 token 个数")),
      Control(
        "memory", Localized(en: "memory", zh: "记忆大小"),
        .integer(2...128, steps: [4, 8, 16, 32, 64, 128]), initial: .integer(32), mnemonic: "m",
        help: Localized(
          en: "how many numbers a state has, whatever the source's length",
          zh: "一个状态有多少个数，与源句长度无关")),
      Control(
        "attention", Localized(en: "attention", zh: "注意力"), .toggle, initial: .toggle(true),
        mnemonic: "a",
        help: Localized(
          en:
            "off: each step of the decoder gets the last state; on: its own average of all states",
          zh: "关：解码器每一步都只拿到最后一个状态；开：每一步拿到所有状态的一个新平均")),
    ],
    results: [
      ResultDescription(
        "recallFirst",
        Localized(
          en: "share of test sequences whose first token is named right",
          zh: "第一个 token 的答对率（测试序列中的占比）")),
      ResultDescription(
        "recallMean", Localized(en: "that share, mean over positions", zh: "各位置答对率的平均")),
      ResultDescription(
        "recallLast", Localized(en: "that share for the last token", zh: "最后一个 token 的答对率")),
      ResultDescription("chance", Localized(en: "that share by guessing", zh: "随机猜的答对率")),
      ResultDescription(
        "contextNumbers",
        Localized(en: "numbers that the decoder can look at", zh: "解码器能看到的数的个数")),
      ResultDescription(
        "alignment",
        Localized(
          en: "share of each source position in each step's context", zh: "每一步的上下文中各源位置的份额"),
        axes: "[target, source]"),
      ResultDescription(
        "recall", Localized(en: "recall by position", zh: "各位置的答对率"), axes: "[position]"),
      ResultDescription(
        "fixedRecall", Localized(en: "recall from the last state", zh: "只看最后状态的答对率"),
        axes: "[position]"),
      ResultDescription(
        "attentionRecall", Localized(en: "recall with attention", zh: "用注意力的答对率"),
        axes: "[position]"),
      ResultDescription(
        "recallByLength",
        Localized(
          en: "first token: source length; recall from the last state; with attention",
          zh: "第一个 token：源句长度；只看最后状态的答对率；用注意力的答对率"),
        axes: "[length, column]"),
      ResultDescription(
        "states", Localized(en: "states of one test sequence", zh: "一个测试序列的各状态"),
        axes: "[source, memory]"),
      ResultDescription(
        "recurrentMatrix", Localized(en: "R, from state to state", zh: "R，从状态到状态"),
        axes: "[memory, memory]"),
      ResultDescription(
        "embedding", Localized(en: "U, a row for each token", zh: "U，每个 token 一行"),
        axes: "[token, memory]"),
      ResultDescription(
        "query", Localized(en: "what each step asks for", zh: "每一步问的 query"), axes: "[target, d]"),
      ResultDescription(
        "key", Localized(en: "the key of each source position", zh: "各源位置的 key"),
        axes: "[source, d]"),
      ResultDescription(
        "scores", Localized("QKᵀ"), axes: "[target, source]", inChinese: "得分[目标, 源]"),
      ResultDescription("scaled", Localized("QKᵀ/√d"), axes: "[target, source]"),
    ])

  let mutants = ["no-scaling", "scaled-by-d", "key-as-value"].compactMap(Mutant.named)

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try Seq2SeqRun(settings, seed: seed, engine: engine)
    let tensors = run.tensors
    return Findings(
      results: run.results, tensors: tensors, steps: Seq2SeqSteps(run: run).all,
      openingStep: 2, openingCell: CellReference("alignment", 0, run.alignment.argmax()[0]),
      derivation: { reference, language in
        Seq2SeqDerivations(run: run, tensors: tensors, language: language).derivation(of: reference)
      })
  }
}
