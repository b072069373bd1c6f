import Course
import Quiz

/// How many reviews the next days bring, and how many of them the day's limit leaves for later.
///
/// Of each item only the next review is known: the one after it depends on the answer.
public struct ReviewForecast: Sendable, Equatable {
  public struct Day: Sendable, Equatable {
    /// The number of the day, as `StudyDays` counts.
    public var day: Int
    /// Reviews that come due on this day; today's, with what is overdue.
    public var due: Int
    /// Reviews that are asked on this day, with what earlier days have left.
    public var asked: Int
    /// Reviews that are left for the next day.
    public var left: Int
  }

  public private(set) var days: [Day] = []

  /// - Parameter now: seconds since 1970
  public init(
    _ record: Record, lessons: [LessonSummary], days calendar: StudyDays, at now: Double,
    count: Int = 14
  ) {
    guard count > 0 else { return }
    let limits = ReviewLimits(settings: record.settings)
    let today = calendar.day(of: now)
    // Something that is being learned is asked until it is known, whatever the limit.
    var due = [(steps: Int, reviews: Int)](repeating: (0, 0), count: count)
    for item in lessons.flatMap(\.items) where !record.skipped.contains(item) {
      guard let card = record.cards[item] else { continue }
      let day = max(0, calendar.day(of: card.due) - today)
      guard day < count else { continue }
      if card.phase == .review { due[day].reviews += 1 } else { due[day].steps += 1 }
    }
    let queue = ReviewQueue(record, lessons: [], days: calendar, at: now)
    var left = 0
    for (offset, due) in due.enumerated() {
      let limit = limits.reviews - (offset == 0 ? queue.done - queue.doneNew : 0)
      let waiting = left + due.reviews
      let asked = min(waiting, max(0, limit))
      left = waiting - asked
      days.append(
        Day(
          day: today + offset, due: due.steps + due.reviews, asked: due.steps + asked, left: left))
    }
  }
}
