import Quiz

/// One answer that was given, kept for ever.
public struct Attempt: Sendable, Equatable {
  /// In which mode it was asked.
  public enum Mode: String, Sendable, CaseIterable {
    case practice, review, exam, interview
    /// The second time in an interview, minutes later and in other words.
    case interviewAgain
  }

  public var item: String
  /// The item's version when it was answered.
  public var version: Int
  public var lesson: String
  public var answer: Answer
  public var score: Double
  public var points: Double
  public var hintUsed: Bool
  /// Seconds since 1970.
  public var time: Double
  public var mode: Mode
  /// What the numbers of the question were drawn from; 0 where it draws none.
  public var seed: UInt64
  /// How long the learner took; nil where it was not measured.
  public var seconds: Double?
  /// What the answer says of the memory; the learner's own word replaces it (`ProgressEvent.rated`).
  public var rating: Rating
  /// The rubric's points, of a free answer.
  public var tally: RubricTally?
  /// The broken engine that gives this wrong answer.
  public var mutant: String?

  /// Nothing was wrong, whatever a hint has cost.
  public var isRight: Bool { score == points * (hintUsed ? Item.hintShare : 1) }

  public var reference: AnswerReference { AnswerReference(item: item, time: time) }

  public init(
    item: String, version: Int, lesson: String, answer: Answer, score: Double, points: Double,
    hintUsed: Bool, time: Double, mode: Mode = .practice, seed: UInt64 = 0, seconds: Double? = nil,
    rating: Rating? = nil, tally: RubricTally? = nil, mutant: String? = nil
  ) {
    self.item = item
    self.version = version
    self.lesson = lesson
    self.answer = answer
    self.score = score
    self.points = points
    self.hintUsed = hintUsed
    self.time = time
    self.mode = mode
    self.seed = seed
    self.seconds = seconds
    self.rating = rating ?? (score >= points ? .good : .again)
    self.tally = tally
    self.mutant = mutant
  }
}

/// Which answer is meant. Nobody answers one item twice in the same microsecond.
public struct AnswerReference: Sendable, Hashable {
  public var item: String
  /// Seconds since 1970.
  public var time: Double

  public init(item: String, time: Double) {
    self.item = item
    self.time = time
  }
}
