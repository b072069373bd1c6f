import Figures

/// Time as the machine's own clock has it.
enum Stopwatch {
  /// How long `work` takes, in seconds. At least one nanosecond, so that a rate can be taken of it.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(work).components
    return max(Double(time.seconds) + Double(time.attoseconds) * 1e-18, 1e-9)
  }

  /// The shortest of so many runs, in seconds: what is longer was disturbed.
  static func shortest(of rounds: Int, _ work: () throws -> Void) throws -> Double {
    var shortest = Double.infinity
    for _ in 0..<max(rounds, 1) {
      try Task.checkCancellation()
      shortest = min(shortest, try seconds(work))
    }
    return shortest
  }
}

extension Double {
  /// Seconds as people read them: `1.13 ms`.
  var asTime: String {
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")]
    let (unit, name) = units.first { self >= $0.0 } ?? (1e-9, "ns")
    return (self / unit).compact(3) + " " + name
  }
}
