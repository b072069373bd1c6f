import Attention
import Course
import Figures
import Tensors

/// Attention without the N×N matrix: blocks of queries meet tiles of keys, and m, ℓ and O are put
/// right after each (Dao et al. 2022, Algorithm 1; Dao 2023, Algorithm 1).
struct FlashLab: Lab {
  private static let blockSteps = [1, 2, 4, 8, 16, 32, 64]

  let description = LabDescription(
    name: "flash",
    title: Localized(en: "FlashAttention, tile by tile", zh: "FlashAttention：逐块走一遍"),
    summary: Localized(
      en:
        "Blocks of queries meet tiles of keys: what is on chip, how m, ℓ and O are rescaled, which "
        + "tiles a causal mask spares, and how many bytes go to and from HBM.",
      zh: "query 块逐一遇上 key 块：片上有什么，m、ℓ、O 怎样重新缩放，因果掩码省掉哪些块，HBM 读写了多少字节。"),
    controls: [
      Control(
        "N", Localized(en: "length N", zh: "长度 N"),
        .integer(1...256, steps: [8, 16, 32, 64, 128, 256]), initial: .integer(32), mnemonic: "g",
        help: Localized(en: "how many queries, and as many keys", zh: "query 的个数，key 同样多")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...128, steps: [1, 4, 8, 16, 32, 64, 128]), initial: .integer(8), mnemonic: "d",
        help: Localized(
          en: "how many numbers a query, a key and a value have", zh: "query、key、value 各有几个数")),
      Control(
        "blockQ", Localized(en: "queries in a block, B_r", zh: "每块的 query 数 B_r"),
        .integer(1...256, steps: blockSteps), initial: .integer(8), mnemonic: "b",
        help: Localized(
          en: "rows of a tile; more than N means N", zh: "一块的行数；超过 N 时按 N 算")),
      Control(
        "blockK", Localized(en: "keys in a tile, B_c", zh: "每块的 key 数 B_c"),
        .integer(1...256, steps: blockSteps), initial: .integer(8), mnemonic: "t",
        help: Localized(
          en: "columns of a tile; more than N means N", zh: "一块的列数；超过 N 时按 N 算")),
      Control(
        "sramBytes", Localized(en: "SRAM, bytes", zh: "SRAM（字节）"), .text(limit: 16),
        initial: .text("auto"), mnemonic: "s",
        help: Localized(
          en: "what blocks of Q, K, V and O may take on chip; auto: the least that they need",
          zh: "Q、K、V、O 的块在片上可占多少字节；auto 表示恰好够用")),
      Control(
        "order", Localized(en: "order", zh: "顺序"),
        .choice(FlashLabRun.Order.allCases.map(\.rawValue)), initial: .text("fa2"), mnemonic: "o",
        help: Localized(
          en:
            "standard: S and P in HBM; fa1: keys in the outer loop; fa2: queries in the outer loop",
          zh: "standard：S、P 都写进 HBM；fa1：外层循环走 key；fa2：外层循环走 query")),
      Control(
        "causal", Localized(en: "causal", zh: "因果掩码"), .toggle, initial: .toggle(false),
        mnemonic: "c",
        help: Localized(
          en: "a query sees no later key; tiles that are hidden whole are skipped",
          zh: "query 看不到后面的 key；整块被遮住的直接跳过")),
      Control(
        "pass", Localized(en: "pass", zh: "方向"), .choice(["forward", "backward"]),
        initial: .text("forward"), mnemonic: "a",
        help: Localized(
          en: "forward: the output; backward: the gradients, with P computed anew",
          zh: "forward 求输出；backward 求梯度，P 重新算一遍")),
    ],
    results: [
      ResultDescription(
        "maxDifference",
        Localized(
          en: "largest difference between the output and that of plain attention",
          zh: "输出与普通注意力之差的最大值")),
      ResultDescription("hbmReadBytes", Localized(en: "bytes read from HBM", zh: "从 HBM 读的字节数")),
      ResultDescription("hbmWriteBytes", Localized(en: "bytes written to HBM", zh: "写入 HBM 的字节数")),
      ResultDescription(
        "standardReadBytes",
        Localized(en: "bytes that standard attention reads", zh: "标准注意力要读的字节数")),
      ResultDescription(
        "standardWriteBytes",
        Localized(en: "bytes that standard attention writes", zh: "标准注意力要写的字节数")),
      ResultDescription(
        "sramPeakBytes",
        Localized(
          en: "bytes of the blocks of Q, K, V and O that are on chip together",
          zh: "同时在片上的 Q、K、V、O 块的字节数")),
      ResultDescription("tilesSkipped", Localized(en: "tiles skipped", zh: "跳过的块数")),
      ResultDescription(
        "tiles", Localized(en: "1 for a tile computed, 0 for one skipped", zh: "算过的块为 1，跳过的为 0"),
        axes: "[query block, key block]"),
      ResultDescription("output", Localized(en: "output", zh: "输出"), axes: "[query, d]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    if settings.text("pass") == "backward" {
      return try FlashBackwardLabRun(settings, seed: seed, engine: engine).findings
    }
    let run = try FlashLabRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: FlashLabSteps(run: run).all,
      openingCell: CellReference("output", run.length - 1, 0),
      derivation: { reference, language in
        FlashDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
