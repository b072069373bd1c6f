/// What the scheduler knows of one item and one learner.
public struct MemoryCard: Sendable, Equatable {
  public enum Phase: Int, Sendable {
    case learning = 1
    case review, relearning
  }

  public var phase: Phase
  /// Which of the (re)learning steps comes next, from 0; nil in review.
  public var step: Int?
  /// Days until the chance to remember has fallen to 90 %; nil before the first review.
  public var stability: Double?
  /// 1 to 10; nil before the first review.
  public var difficulty: Double?
  /// Seconds since 1970.
  public var due: Double
  /// Seconds since 1970; nil before the first review.
  public var lastReview: Double?
  /// Seconds since 1970; nil before the first review.
  public var firstReview: Double?

  /// A card that was never reviewed, due at once.
  public init(due: Double) {
    phase = .learning
    step = 0
    self.due = due
  }
}
