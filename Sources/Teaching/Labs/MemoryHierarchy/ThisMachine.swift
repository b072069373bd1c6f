import Course
import Tensors

extension Device {
  /// The machine that this runs on, measured by one thread in FP32: its caches and memory by reading,
  /// its peak by a product of matrices.
  /// - Throws: `CancellationError` where the task is cancelled
  static func thisMachine(seed: UInt64) throws -> (device: Device, reading: ReadingSpeed) {
    let known = CacheSizes.known
    let reading = try ReadingSpeed(upTo: largestSet(caches: known), share: 0.9)
    let caches = known.isEmpty ? reading.steps : known
    LabProgress.report(
      0.9, Localized(en: "multiplying matrices", zh: "做矩阵乘法"))
    let peak = try productSpeed(seed: seed)
    let origin =
      known.isEmpty
      ? Localized(
        en: "size by the step in the measured speed; speed measured", zh: "容量由实测速度的台阶得出，速度为实测")
      : Localized(
        en: "size as the system says; speed measured by one thread", zh: "容量由系统给出，速度由单线程实测")
    var levels: [Level] = []
    for (index, bytes) in caches.enumerated() {
      levels.append(
        Level(
          name: Localized("L\(index + 1)"), bytes: Double(bytes),
          bytesPerSecond: reading.speed(ofLevel: bytes, after: index > 0 ? caches[index - 1] : 0),
          origin: origin))
    }
    let isReached = (reading.points.last?.bytes ?? 0) > caches.last ?? 0
    levels.append(
      Level(
        name: Localized(en: "memory", zh: "内存"),
        bytes: Double(CacheSizes.memory ?? 2 * (reading.points.last?.bytes ?? 1)),
        bytesPerSecond: reading.memory, origin: origin))
    let device = Device(
      name: Localized(en: "This machine", zh: "这台机器"), levels: levels, peak: peak,
      format: "FP32", bytesPerNumber: MemoryLayout<Float>.stride,
      blockBytes: caches.count > 1 ? caches[1] : caches.first ?? usualBlock,
      note: isReached
        ? Localized(
          en: "One thread reads; all cores together get more of the caches they have each.",
          zh: "这是单线程的读取速度；多核同时读，各自的缓存会给出更多。")
        : Localized(
          en: "The last cache holds all that was read, so memory itself may be slower still.",
          zh: "最后一级缓存装下了全部读过的数据，内存本身可能更慢。"),
      memoryIndex: levels.count - 1)
    return (device, reading)
  }

  /// A common second-level cache, where no cache can be told.
  private static let usualBlock = 256 * 1024

  /// Several times the last cache, so that memory shows, within an eighth of what there is.
  private static func largestSet(caches: [Int]) -> Int {
    let wanted = min(max(4 * min(caches.last ?? 0, 1 << 40), 1 << 26), 1 << 28)
    return max(1 << 20, min(wanted, (CacheSizes.memory ?? 1 << 30) / 8))
  }

  /// FLOPs a second of one thread: the best of a few products of 384 × 384.
  private static func productSpeed(seed: UInt64) throws -> Double {
    let size = 384
    var stream = RandomStream(seed: seed, stream: 0)
    let (left, right) = (
      Tensor.normal([size, size], from: &stream), Tensor.normal([size, size], from: &stream)
    )
    let seconds = try Stopwatch.shortest(of: 12) { _ = try left.times(right) }
    return 2 * Double(size * size * size) / seconds
  }
}
