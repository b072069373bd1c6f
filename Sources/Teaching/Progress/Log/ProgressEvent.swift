import Quiz

/// A change of the record. What is said of answers is only ever added: a later event amends an earlier
/// one, and none is taken away.
public enum ProgressEvent: Sendable, Equatable {
  case answered(Attempt)
  /// The learner's own rating of an answer that its type cannot judge alone.
  case rated(AnswerReference, Rating)
  /// The learner says that these points of the rubric, from 1, are met after all; the score that this
  /// makes.
  case overruled(AnswerReference, points: [Int], score: Double)
  /// The grading did not happen: the card is what it was before.
  case undone(AnswerReference)
  /// Not wanted now; the item counts as skipped until it is answered, or taken back.
  case skipped(item: String, lesson: String, time: Double)
  case unskipped(item: String, time: Double)
  /// "I think this is right": kept for the instructor.
  case disputed(AnswerReference, lesson: String, time: Double)
  case examBegan(Exam)
  /// An answer that is not judged before the end; a later one to the same question replaces it.
  case examAnswered(exam: Double, question: Int, Answer, time: Double)
  /// Judges all of its answers at once.
  case examEnded(exam: Double, [Attempt], time: Double)
  case guessed(Guess)
  /// What the lab said to the guess that was made at `time`. The first word stands.
  case decided(prediction: String, time: Double, Guess.Outcome)
  case read(lesson: String, share: Double)
  case left(Bookmark)
  case set(key: String, value: String)
}

extension ProgressEvent {
  /// Part of what only grows; the rest is a state that the newest event replaces.
  var isOfLog: Bool {
    switch self {
    case .read, .left, .set: false
    default: true
    }
  }
}

/// Some questions, to be answered within a time and without being told before the end.
public struct Exam: Sendable, Equatable {
  public struct Question: Sendable, Equatable {
    public var item: String
    public var lesson: String
    public var seed: UInt64

    public init(item: String, lesson: String, seed: UInt64) {
      self.item = item
      self.lesson = lesson
      self.seed = seed
    }
  }

  /// Seconds since 1970; also its name.
  public var began: Double
  public var minutes: Double
  public var questions: [Question]
  /// By the number of the question, from 0.
  public var answers: [Int: Answer]

  public init(
    began: Double, minutes: Double, questions: [Question], answers: [Int: Answer] = [:]
  ) {
    self.began = began
    self.minutes = minutes
    self.questions = questions
    self.answers = answers
  }

  public var ends: Double { began + minutes * 60 }
}
