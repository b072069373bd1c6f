/// FSRS-6, as py-fsrs 6.3.2 has it (open-spaced-repetition/py-fsrs, `scheduler.py`), with its default
/// parameters and learning steps.
public struct FSRS: Sendable {
  public init() {}

  /// The card after a review.
  /// - Parameters:
  ///   - time: seconds since 1970
  ///   - fuzzSeed: spreads the days of reviews; nil: no fuzz
  public func reviewed(
    _ card: MemoryCard, _ rating: Rating, at time: Double, fuzzSeed: UInt64? = nil
  ) -> MemoryCard {
    card
  }

  /// The chance to remember at `time`, in 0...1.
  public func retrievability(of card: MemoryCard, at time: Double) -> Double { 0 }
}
