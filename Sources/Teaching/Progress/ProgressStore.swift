import Course
import Quiz

/// Where the learner's record is kept. What `save` has returned from survives `kill -9`.
public protocol ProgressStore: Sendable {
  func record() throws -> Record
  func save(_ event: ProgressEvent) throws
}

/// The learner's record as the screens need it, read once at the start.
public struct Record: Sendable, Equatable {
  /// The latest attempt at each item.
  public var latest: [String: Attempt]
  /// How far each lesson was read: from 0, opened, to 1, read to its end.
  public var reading: [String: Double]
  /// What was predicted, in the order of time.
  public var guesses: [Guess]
  public var bookmark: Bookmark?
  public var settings: [String: String]

  public init(
    latest: [String: Attempt] = [:], reading: [String: Double] = [:], guesses: [Guess] = [],
    bookmark: Bookmark? = nil, settings: [String: String] = [:]
  ) {
    self.latest = latest
    self.reading = reading
    self.guesses = guesses
    self.bookmark = bookmark
    self.settings = settings
  }

  /// Makes the record what it is once `event` has been saved.
  public mutating func apply(_ event: ProgressEvent) {
    switch event {
    case .answered(let attempt): latest[attempt.item] = attempt
    case .guessed(let guess): guesses.append(guess)
    case .decided(let prediction, let time, let outcome):
      for index in guesses.indices
      where guesses[index].prediction == prediction && guesses[index].time == time {
        guesses[index].outcome = guesses[index].outcome ?? outcome
      }
    case .read(let lesson, let share): reading[lesson] = max(share, reading[lesson] ?? 0)
    case .left(let place): bookmark = place
    case .set(let key, let value): settings[key] = value
    }
  }
}

/// A change of the record.
public enum ProgressEvent: Sendable, Equatable {
  case answered(Attempt)
  case guessed(Guess)
  /// What the lab said to the guess that was made at `time`. The first word stands.
  case decided(prediction: String, time: Double, Guess.Outcome)
  case read(lesson: String, share: Double)
  case left(Bookmark)
  case set(key: String, value: String)
}

/// One answer that was given, kept for ever.
public struct Attempt: Sendable, Equatable {
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

  /// Nothing was wrong, whatever a hint has cost.
  public var isRight: Bool { score == points * (hintUsed ? Item.hintShare : 1) }

  public init(
    item: String, version: Int, lesson: String, answer: Answer, score: Double, points: Double,
    hintUsed: Bool, time: Double
  ) {
    self.item = item
    self.version = version
    self.lesson = lesson
    self.answer = answer
    self.score = score
    self.points = points
    self.hintUsed = hintUsed
    self.time = time
  }
}

/// Where the learner left off: a lesson, and the block of it that was at the top of the screen.
public struct Bookmark: Sendable, Equatable {
  public var lesson: String
  public var block: Int

  public init(lesson: String, block: Int) {
    self.lesson = lesson
    self.block = block
  }
}
