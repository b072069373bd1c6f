import Progress

/// Interview answers with a point that was missed, which are asked for once more.
enum Repeats {
  /// Long enough that the answer is not simply still in mind.
  static let delay = 600.0

  static func due(_ record: Record, at now: Double) -> [Attempt] {
    record.awaitingRepeat.filter { $0.time + delay <= now }
  }

  /// In so many seconds the next one is due; nil where none waits.
  static func wait(_ record: Record, at now: Double) -> Double? {
    record.awaitingRepeat.map { $0.time + delay - now }.filter { $0 > 0 }.min()
  }
}
