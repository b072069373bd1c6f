import Attention
import Course
import Figures

/// Levels of memory, and what they make of attention: arithmetic intensity against the roofline
/// (Williams et al. 2009; Dao et al. 2022, §2.1), of two GPUs by their figures and of this machine as
/// measured.
struct MemoryHierarchyLab: Lab {
  let description = LabDescription(
    name: "memory-hierarchy",
    title: Localized(en: "Where memory is the limit", zh: "内存什么时候成为瓶颈"),
    summary: Localized(
      en: "The levels of memory of a GPU, or of this machine as measured now; the FLOPs that naive "
        + "and flash attention do for each byte that they move; and what the roofline lets them reach.",
      zh: "GPU 的各级存储，或现场实测的这台机器；朴素注意力和 Flash 每搬运一个字节做多少次运算，"
        + "以及 roofline 允许它们达到多快。"),
    controls: [
      Control(
        "device", Localized(en: "device", zh: "设备"), .choice(["a100", "h100", "this"]),
        initial: .text("a100"), mnemonic: "c",
        help: Localized(
          en: "two GPUs by their published figures, or this machine, measured",
          zh: "两种 GPU 用公布的数据；this 是这台机器，现场实测")),
      Control(
        "N", Localized(en: "tokens N", zh: "词数 N"),
        .integer(1...65_536, steps: [16, 64, 256, 1024, 4096, 16_384, 65_536]),
        initial: .integer(1024), mnemonic: "t",
        help: Localized(en: "queries and keys of one head", zh: "一个头的 query 数和 key 数")),
      Control(
        "d", Localized(en: "head size d", zh: "头的维度 d"),
        .integer(1...256, steps: [16, 32, 64, 128, 256]), initial: .integer(64), mnemonic: "d",
        help: Localized(en: "numbers of a query, a key and a value", zh: "query、key、value 各有几个数")),
    ],
    results: [
      ResultDescription(
        "arithmeticIntensityNaive",
        Localized(
          en: "FLOPs a byte of naive attention: 4N²d over 4Nd + 4N² numbers",
          zh: "朴素注意力每字节的 FLOPs：4N²d 除以 4Nd + 4N² 个数")),
      ResultDescription(
        "arithmeticIntensityFlash",
        Localized(
          en: "FLOPs a byte of flash: 4N²d over 2Nd + T_c(3Nd + 4N) numbers",
          zh: "Flash 每字节的 FLOPs：4N²d 除以 2Nd + T_c(3Nd + 4N) 个数")),
      ResultDescription(
        "ridge",
        Localized(
          en: "FLOPs a byte from which on computing is the limit; measured for this machine",
          zh: "从每字节多少 FLOPs 起瓶颈变成计算；this 为实测"), isMeasured: true),
      ResultDescription(
        "FLOPs", Localized(en: "FLOPs of QKᵀ and PV of one head", zh: "一个头的 QKᵀ 与 PV 的 FLOPs")),
      ResultDescription(
        "naiveBytes", Localized(en: "bytes that naive attention moves", zh: "朴素注意力搬运的字节数")),
      ResultDescription(
        "flashBytes",
        Localized(
          en: "bytes that flash moves (Algorithm 1 of the first paper)",
          zh: "Flash（第一篇论文的算法 1）搬运的字节数")),
      ResultDescription(
        "blockBytes",
        Localized(
          en:
            "M, what the blocks may take on chip: a thread block's share, or a second-level cache",
          zh: "M，片上留给各块的字节数：一个线程块可用的共享内存，或二级缓存")),
      ResultDescription(
        "bytesPerNumber",
        Localized(
          en: "2 in FP16 on a GPU, 4 in FP32 here; all numbers count alike",
          zh: "GPU 上 FP16 是 2，这里 FP32 是 4；所有数一样计")),
      ResultDescription(
        "peakFLOPs",
        Localized(
          en: "FLOPs a second at most, of matrix products; measured for this machine",
          zh: "矩阵乘法每秒最多的 FLOPs；this 为实测"), isMeasured: true),
      ResultDescription(
        "naiveFLOPs",
        Localized(
          en: "FLOPs a second that the roofline lets naive reach", zh: "roofline 允许朴素注意力达到的每秒 FLOPs"
        ),
        isMeasured: true),
      ResultDescription(
        "flashFLOPs",
        Localized(en: "the same of flash", zh: "roofline 允许 Flash 达到的每秒 FLOPs"), isMeasured: true),
      ResultDescription(
        "speedRatio",
        Localized(
          en: "bytes a second of the first level over those of the memory that holds the matrices",
          zh: "最快一级与矩阵所在内存的读取速度之比"), isMeasured: true),
      ResultDescription(
        "levels",
        Localized(en: "levels: bytes, bytes a second", zh: "各级：字节数、每秒字节数"),
        axes: "[level, column]", isMeasured: true),
      ResultDescription(
        "traffic",
        Localized(
          en: "naive and flash: MFLOP, kB moved, FLOP a byte, percent of the peak at most",
          zh: "朴素与 Flash：MFLOP、搬运的 kB、每字节 FLOP、最多达到峰值的百分之几"),
        axes: "[algorithm, column]", isMeasured: true),
      ResultDescription(
        "byLength",
        Localized(en: "by N: N, FLOP a byte naive, flash", zh: "随 N：N、每字节 FLOP（朴素、Flash）"),
        axes: "[N, column]"),
      ResultDescription(
        "roofline",
        Localized(
          en:
            "FLOP a byte; TFLOP/s (GFLOP/s here) that the memory allows, that the first level does",
          zh: "每字节 FLOP；内存、第一级允许的 TFLOP/s（本机为 GFLOP/s）"), axes: "[place, column]",
        isMeasured: true),
      ResultDescription(
        "readingSpeed",
        Localized(
          en: "bytes read again and again, GB a second; empty for a GPU",
          zh: "反复读取的字节数、每秒 GB；GPU 时为空"), axes: "[set, column]", isMeasured: true),
    ])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    let run = try HierarchyRun(settings, seed: seed)
    return Findings(
      results: run.results, tensors: run.tensors, steps: HierarchySteps(run: run).all,
      openingStep: 0, openingCell: CellReference("traffic", 0, 2),
      derivation: { reference, language in run.derivation(of: reference, language) })
  }
}
