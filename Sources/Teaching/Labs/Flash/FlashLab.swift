import Attention
import Course
import Figures
import Tensors

/// Attention without the N×N matrix: blocks of queries meet tiles of keys, and m, ℓ and O are put
/// right after each (Dao et al. 2022, Algorithm 1; Dao 2023, Algorithm 1).
struct FlashLab: Lab {
  private static let blockSteps = [1, 2, 4, 8, 16, 32, 64, 128]

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
        .integer(1...1024, steps: [8, 16, 32, 64, 128, 256]), initial: .integer(64), mnemonic: "g",
        help: Localized(en: "how many queries, and as many keys", zh: "query 的个数，key 同样多")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...128, steps: [1, 4, 8, 16, 32, 64, 128]), initial: .integer(64), mnemonic: "d",
        help: Localized(
          en: "how many numbers a query, a key and a value have", zh: "query、key、value 各有几个数")),
      Control(
        "blockQ", Localized(en: "query block B_r", zh: "query 块 B_r"),
        .integer(1...1024, steps: blockSteps), initial: .integer(16), mnemonic: "b",
        help: Localized(
          en: "rows of a tile; more than N means N", zh: "一块的行数；超过 N 时按 N 算")),
      Control(
        "blockK", Localized(en: "key tile B_c", zh: "key 块 B_c"),
        .integer(1...1024, steps: blockSteps), initial: .integer(16), mnemonic: "t",
        help: Localized(
          en: "columns of a tile; more than N means N", zh: "一块的列数；超过 N 时按 N 算")),
      Control(
        "sramBytes", Localized(en: "SRAM, bytes", zh: "SRAM 字节"), .text(limit: 16),
        initial: .text("auto"), mnemonic: "s",
        help: Localized(
          en:
            "what blocks of Q, K, V, O and S with m and ℓ may take on chip; auto: the least they need",
          zh: "Q、K、V、O、S 的块和 m、ℓ 在片上可占多少字节；auto 表示恰好够用")),
      Control(
        "order", Localized(en: "order", zh: "顺序"),
        .choice(FlashProblem.Order.allCases.map(\.rawValue)), initial: .text("fa2"), mnemonic: "o",
        help: Localized(
          en:
            "standard: S and P in HBM; fa1: keys in the outer loop; fa2: queries in the outer loop, but "
            + "backward keys as well",
          zh: "standard：S、P 都写进 HBM；fa1：外层循环走 key；fa2：外层循环走 query，反向时也走 key")),
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
      Control(
        "row", Localized(en: "row followed", zh: "跟随的 query"),
        .integer(1...1024, steps: [1, 8, 16, 37, 64, 128, 256]), initial: .integer(37),
        mnemonic: "r",
        help: Localized(
          en: "the query whose m, ℓ and O are followed; more than N means N",
          zh: "跟着看 m、ℓ、O 的那个 query；超过 N 时按 N 算")),
      Control(
        "logitScale", Localized(en: "queries times", zh: "query 放大倍数"),
        .number(0...1000, steps: [0, 1, 4, 16, 64, 256]), initial: .number(1), mnemonic: "i",
        help: Localized(
          en: "every query is multiplied by it, and so is every score",
          zh: "每个 query 都乘以它，得分也随之放大")),
    ],
    results: [
      ResultDescription(
        "maxDifference",
        Localized(
          en: "largest difference between the output, backward the gradients, and those of plain "
            + "attention",
          zh: "输出（反向时为梯度）与普通注意力之差的最大值")),
      ResultDescription("hbmReadBytes", Localized(en: "bytes read from HBM", zh: "从 HBM 读的字节数")),
      ResultDescription("hbmWriteBytes", Localized(en: "bytes written to HBM", zh: "写入 HBM 的字节数")),
      ResultDescription(
        "standardReadBytes",
        Localized(en: "bytes that standard attention reads", zh: "标准注意力要读的字节数")),
      ResultDescription(
        "standardWriteBytes",
        Localized(en: "bytes that standard attention writes", zh: "标准注意力要写的字节数")),
      ResultDescription(
        "boundBytes",
        Localized(
          en: "N²d²/M in bytes, M in numbers: the bound without its constant factor",
          zh: "N²d²/M，折成字节（M 按数的个数计）：下界，不含常数因子")),
      ResultDescription(
        "winsFromN",
        Localized(
          en:
            "N, in whole blocks, from which on this order moves fewer bytes than standard (fa2 where "
            + "that is looked at); 0 where it does not by N = 4096",
          zh: "按整块算，从哪个 N 起这种顺序的字节数少于标准做法（order 为 standard 时指 fa2）；到 4096 都不行则为 0")),
      ResultDescription(
        "winsFromBlock",
        Localized(
          en:
            "smallest square blocks in which it moves fewer bytes at this N; 0 where it never does",
          zh: "在这个 N 下，方块最小要多大才更省；怎样都不行则为 0")),
      ResultDescription(
        "sramPeakBytes",
        Localized(
          en: "bytes of the blocks of Q, K, V, O and S with m and ℓ that are on chip together; "
            + "backward of all that is",
          zh: "同时在片上的 Q、K、V、O、S 块和 m、ℓ 的字节数；反向时为片上全部的块")),
      ResultDescription("tilesSkipped", Localized(en: "tiles skipped", zh: "跳过的块数")),
      ResultDescription(
        "tiles", Localized(en: "1 for a tile computed, 0 for one skipped", zh: "算过的块为 1，跳过的为 0"),
        axes: "[query block, key block]"),
      ResultDescription("output", Localized(en: "output", zh: "输出"), axes: "[query, d]"),
      ResultDescription(
        "scores",
        Localized(en: "scores; −∞ where hidden or skipped", zh: "得分；被遮住或跳过的为 −∞"),
        axes: "[query, key]"),
      ResultDescription(
        "exponentials",
        Localized(en: "P = e^(S − m), m at the time of the tile", zh: "P = e^(S − m)，m 取算到该块时的值"),
        axes: "[query, key]", given: ["pass": "forward"]),
      ResultDescription(
        "weights", Localized(en: "weights of plain attention", zh: "普通注意力的权重"),
        axes: "[query, key]"),
      ResultDescription(
        "rowState",
        Localized(
          en: "m, ℓ, e^(m′ − m) and ‖O/ℓ − naive‖∞ of the row, at the start and after each tile",
          zh: "该 query 的 m、ℓ、e^(m′ − m) 和 ‖O/ℓ − naive‖∞，开始时和每块之后"),
        axes: "[tile, number]", given: ["pass": "forward"]),
      ResultDescription(
        "rowOutput",
        Localized(
          en: "O/ℓ of the row, at the start and after each tile", zh: "该 query 的 O/ℓ，开始时和每块之后"),
        axes: "[tile, d]", given: ["pass": "forward"]),
      ResultDescription(
        "hbmBytes",
        Localized(en: "bytes read and written, after each tile", zh: "每块之后已读、已写的字节数"),
        axes: "[tile, direction]"),
      ResultDescription(
        "bytesByN",
        Localized(
          en: "N, and the bytes that standard, fa1 and fa2 move in these blocks",
          zh: "N，以及同样的块下 standard、fa1、fa2 的字节数"),
        axes: "[N, order]", given: ["pass": "forward"]),
    ] + FlashBackwardResults.own)

  /// What can be got wrong in both orders; what only the plain algorithm can is not among them.
  var mutants: [Mutant] { Mutant.all.filter { $0.appliesTo != .naive } }

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    if settings.text("pass") == "backward" {
      return try FlashBackwardLabRun(settings, seed: seed, engine: engine).findings
    }
    let run = try FlashLabRun(settings, seed: seed, engine: engine)
    let steps = FlashLabSteps(run)
    let opening = steps.opening
    return Findings(
      results: run.results, tensors: steps.tensors, steps: steps.all, openingStep: opening.step,
      openingCell: opening.tile,
      derivation: { reference, language in
        FlashDerivations(run: run, row: steps.row, language: language).derivation(of: reference)
      })
  }
}
