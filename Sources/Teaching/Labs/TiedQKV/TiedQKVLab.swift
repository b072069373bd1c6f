import Attention
import Course
import Figures
import Tensors

/// What becomes of attention when two of its three projections are one matrix: K = V changes the
/// averages alone, Q = K makes the scores symmetric and pulls each token to itself.
struct TiedQKVLab: Lab {
  let description = LabDescription(
    name: "tied-qkv",
    title: Localized(en: "May K equal V? May Q equal K?", zh: "K 能等于 V 吗？Q 等于 K 呢？"),
    summary: Localized(
      en: "Random tokens through projections that are distinct or shared: how symmetric the scores "
        + "are, and how much of its weight a token keeps for itself, over many draws.",
      zh: "随机 token 经过各自独立或共用的投影：得分有多对称，一个 token 把多少权重留给自己，"
        + "都在多次抽样上统计。"),
    controls: [
      Control(
        "tie", Localized(en: "tie", zh: "共用"), .choice(TiedRun.Tie.allCases.map(\.rawValue)),
        initial: .text("qk"), mnemonic: "t",
        help: Localized(
          en: "none: three matrices; kv: W_V is W_K; qk: W_K is W_Q",
          zh: "none：三个矩阵各不相同；kv：W_V 就是 W_K；qk：W_K 就是 W_Q")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...256, steps: [1, 2, 4, 8, 16, 32, 64, 128, 256]), initial: .integer(16),
        mnemonic: "d",
        help: Localized(
          en: "how many numbers a query and a key have", zh: "query 和 key 各有几个数")),
      Control(
        "tokens", Localized(en: "tokens", zh: "token 数"),
        .integer(2...64, steps: [2, 4, 8, 16, 32, 64]), initial: .integer(16), mnemonic: "o",
        help: Localized(en: "how many tokens a sequence has", zh: "一个序列有几个 token")),
      Control(
        "model", Localized(en: "model size", zh: "模型维度"),
        .integer(1...256, steps: [8, 16, 32, 64, 128, 256]), initial: .integer(64), mnemonic: "m",
        help: Localized(
          en: "how many numbers a token has before it is projected", zh: "投影之前，每个 token 有几个数")),
      Control(
        "draws", Localized(en: "draws", zh: "抽样次数"),
        .integer(1...2000, steps: [1, 10, 50, 100, 200, 500, 1000]), initial: .integer(200),
        mnemonic: "r",
        help: Localized(
          en: "sequences drawn, each with matrices of its own", zh: "抽多少个序列，每个配一组新的矩阵")),
    ],
    results: [
      ResultDescription(
        "diagonalMass",
        Localized(
          en: "weight that a token gives to itself, mean over tokens and draws",
          zh: "token 给自己的权重，各 token、各次抽样的平均")),
      ResultDescription(
        "evenMass",
        Localized(en: "that weight where all keys are alike, 1/tokens", zh: "一视同仁时的这个权重，1/token 数")),
      ResultDescription(
        "selfFirstShare",
        Localized(
          en: "share of tokens whose largest weight is their own", zh: "最大权重落在自己身上的 token 占比")),
      ResultDescription(
        "asymmetry",
        Localized(
          en: "largest difference of S = QKᵀ and Sᵀ, mean over draws",
          zh: "S = QKᵀ 与 Sᵀ 之差的最大值，各次抽样的平均")),
      ResultDescription(
        "valueKeyDistance",
        Localized(en: "‖K − V‖ / ‖K‖, mean over draws", zh: "‖K − V‖ / ‖K‖，各次抽样的平均")),
      ResultDescription(
        "outputDistance",
        Localized(
          en: "‖O − V‖ / ‖V‖, mean over draws: 0 where attention passes each token through",
          zh: "‖O − V‖ / ‖V‖，各次抽样的平均；为 0 时注意力把每个 token 原样放过")),
      ResultDescription(
        "query", Localized(en: "queries of the first draw", zh: "第一次抽样的 query"),
        axes: "[token, d]"),
      ResultDescription(
        "key", Localized(en: "keys of the first draw", zh: "第一次抽样的 key"), axes: "[token, d]"),
      ResultDescription(
        "value", Localized(en: "values of the first draw", zh: "第一次抽样的 value"),
        axes: "[token, d]"),
      ResultDescription(
        "scores", Localized(en: "QKᵀ of the first draw", zh: "第一次抽样的 QKᵀ"),
        axes: "[query, key]"),
      ResultDescription(
        "scaled", Localized(en: "QKᵀ/√d of the first draw", zh: "第一次抽样的 QKᵀ/√d"),
        axes: "[query, key]", inChinese: "缩放后的得分[query, key]"),
      ResultDescription(
        "weights", Localized(en: "weights of the first draw", zh: "第一次抽样的权重"),
        axes: "[query, key]"),
      ResultDescription(
        "output", Localized(en: "weights times values of the first draw", zh: "第一次抽样的权重乘以 value"),
        axes: "[token, d]"),
      ResultDescription(
        "sweep",
        Localized(
          en: "against d: d; diagonal mass with distinct matrices; with W_Q = W_K",
          zh: "随 d 变化：d；矩阵各不相同时的对角线权重；W_Q = W_K 时的对角线权重"),
        axes: "[d, column]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try TiedRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: TiedSteps(run: run).all,
      openingCell: CellReference("weights", 0, 0),
      derivation: { reference, language in
        TiedDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
