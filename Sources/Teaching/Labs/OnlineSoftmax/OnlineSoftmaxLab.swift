import Attention
import Course
import Figures
import Tensors

/// Softmax in one pass over blocks, with a maximum and a sum that are put right as they go (Milakov &
/// Gimelshein 2018, Algorithm 3), beside the naive form that overflows.
struct OnlineSoftmaxLab: Lab {
  let description = LabDescription(
    name: "online-softmax",
    title: Localized(en: "Softmax in pieces", zh: "分块 softmax"),
    summary: Localized(
      en:
        "One row, read block by block: the maximum m, the sum ℓ and the factor that repairs both, "
        + "equal to softmax of the whole row; and e^x without m, which overflows.",
      zh: "一行数逐块读入：最大值 m、和 ℓ，以及修正它们的因子，结果与整行 softmax 相同；不减 m 的 e^x 则会溢出。"),
    controls: [
      Control(
        "length", Localized(en: "row length", zh: "行长"),
        .integer(1...256, steps: [1, 4, 8, 12, 16, 32, 64, 128, 256]), initial: .integer(16),
        mnemonic: "g", help: Localized(en: "how many numbers the row has", zh: "一行有多少个数")),
      Control(
        "block", Localized(en: "block size", zh: "块大小"),
        .integer(1...256, steps: [1, 2, 4, 8, 16, 32, 64, 128]), initial: .integer(4),
        mnemonic: "b",
        help: Localized(
          en: "numbers read at once; more than the row means the row", zh: "一次读多少个数；超过行长时按整行算")),
      Control(
        "logitScale", Localized(en: "logit scale", zh: "得分倍数"),
        .number(-1000...1000, steps: [-1000, -100, -10, -1, 0, 1, 3, 10, 30, 100, 1000]),
        initial: .number(1), mnemonic: "s",
        help: Localized(
          en: "standard normal numbers are multiplied by it; e^x overflows beyond x = 88.72",
          zh: "标准正态的数乘以它；x 超过 88.72 时 e^x 溢出")),
    ],
    results: [
      ResultDescription(
        "maxDifference",
        Localized(
          en: "largest difference between the weights by blocks and those of the whole row",
          zh: "分块所得权重与整行 softmax 之差的最大值")),
      ResultDescription(
        "naiveOverflows",
        Localized(en: "1 where Σ e^x is beyond Float32", zh: "Σ e^x 超出 Float32 时为 1")),
      ResultDescription(
        "m", Localized(en: "largest number so far", zh: "至今的最大值"), axes: "[block]"),
      ResultDescription(
        "l", Localized(en: "sum of e^(x − m) so far", zh: "至今的 e^(x − m) 之和"), axes: "[block]"),
      ResultDescription(
        "rescale",
        Localized(
          en: "e^(m′ − m); 0 for the first block, where m′ = −∞", zh: "e^(m′ − m)；首块 m′ = −∞，为 0"),
        axes: "[block]"),
      ResultDescription("logits", Localized(en: "the row", zh: "这一行"), axes: "[key]"),
      ResultDescription(
        "weights", Localized(en: "softmax by blocks", zh: "分块 softmax"), axes: "[key]"),
      ResultDescription(
        "state",
        Localized(
          en: "after each block: m, ℓ, e^(m′ − m), and Σ e^x without m",
          zh: "每读一块之后：m、ℓ、e^(m′ − m)，以及不减 m 的 Σ e^x"), axes: "[block, number]"),
      ResultDescription(
        "alone",
        Localized(
          en: "each block by itself: its m, its ℓ, and e^(its m − m) that brings it to the row's",
          zh: "每块单独看：它的 m、它的 ℓ，以及换算到整行的 e^(它的 m − m)"), axes: "[block, number]"),
      ResultDescription(
        "compared",
        Localized(
          en: "softmax by blocks, of the whole row, and e^x / Σ e^x without m",
          zh: "分块 softmax、整行 softmax，以及不减 m 的 e^x / Σ e^x"), axes: "[form, key]"),
    ])

  /// Those that break how blocks are put together; the scores themselves are given here.
  let mutants = ["dropped-rescale", "forgotten-sum", "frozen-maximum"].compactMap(Mutant.named)

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try OnlineSoftmaxRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: OnlineSoftmaxSteps(run: run).all,
      openingCell: CellReference("compared", 0, 0),
      derivation: { reference, language in
        OnlineSoftmaxDerivations(run: run, language: language).derivation(of: reference)
      })
  }
}
