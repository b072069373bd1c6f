import Attention
import Course
import Figures

/// Time and memory of naive and flash attention by length, measured on the learner's machine (Vaswani
/// 2017, table 1; Dao et al. 2022, §3.2).
struct ComplexityLab: Lab {
  let description = LabDescription(
    name: "complexity",
    title: Localized(en: "N² in time, and in memory?", zh: "时间是 N²，内存也是吗？"),
    summary: Localized(
      en: "Naive and flash attention timed here at growing lengths, the memory that each asks for, "
        + "the slopes of both, and the length from which on flash is faster.",
      zh: "在这台机器上给朴素注意力和 Flash 按长度计时，看各要多少内存、随 N 几次方增长，"
        + "以及从多长开始 Flash 更快。"),
    controls: [
      Control(
        "maxN", Localized(en: "maximum N", zh: "最大长度 N"),
        .integer(32...8192, steps: [64, 128, 256, 512, 1024, 2048, 4096, 8192]),
        initial: .integer(1024), mnemonic: "m",
        help: Localized(
          en: "lengths from 16 double up to it; each doubling takes four times as long",
          zh: "长度从 16 起每次翻倍，直到这里；每翻一倍，时间约为四倍")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(8...256, steps: [16, 32, 64, 128]), initial: .integer(64), mnemonic: "d",
        help: Localized(en: "numbers of a query, a key and a value", zh: "query、key、value 各有几个数")),
      Control(
        "threads", Localized(en: "threads", zh: "线程数"),
        .integer(1...4, steps: [1, 2, 4]), initial: .integer(1), mnemonic: "t",
        help: Localized(
          en: "that share four heads; more than the machine has gain nothing",
          zh: "由几个线程分担四个头；超过机器的核数没有好处")),
    ],
    results: [
      ResultDescription(
        "naiveTimeExponent",
        Localized(
          en: "a in time ∝ N^a, naive, longer half of the lengths, measured",
          zh: "时间 ∝ N^a 的 a，朴素，取较长的一半，实测"), isMeasured: true),
      ResultDescription(
        "flashTimeExponent",
        Localized(en: "the same of flash, measured", zh: "Flash 的 a，实测"), isMeasured: true),
      ResultDescription(
        "naiveMemoryExponent",
        Localized(en: "a in bytes ∝ N^a, naive", zh: "内存 ∝ N^a 的 a，朴素")),
      ResultDescription(
        "flashMemoryExponent", Localized(en: "the same of flash", zh: "Flash 的内存的 a")),
      ResultDescription(
        "crossoverN",
        Localized(
          en: "least measured N from which on flash is faster; 0 where it is not, measured",
          zh: "从哪个测过的 N 起 Flash 更快；没有则为 0，实测"), isMeasured: true),
      ResultDescription(
        "measuredN", Localized(en: "longest N that was measured", zh: "实际测到的最大 N")),
      ResultDescription(
        "speedup",
        Localized(
          en: "time of naive over that of flash there, measured", zh: "在该长度上朴素与 Flash 的时间比，实测"),
        isMeasured: true),
      ResultDescription(
        "memoryRatio",
        Localized(en: "bytes of naive over those of flash there", zh: "在该长度上朴素与 Flash 的内存比")),
      ResultDescription(
        "maxDifference",
        Localized(en: "largest output difference at any length", zh: "各长度上输出的最大差异")),
      ResultDescription("n", Localized(en: "measured lengths", zh: "测过的长度"), axes: "[length]"),
      ResultDescription(
        "naiveSeconds",
        Localized(en: "median time of naive attention, four heads", zh: "朴素注意力的时间中位数，四个头"),
        axes: "[length]", isMeasured: true),
      ResultDescription(
        "flashSeconds",
        Localized(en: "median time of flash attention, four heads", zh: "Flash 的时间中位数，四个头"),
        axes: "[length]", isMeasured: true),
      ResultDescription(
        "naiveBytes",
        Localized(
          en: "bytes that the engine allocates besides inputs and results, naive",
          zh: "除输入和结果外引擎申请的字节数，朴素"), axes: "[length]"),
      ResultDescription(
        "flashBytes", Localized(en: "the same of flash", zh: "Flash 申请的字节数"), axes: "[length]"),
      ResultDescription(
        "timeRatio",
        Localized(en: "time of naive over that of flash", zh: "朴素与 Flash 的时间比"),
        axes: "[length]", isMeasured: true),
      ResultDescription(
        "timeFit",
        Localized(
          en: "seconds on the line fitted to naive, longer half of the lengths",
          zh: "拟合朴素的直线上的秒数，取较长的一半"), axes: "[fitted length]", isMeasured: true),
      ResultDescription(
        "memoryFit",
        Localized(
          en: "bytes on the line fitted to naive, longer half of the lengths",
          zh: "拟合朴素的直线上的字节数，取较长的一半"), axes: "[fitted length]"),
      ResultDescription(
        "timeExponents",
        Localized(en: "exponents of the times: naive, flash", zh: "时间的指数：朴素、Flash"),
        axes: "[algorithm, exponent]", isMeasured: true),
      ResultDescription(
        "memoryExponents",
        Localized(en: "exponents of the bytes: naive, flash", zh: "内存的指数：朴素、Flash"),
        axes: "[algorithm, exponent]"),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try ComplexityRun(settings, seed: seed, engine: engine)
    return Findings(
      results: run.results, tensors: run.tensors, steps: ComplexitySteps(run: run).all,
      openingCell: CellReference("timeExponents", 0, 0),
      derivation: { reference, _ in run.derivation(of: reference) })
  }
}
