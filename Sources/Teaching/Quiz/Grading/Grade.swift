import Course

/// What an answer is worth.
public struct Grade: Sendable, Equatable {
  /// What a type has to say of an answer beside its score.
  public enum Detail: Sendable, Equatable {
    /// What a free text says to each point of the rubric.
    case rubric(RubricReading)
    /// One line of the type's own: where a formula differs, how a shape was read.
    case remark(Localized<String>)
  }

  /// In `0...points`.
  public var score: Double
  public var points: Double
  /// The right answer, as a learner would write it.
  public var expected: String
  /// Nothing was wrong, whatever a hint has cost.
  public var isRight: Bool
  public var detail: Detail?

  public var isCorrect: Bool { score == points }

  public init(
    score: Double, points: Double, expected: String, isRight: Bool? = nil, detail: Detail? = nil
  ) {
    self.score = score
    self.points = points
    self.expected = expected
    self.isRight = isRight ?? (score == points)
    self.detail = detail
  }
}
