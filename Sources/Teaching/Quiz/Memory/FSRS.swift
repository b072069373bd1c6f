/// FSRS-6: when to ask again, from how well each answer was remembered.
///
/// The algorithm, its default parameters and its learning steps are those of py-fsrs 6.3.2
/// (open-spaced-repetition/py-fsrs, `fsrs/scheduler.py`); `Tests/Goldens/fsrs.py` compares the two.
/// Time is measured in whole days, as there: a second review within 24 hours counts as the same day.
public struct FSRS: Sendable {
  /// The chance to remember at which a review comes due.
  public static let retention = 0.9

  public static let secondsOfDay = 86_400.0
  /// Days.
  static let longestInterval = 36_500.0
  /// Seconds until the next question, while something is learned.
  private static let learningSteps = [60.0, 600]
  /// Seconds until the next question, after something was forgotten.
  private static let relearningSteps = [600.0]

  private let curve = ForgettingCurve()

  public init() {}

  /// The card after a review.
  /// - Parameters:
  ///   - time: seconds since 1970
  ///   - fuzzSeed: spreads the days of reviews (`seed(item:time:)`); nil: no fuzz
  public func reviewed(
    _ card: MemoryCard, _ rating: Rating, at time: Double, fuzzSeed: UInt64? = nil
  ) -> MemoryCard {
    var card = card
    remember(rating, at: time, in: &card)
    if let wait = step(rating, of: &card) {
      card.due = time + wait
    } else {
      card.phase = .review
      card.step = nil
      var days = interval(stability: card.stability ?? 0)
      if let fuzzSeed { days = IntervalFuzz(days: days).days(seed: fuzzSeed) }
      card.due = time + days * Self.secondsOfDay
    }
    card.lastReview = time
    card.firstReview = card.firstReview ?? time
    return card
  }

  /// The chance to remember at `time`, in 0...1; 0 before the first review.
  public func retrievability(of card: MemoryCard, at time: Double) -> Double {
    guard let stability = card.stability, let last = card.lastReview else { return 0 }
    let days = max(0, Self.days(from: last, to: time))
    return curve.retrievability(days: days, stability: stability)
  }

  private func remember(_ rating: Rating, at time: Double, in card: inout MemoryCard) {
    guard let stability = card.stability, let difficulty = card.difficulty else {
      card.stability = curve.firstStability(rating)
      card.difficulty = curve.firstDifficulty(rating)
      return
    }
    if let last = card.lastReview, Self.days(from: last, to: time) < 1 {
      card.stability = curve.sameDayStability(stability, rating)
    } else {
      card.stability = curve.stability(
        stability, difficulty: difficulty,
        retrievability: retrievability(of: card, at: time), rating)
    }
    card.difficulty = curve.difficulty(difficulty, rating)
  }

  /// Moves a card through its steps.
  /// - Returns: seconds until the next question; nil where the card has no step to take, and the
  ///   next question is days away
  private func step(_ rating: Rating, of card: inout MemoryCard) -> Double? {
    let steps = card.phase == .learning ? Self.learningSteps : Self.relearningSteps
    if rating == .again {
      if card.phase == .review { card.phase = .relearning }
      card.step = 0
      return steps[0]
    }
    guard card.phase != .review, rating != .easy else { return nil }
    let current = max(0, card.step ?? 0)
    guard current < steps.count else { return nil }
    if rating == .hard {
      guard current == 0 else { return steps[current] }
      return steps.count == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2
    }
    guard current + 1 < steps.count else { return nil }
    card.step = current + 1
    return steps[current + 1]
  }

  /// Whole days, at least one.
  private func interval(stability: Double) -> Double {
    let days = curve.days(stability: stability, retention: Self.retention)
      .rounded(.toNearestOrEven)
    // A stability that is no number, from a damaged record, gives a day.
    return .minimum(.maximum(days, 1), Self.longestInterval)
  }

  /// Whole days, rounded down.
  private static func days(from start: Double, to end: Double) -> Double {
    ((end - start) / secondsOfDay).rounded(.down)
  }
}
