import Course
import Tensors

/// A machine as the roofline model sees it (Williams, Waterman & Patterson 2009): levels of memory, the
/// smallest first, and how fast it computes.
struct Device: Sendable {
  struct Level: Sendable {
    var name: Localized<String>
    /// How much it holds
    var bytes: Double
    /// How fast it is read by all that compute
    var bytesPerSecond: Double
    /// Where the two numbers come from
    var origin: Localized<String>
  }

  var name: Localized<String>
  /// The smallest first, down to the memory that attention's matrices lie in and what is behind it
  var levels: [Level]
  /// FLOPs a second of the format
  var peak: Double
  var format: String
  var bytesPerNumber: Int
  /// M of the papers: what the blocks of flash attention may take, in bytes
  var blockBytes: Int
  /// What is to be known of the figures
  var note: Localized<String>
  /// Which level the matrices lie in, which decides the roof
  var memoryIndex: Int

  var memory: Level { levels[memoryIndex] }

  /// FLOPs a byte from which on computing and not reading is the limit.
  var ridge: Double { peak / memory.bytesPerSecond }

  /// The most FLOPs a second that so many FLOPs a byte allow.
  func roof(_ intensity: Double) -> Double { min(peak, intensity * memory.bytesPerSecond) }
}

extension Device {
  /// NVIDIA A100 SXM4 40 GB. Memories: Dao et al. 2022 (2205.14135), figure 1 and §2.1. Peak: NVIDIA
  /// A100 whitepaper (2020), dense FP16 on the tensor cores; FP32 outside of them is 19.5 TFLOP/s. M:
  /// CUDA programming guide, compute capability 8.0, 163 KiB of shared memory a block.
  static let a100 = Device(
    name: Localized("A100"),
    levels: [
      Level(
        name: Localized("SRAM"), bytes: 108 * 192 * 1024, bytesPerSecond: 19e12,
        origin: Localized(
          en: "108 SMs × 192 KiB of L1 and shared memory (Dao et al. 2022, §2.1)",
          zh: "108 个 SM × 192 KiB 的 L1 与共享内存（Dao 等 2022，§2.1）")),
      Level(
        name: Localized("HBM"), bytes: 40e9, bytesPerSecond: 1.5e12,
        origin: Localized(
          en: "the 40 GB card (Dao et al. 2022, figure 1)", zh: "40 GB 版（Dao 等 2022，图 1）")),
      Level(
        name: Localized(en: "host DRAM", zh: "主机内存"), bytes: 1e12, bytesPerSecond: 12.8e9,
        origin: Localized(
          en: "as seen from the GPU (Dao et al. 2022, figure 1)", zh: "从 GPU 看去（Dao 等 2022，图 1）")),
    ],
    peak: 312e12, format: "FP16", bytesPerNumber: 2, blockBytes: 163 * 1024,
    note: Localized(
      en: "The card with 80 GB reads 2.0 TB/s. A block gets 163 KiB of an SM's 192 at most.",
      zh: "80 GB 版是 2.0 TB/s。每个 SM 的 192 KiB 里，一个线程块最多能用 163 KiB。"),
    memoryIndex: 1)

  /// NVIDIA H100 SXM5 80 GB. Sizes, HBM3 and peak: NVIDIA H100 whitepaper and data sheet (2022), dense
  /// FP16. SRAM: 128 bytes a clock of 1.83 GHz from each SM. Host: PCIe 5.0 × 16 in one direction. M:
  /// CUDA programming guide, compute capability 9.0, 227 KiB a block.
  static let h100 = Device(
    name: Localized("H100"),
    levels: [
      Level(
        name: Localized("SRAM"), bytes: 132 * 256 * 1024, bytesPerSecond: 132 * 128 * 1.83e9,
        origin: Localized(
          en: "132 SMs × 256 KiB of L1 and shared memory, 128 bytes a clock at 1.83 GHz",
          zh: "132 个 SM × 256 KiB 的 L1 与共享内存，1.83 GHz 下每周期 128 字节")),
      Level(
        name: Localized("HBM3"), bytes: 80e9, bytesPerSecond: 3.35e12,
        origin: Localized(en: "the SXM5 card's data sheet", zh: "SXM5 版数据手册")),
      Level(
        name: Localized(en: "host DRAM", zh: "主机内存"), bytes: 1e12, bytesPerSecond: 64e9,
        origin: Localized(
          en: "through PCIe 5.0 × 16, one direction", zh: "经 PCIe 5.0 × 16，单向")),
    ],
    peak: 989e12, format: "FP16", bytesPerNumber: 2, blockBytes: 227 * 1024,
    note: Localized(
      en: "A block gets 227 KiB of an SM's 256 at most.",
      zh: "每个 SM 的 256 KiB 里，一个线程块最多能用 227 KiB。"),
    memoryIndex: 1)
}
