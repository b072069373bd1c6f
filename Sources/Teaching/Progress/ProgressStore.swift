import Course
import Quiz

/// Where the learner's record is kept. What `save` has returned from survives `kill -9`.
public protocol ProgressStore: Sendable {
  func record() throws -> Record
  func save(_ event: ProgressEvent) throws
  /// Everything that was ever answered, guessed or amended, in the order of time.
  func history() throws -> [ProgressEvent]
}

/// The learner's record as the screens need it, read once at the start.
public struct Record: Sendable, Equatable {
  /// The latest attempt at each item, as amended; what was undone is not there.
  public var latest: [String: Attempt]
  /// What the scheduler knows, by item.
  public var cards: [String: MemoryCard] = [:]
  /// Items that were skipped and not answered since.
  public var skipped: Set<String> = []
  /// Answers that the learner holds to be right, in the order of time.
  public var disputes: [AnswerReference] = []
  /// The exam that is under way.
  public var exam: Exam?
  /// Interview answers with a point that was missed, not yet asked again.
  public var awaitingRepeat: [Attempt] = []
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
    case .rated, .overruled, .undone, .skipped, .unskipped, .disputed, .examBegan, .examAnswered,
      .examEnded:
      break
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

/// Where the learner left off: a lesson, and the block of it that was at the top of the screen.
public struct Bookmark: Sendable, Equatable {
  public var lesson: String
  public var block: Int

  public init(lesson: String, block: Int) {
    self.lesson = lesson
    self.block = block
  }
}
