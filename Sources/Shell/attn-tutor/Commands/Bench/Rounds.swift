/// Contestants that take turns, so that what slows the machine down slows all of them.
struct Rounds {
  private let contestants: [Contestant]

  private static let least = 3
  private static let most = 15
  /// No further round begins after so long.
  private static let enough = Duration.milliseconds(800)

  init(_ contestants: [Contestant]) { self.contestants = contestants }

  func measurements() throws -> [BenchMeasurement] {
    // The first run warms up, and is the one whose memory is watched.
    let memory = try contestants.map { contestant in
      try ResidentMemory.growth { try contestant.run().scratchBytes }
    }
    var seconds = [[Double]](repeating: [], count: contestants.count)
    let start = ContinuousClock.now
    for round in 0..<Self.most {
      guard round < Self.least || ContinuousClock.now - start < Self.enough else { break }
      for turn in contestants.indices {
        let index = (turn + round) % contestants.count
        let began = ContinuousClock.now
        let result = try contestants[index].run()
        let time = ContinuousClock.now - began
        // What it costs to free the results is nobody's time.
        withExtendedLifetime(result) { seconds[index].append(time.inSeconds) }
      }
    }
    return contestants.indices.map { index in
      BenchMeasurement(
        contestants[index], seconds: seconds[index], peakBytes: memory[index].bytes,
        scratchBytes: memory[index].result)
    }
  }
}

struct BenchMeasurement: Encodable {
  var name: String
  var medianSeconds: Double
  var fastestSeconds: Double
  var slowestSeconds: Double
  var gflopPerSeconds: Double
  /// By how much the process's memory grew at most, results included; nil where the system does not say
  var peakBytes: Int?
  /// The engine's own count, results not included
  var scratchBytes: Int?
  /// In the order of the rounds
  let seconds: [Double]

  private enum CodingKeys: CodingKey {
    case name, medianSeconds, fastestSeconds, slowestSeconds, gflopPerSeconds, peakBytes
    case scratchBytes
  }

  init(_ contestant: Contestant, seconds: [Double], peakBytes: Int?, scratchBytes: Int?) {
    name = contestant.name
    medianSeconds = seconds.median
    fastestSeconds = seconds.min() ?? .nan
    slowestSeconds = seconds.max() ?? .nan
    gflopPerSeconds = contestant.operations / max(medianSeconds, 1e-9) / 1e9
    self.peakBytes = peakBytes
    self.scratchBytes = scratchBytes
    self.seconds = seconds
  }
}

extension [Double] {
  /// Of an even count the upper one of the two in the middle.
  var median: Double { sorted()[count / 2] }
}
