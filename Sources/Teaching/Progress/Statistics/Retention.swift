import Quiz

/// How many reviews were remembered, against how many the scheduler expected.
///
/// What counts is an answer to something that had been learned, a day or more after the one before:
/// what is still being learned is asked within minutes, and says nothing of forgetting.
public struct Retention: Sendable, Equatable {
  public struct Count: Sendable, Equatable {
    public var reviews = 0
    public var remembered = 0
    fileprivate var recall = 0.0

    /// nil where nothing was reviewed.
    public var share: Double? {
      reviews == 0 ? nil : Double(remembered) / Double(reviews)
    }

    /// The mean of the chances to remember that the scheduler saw; nil where nothing was reviewed.
    public var expected: Double? { reviews == 0 ? nil : recall / Double(reviews) }

    /// How what was remembered compares with what was expected; nil where nothing was reviewed.
    public var surprise: Surprise? {
      guard let share, let expected else { return nil }
      // Two standard deviations of a share of so many.
      let room = 2 * (expected * (1 - expected) / Double(reviews)).squareRoot()
      if abs(share - expected) <= room { return .withinChance }
      return share < expected ? .forgetsMore : .forgetsLess
    }

    fileprivate mutating func add(_ review: Review) {
      reviews += 1
      remembered += review.attempt.rating == .again ? 0 : 1
      recall += review.expected
    }
  }

  public enum Surprise: Sendable, Equatable { case withinChance, forgetsMore, forgetsLess }

  /// Of all time.
  public private(set) var total = Count()
  /// Seven days each; the last ends with today.
  public private(set) var weeks: [Count]

  /// - Parameters:
  ///   - reviews: in the order of time
  ///   - now: seconds since 1970
  public init(
    _ reviews: [Review], days: StudyDays, at now: Double, weeks count: Int = 12
  ) {
    weeks = Array(repeating: Count(), count: max(0, count))
    let today = days.day(of: now)
    for review in reviews {
      guard review.before.phase == .review, let last = review.before.lastReview,
        review.attempt.time - last >= FSRS.secondsOfDay
      else { continue }
      total.add(review)
      let age = (today - days.day(of: review.attempt.time)) / 7
      let week = weeks.count - 1 - age
      if age >= 0, weeks.indices.contains(week) { weeks[week].add(review) }
    }
  }
}
