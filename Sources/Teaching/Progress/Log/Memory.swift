import Quiz

/// The cards of all items, as the answers make them one after the other.
///
/// An item has one card, whatever its language and its numbers. Where its answer has changed
/// (`Attempt.version`), what was known is no longer worth knowing, and its card begins anew.
public struct Memory: Sendable {
  /// What an answer was to the memory.
  public struct Review: Sendable {
    public var attempt: Attempt
    /// What was known of the item before.
    public var before: MemoryCard
    /// The chance to remember that the scheduler saw; 0 at the first answer.
    public var expected: Double
  }

  public private(set) var cards: [String: MemoryCard] = [:]
  private var versions: [String: Int] = [:]

  public init() {}

  /// - Parameter attempts: in the order of time, `[ProgressEvent].amended`
  public init(_ attempts: [Attempt]) {
    for attempt in attempts { take(attempt) }
  }

  /// Takes in the next answer.
  /// - Returns: nil for an answer to a version of the item that is no longer asked
  @discardableResult
  public mutating func take(_ attempt: Attempt) -> Review? {
    let version = versions[attempt.item] ?? attempt.version
    guard attempt.version >= version else { return nil }
    let known = attempt.version == version ? cards[attempt.item] : nil
    let before = known ?? MemoryCard(due: attempt.time)
    versions[attempt.item] = attempt.version
    cards[attempt.item] = before.reviewed(by: attempt)
    return Review(
      attempt: attempt, before: before,
      expected: FSRS().retrievability(of: before, at: attempt.time))
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
