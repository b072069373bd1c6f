import Course
import Quiz

/// What is to be reviewed now, and what comes on the next days.
///
/// 1. What is being learned or relearned and whose minutes are over, the longest overdue first: each
///    of these is asked until it is known, whatever was asked today already.
/// 2. What was learned and is due, the most nearly forgotten first, as far as the day's limit
///    (`ReviewLimits.reviews`) goes beyond what was reviewed today.
/// 3. Items of lessons that were read to the end and that were never answered, in the order of the
///    course, within `ReviewLimits.new`.
///
/// Items that the learner has skipped, and those that are no longer in the course, are left out.
public struct ReviewQueue: Sendable {
  public struct Entry: Sendable, Equatable {
    public var item: String
    public var lesson: String
  }

  /// What was answered before and is due.
  public private(set) var due: [Entry] = []
  /// What is asked for the first time.
  public private(set) var new: [Entry] = []
  /// How many more are due that the day's limit leaves for tomorrow.
  public private(set) var left = 0
  /// Items that were answered today, among them those that were new.
  public private(set) var done = 0
  public private(set) var doneNew = 0
  /// When something comes due that is not yet, in seconds since 1970.
  public private(set) var nextDue: Double?
  public let limits: ReviewLimits

  /// All that may be asked now, in order.
  public var entries: [Entry] { due + new }

  /// - Parameters:
  ///   - lessons: those of the course, or of a part of it; the limits are those of the whole course
  ///   - versions: of the items where they are known; one that was changed since it was answered is
  ///     due at once
  ///   - now: seconds since 1970
  public init(
    _ record: Record, lessons: [LessonSummary], versions: [String: Int] = [:], days: StudyDays,
    at now: Double
  ) {
    limits = ReviewLimits(settings: record.settings)
    let today = days.start(of: days.day(of: now))
    for card in record.cards.values where card.lastReview ?? -.infinity >= today {
      done += 1
      if card.firstReview ?? -.infinity >= today { doneNew += 1 }
    }
    var steps: [(entry: Entry, due: Double)] = []
    var reviews: [(entry: Entry, recall: Double)] = []
    for lesson in lessons {
      let isRead = record.reading[lesson.id] ?? 0 >= 1
      for item in lesson.items where !record.skipped.contains(item) {
        let entry = Entry(item: item, lesson: lesson.id)
        guard let card = record.cards[item] else {
          if isRead { new.append(entry) }
          continue
        }
        if let version = versions[item], let answered = record.latest[item]?.version,
          version > answered
        {
          steps.append((entry, -.infinity))
        } else if card.due > now {
          nextDue = min(nextDue ?? .infinity, card.due)
        } else if card.phase == .review {
          reviews.append((entry, FSRS().retrievability(of: card, at: now)))
        } else {
          steps.append((entry, card.due))
        }
      }
    }
    steps.sort { ($0.due, $0.entry.item) < ($1.due, $1.entry.item) }
    reviews.sort { ($0.recall, $0.entry.item) < ($1.recall, $1.entry.item) }
    let room = max(0, limits.reviews - (done - doneNew))
    left = max(0, reviews.count - room)
    due = steps.map(\.entry) + reviews.prefix(room).map(\.entry)
    new = Array(new.prefix(max(0, limits.new - doneNew)))
  }
}
