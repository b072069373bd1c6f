import Course
import Quiz

/// The learner's record as the screens need it, read once at the start.
public struct Record: Sendable {
  /// The latest attempt at each item, as amended; what was undone is not there.
  public var latest: [String: Attempt]
  /// What the scheduler knows, by item: of the version of the item that was answered last.
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
  /// What of the log is held of each item; some of it is in `latest`, `cards` and so on.
  var items: [String: ItemRecord] = [:]

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
}

extension Record: Equatable {
  /// Records are equal that say the same, however many of the answers behind it they hold.
  public static func == (left: Self, right: Self) -> Bool {
    left.latest == right.latest && left.cards == right.cards && left.skipped == right.skipped
      && left.disputes == right.disputes && left.exam == right.exam
      && left.awaitingRepeat == right.awaitingRepeat && left.reading == right.reading
      && left.guesses == right.guesses && left.bookmark == right.bookmark
      && left.settings == right.settings
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
