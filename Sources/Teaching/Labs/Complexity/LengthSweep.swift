import Attention
import Course
import Tensors

/// Naive and flash attention by length, each timed on this machine.
struct LengthSweep: Sendable {
  struct Measurement: Sendable {
    var length: Int
    /// Median times, in seconds
    var naiveSeconds: Double
    var flashSeconds: Double
    /// What the engine says that it allocated besides inputs and results
    var naiveBytes: Int
    var flashBytes: Int
    /// The largest between the two outputs
    var difference: Double
  }

  /// By growing length, two at least.
  var measurements: [Measurement] = []
  /// Whether the task was cancelled before the last length.
  var isStopped = false

  /// Heads of the one sentence, so that threads have something to share out.
  static let heads = 4
  static let shortest = 16
}

extension LengthSweep {
  /// - Throws: `CancellationError` where the task is cancelled before two lengths are measured;
  ///   later, what there is by then is kept.
  init(
    upTo longest: Int, headDim: Int, threads: Int, seed: UInt64, engine: AttentionEngine
  ) throws {
    let lengths = LengthSweep.lengths(upTo: longest)
    let work = lengths.reduce(0) { $0 + Double($1 * $1) }
    var done = 0.0
    for length in lengths {
      LabProgress.report(done / work, Localized("N = \(length)"))
      let measurement = try LengthSweep.measure(
        length, headDim: headDim, threads: threads, seed: seed, engine: engine)
      guard let measurement else {
        isStopped = true
        break
      }
      measurements.append(measurement)
      done += Double(length * length)
    }
    guard measurements.count >= 2 else { throw CancellationError() }
  }

  /// Doubling, the longest itself at the end.
  static func lengths(upTo longest: Int) -> [Int] {
    var lengths = [shortest]
    while let last = lengths.last, last < longest { lengths.append(min(2 * last, longest)) }
    return lengths
  }

  /// How often a length is measured: less often where a run takes long, and what disturbs is a smaller
  /// part of it.
  private static func rounds(_ length: Int) -> Int { length < 256 ? 9 : length < 2048 ? 5 : 3 }

  /// - Returns: nil where the task was cancelled
  private static func measure(
    _ length: Int, headDim: Int, threads: Int, seed: UInt64, engine: AttentionEngine
  ) throws -> Measurement? {
    var stream = RandomStream(seed: seed, stream: UInt64(length))
    let shape: Shape = [1, heads, length, headDim]
    let query = Tensor.normal(shape, from: &stream)
    let key = Tensor.normal(shape, from: &stream)
    let value = Tensor.normal(shape, from: &stream)
    let options = FlashOptions(threads: threads)
    func naive() throws -> NaiveRun {
      try engine.naive(query: query, key: key, value: value, options)
    }
    func flash() throws -> FlashRun {
      try engine.flash(query: query, key: key, value: value, options)
    }
    // The first runs warm caches and are not timed.
    let (first, other) = try (naive(), flash())
    var (naiveSeconds, flashSeconds): ([Double], [Double]) = ([], [])
    // In turn, so that what slows the machine down for a while slows both.
    for _ in 0..<rounds(length) {
      if Task.isCancelled { return nil }
      naiveSeconds.append(try Stopwatch.seconds { _ = try naive() })
      if Task.isCancelled { return nil }
      flashSeconds.append(try Stopwatch.seconds { _ = try flash() })
    }
    return Measurement(
      length: length, naiveSeconds: naiveSeconds.median, flashSeconds: flashSeconds.median,
      naiveBytes: first.peakBytes, flashBytes: other.peakBytes,
      difference: try first.output.largestDifference(from: other.output))
  }
}

extension [Double] {
  /// The middle one of an odd number of values.
  fileprivate var median: Double { sorted()[count / 2] }
}
