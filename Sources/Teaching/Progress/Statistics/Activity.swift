/// How many answers were given, day by day.
public struct Activity: Sendable, Equatable {
  public private(set) var answers = 0
  public private(set) var right = 0
  /// Answers of each of the last days; the last is today.
  public private(set) var days: [Int]
  /// Days in a row with an answer, up to today, or to yesterday where today has none yet.
  public private(set) var streak = 0

  /// - Parameter now: seconds since 1970
  public init(_ attempts: [Attempt], days calendar: StudyDays, at now: Double, count: Int = 28) {
    days = Array(repeating: 0, count: max(0, count))
    let today = calendar.day(of: now)
    var active: Set<Int> = []
    for attempt in attempts {
      answers += 1
      right += attempt.isRight ? 1 : 0
      let day = calendar.day(of: attempt.time)
      active.insert(day)
      let place = days.count - 1 - (today - day)
      if days.indices.contains(place) { days[place] += 1 }
    }
    var day = active.contains(today) ? today : today - 1
    while active.contains(day) {
      streak += 1
      day -= 1
    }
  }

  public var today: Int { days.last ?? 0 }
}
