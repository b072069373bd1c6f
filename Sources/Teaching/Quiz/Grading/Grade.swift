/// What an answer is worth.
public struct Grade: Sendable, Equatable {
  /// In `0...points`.
  public var score: Double
  public var points: Double
  /// The right answer, as a learner would write it.
  public var expected: String

  /// Nothing was wrong, whatever a hint has cost.
  public var isRight: Bool

  public var isCorrect: Bool { score == points }

  public init(score: Double, points: Double, expected: String, isRight: Bool? = nil) {
    self.score = score
    self.points = points
    self.expected = expected
    self.isRight = isRight ?? (score == points)
  }
}
