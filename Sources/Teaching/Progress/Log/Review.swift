import Quiz

/// What an answer was to the memory.
public struct Review: Sendable, Equatable {
  public var attempt: Attempt
  /// What was known of the item before.
  public var before: MemoryCard
  /// The chance to remember that the scheduler saw; 0 at the first answer.
  public var expected: Double

  init(_ attempt: Attempt, before: MemoryCard) {
    self.attempt = attempt
    self.before = before
    expected = FSRS().retrievability(of: before, at: attempt.time)
  }
}

extension MemoryCard {
  /// The card after an answer to its item, on every machine the same.
  public func reviewed(by attempt: Attempt) -> MemoryCard {
    FSRS().reviewed(
      self, attempt.rating, at: attempt.time,
      fuzzSeed: FSRS.seed(item: attempt.item, time: attempt.time))
  }
}
