import Course
import Figures
import Tensors

/// How fast one thread reads a working set over and over, by the set's size: as long as the set fits a
/// cache, that cache gives it.
struct ReadingSpeed: Sendable {
  struct Point: Sendable {
    var bytes: Int
    var bytesPerSecond: Double
  }

  /// By growing size, doubling.
  var points: [Point]

  private static let smallest = 4096
  /// A set is read for so long, and so often, and the fastest counts.
  private static let seconds = 0.004
  private static let rounds = 3

  /// - Parameters:
  ///   - largest: the largest set, in bytes
  ///   - share: of the whole run that this takes, for its reports
  /// - Throws: `CancellationError` where the task is cancelled
  init(upTo largest: Int, share: Double) throws {
    var sets = [ReadingSpeed.smallest]
    while let last = sets.last, last * 2 <= largest { sets.append(last * 2) }
    let memory = Memory(bytes: sets[sets.count - 1])
    points = []
    for (index, bytes) in sets.enumerated() {
      try Task.checkCancellation()
      let size = Double(bytes).asCapacity
      LabProgress.report(
        share * Double(index) / Double(sets.count),
        Localized(en: "reading \(size) again and again", zh: "反复读 \(size)"))
      points.append(
        Point(bytes: bytes, bytesPerSecond: try ReadingSpeed.speed(of: memory, bytes: bytes)))
    }
  }

  init(points: [Point]) { self.points = points }

  private static func speed(of memory: Memory, bytes: Int) throws -> Double {
    let count = bytes / MemoryLayout<Float>.stride
    var sum: Float = 0
    func read(_ times: Int) {
      for _ in 0..<times { sum += Kernels.sum(memory.pointer, count: count) }
    }
    read(1)
    let times = max(1, Int(min(seconds / Stopwatch.seconds { read(1) }, 1e6)))
    let fastest = try Stopwatch.shortest(of: rounds) { read(times) }
    // The sum is 0, and asked for, so that no reading is left out.
    return sum == 0 ? Double(bytes * times) / fastest : .nan
  }

  /// The speed of a level that holds so many bytes, after one that holds fewer: the best of the sets
  /// that fit the one with room to spare, and not the other.
  func speed(ofLevel bytes: Int, after smaller: Int) -> Double {
    let fitting = points.filter { $0.bytes > smaller && $0.bytes <= bytes / 4 * 3 }
    return (fitting.isEmpty ? nearest(to: bytes) : fitting).map(\.bytesPerSecond).max() ?? .nan
  }

  private func nearest(to bytes: Int) -> [Point] {
    points.filter { $0.bytes <= bytes }.suffix(1)
  }

  /// Main memory's: that of the largest set.
  var memory: Double { points.last?.bytesPerSecond ?? .nan }

  /// The sizes of caches where the system does not tell them: each time the speed falls by a third, a
  /// cache was too small for the next set.
  var steps: [Int] {
    var sizes: [Int] = []
    guard var level = points.first?.bytesPerSecond else { return [] }
    var index = 1
    while index < points.count {
      let speed = points[index].bytesPerSecond
      if speed < level * 2 / 3 {
        sizes.append(points[index - 1].bytes)
        // On the edge a set is served by both levels; the next one shows the slower alone.
        index += 1
        level = index < points.count ? min(speed, points[index].bytesPerSecond) : speed
      } else {
        level = max(level, speed)
      }
      index += 1
    }
    return sizes
  }
}

/// Memory that starts at a line of the cache, written once so that it is really there.
private final class Memory {
  let pointer: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableRawPointer

  init(bytes: Int) {
    memory = .allocate(byteCount: bytes, alignment: 64)
    pointer = memory.initializeMemory(
      as: Float.self, repeating: 0, count: bytes / MemoryLayout<Float>.stride)
  }

  deinit { memory.deallocate() }
}
