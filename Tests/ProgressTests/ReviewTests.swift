import Course
import Progress
import Quiz
import Testing

/// What is asked again, and when.
struct ReviewTests {
  private let hour = 3600.0
  private let day = 86_400.0
  /// Noon of the 101st day.
  private var now: Double { 100 * day + 12 * hour }

  private func card(
    _ phase: MemoryCard.Phase, due: Double, stability: Double = 5, last: Double? = nil,
    first: Double = 0
  ) -> MemoryCard {
    var card = MemoryCard(due: due)
    card.phase = phase
    card.step = phase == .review ? nil : 0
    (card.stability, card.difficulty) = (stability, 5)
    card.lastReview = last ?? due - 5 * day
    card.firstReview = first
    return card
  }

  private func queue(
    _ cards: [String: MemoryCard], settings: [String: String] = [:],
    change: (inout Record) -> Void = { _ in }
  ) -> ReviewQueue {
    var record = Record(settings: settings)
    record.cards = cards
    change(&record)
    return ReviewQueue(record, lessons: lessons, days: .utc, at: now)
  }

  private let lessons = [
    LessonSummary(id: "one", title: Localized("One"), items: ["a", "b", "c"]),
    LessonSummary(id: "two", title: Localized("Two"), items: ["d", "e", "f"]),
  ]

  // MARK: Order

  @Test func minutesFirstThenWhatIsNearlyForgotten() {
    let queue = queue([
      "a": card(.review, due: now - 1, stability: 50),
      "b": card(.review, due: now - day, stability: 2),
      "c": card(.learning, due: now - 60), "d": card(.relearning, due: now - 600),
      "e": card(.review, due: now + hour), "f": card(.learning, due: now + 60),
      "gone": card(.learning, due: 0),
    ])
    #expect(queue.due.map(\.item) == ["d", "c", "b", "a"])
    #expect(queue.due.map(\.lesson) == ["two", "one", "one", "one"])
    #expect(queue.nextDue == now + 60)
    #expect(queue.new.isEmpty && queue.left == 0)
  }

  @Test func somethingIsDueFromItsSecondOn() {
    #expect(queue(["a": card(.review, due: now)]).due.map(\.item) == ["a"])
    #expect(queue(["a": card(.review, due: now + 0.001)]).due.isEmpty)
    #expect(queue([:]).nextDue == nil)
  }

  @Test func whatWasSkippedIsNotAsked() {
    let queue = queue(["a": card(.review, due: now), "b": card(.learning, due: now)]) {
      $0.skipped = ["a", "b", "c"]
      $0.reading = ["one": 1]
    }
    #expect(queue.entries.isEmpty && queue.left == 0)
  }

  @Test func anItemThatHasChangedIsDueAtOnce() {
    var record = Record(latest: ["a": .made("a", at: 0), "b": .made("b", at: 0)])
    record.cards = ["a": card(.review, due: now + day), "b": card(.review, due: now + day)]
    let queue = ReviewQueue(
      record, lessons: lessons, versions: ["a": 2, "b": 1], days: .utc, at: now)
    #expect(queue.due.map(\.item) == ["a"])
  }

  @Test func newItemsAreThoseOfLessonsThatWereRead() {
    let reading = ["one": 0.9, "two": 1.0]
    let queue = queue(["e": card(.review, due: now + day)]) { $0.reading = reading }
    #expect(queue.new.map(\.item) == ["d", "f"])
  }

  // MARK: The day's limit

  @Test(
    arguments: [
      (nil, 6, 0), ("6", 6, 0), ("4", 4, 2), ("0", 0, 6), ("many", 6, 0), ("-1", 6, 0),
      ("99999999999999999999", 6, 0),
    ] as [(String?, Int, Int)])
  func noMoreThanTheLimitIsAsked(setting: String?, asked: Int, left: Int) {
    let cards = Dictionary(
      uniqueKeysWithValues: "abcdef".map { (String($0), card(.review, due: now - hour)) })
    let settings = setting.map { [ReviewLimits.reviewsKey: $0] } ?? [:]
    let queue = queue(cards, settings: settings)
    #expect(queue.due.count == asked)
    #expect(queue.left == left)
  }

  /// Today began at four: what was reviewed before belongs to yesterday. A new item does not count
  /// against the reviews, and minutes are never left for tomorrow.
  @Test func whatWasDoneTodayCounts() {
    let four = 100 * day + 4 * hour
    let queue = queue(
      [
        "a": card(.review, due: now - 1), "b": card(.review, due: now - 1),
        "c": card(.learning, due: now - 1, last: four, first: four),
        "d": card(.review, due: now + day, last: four),
        "e": card(.review, due: now + day, last: four - 1),
      ], settings: [ReviewLimits.reviewsKey: "2", ReviewLimits.newKey: "1"]
    ) { $0.reading = ["two": 1] }
    #expect(queue.done == 2 && queue.doneNew == 1)
    #expect(queue.due.map(\.item) == ["c", "a"])
    #expect(queue.left == 1)
    #expect(queue.new.isEmpty)
  }

  // MARK: Forecast

  /// Seven at once and a limit of three: today, tomorrow and the day after are full.
  @Test func whatIsTooMuchForOneDayIsSpreadOverTheNext() {
    var record = Record(settings: [ReviewLimits.reviewsKey: "3"])
    let items = (0..<9).map { "i\($0)" }
    for (index, item) in items.enumerated() {
      let due = index < 5 ? now - Double(index) * day : index < 7 ? now + day : now + 13 * day
      record.cards[item] = card(.review, due: due, last: now - 9 * day)
    }
    record.cards["i8"] = card(.review, due: now + 14 * day, last: now - 9 * day)
    let lesson = LessonSummary(id: "one", title: Localized("One"), items: items)
    let forecast = ReviewForecast(record, lessons: [lesson], days: .utc, at: now)
    #expect(forecast.days.map(\.day) == Array(100..<114))
    #expect(forecast.days.map(\.due) == [5, 2] + Array(repeating: 0, count: 11) + [1])
    #expect(forecast.days.map(\.asked) == [3, 3, 1] + Array(repeating: 0, count: 10) + [1])
    #expect(forecast.days.map(\.left) == [2, 1] + Array(repeating: 0, count: 12))
  }

  @Test func todaysLimitIsWhatIsLeftOfIt() {
    var record = Record(settings: [ReviewLimits.reviewsKey: "2"])
    record.cards = [
      "a": card(.review, due: now), "b": card(.review, due: now),
      "c": card(.relearning, due: now + 600, last: now),
    ]
    let forecast = ReviewForecast(record, lessons: lessons, days: .utc, at: now)
    #expect(forecast.days.prefix(3).map(\.due) == [3, 0, 0])
    #expect(forecast.days.prefix(3).map(\.asked) == [2, 1, 0])
    #expect(forecast.days.prefix(3).map(\.left) == [1, 0, 0])
  }

  // MARK: Days

  @Test(
    arguments: [
      (0, -1), (3.99, -1), (4, 0), (27.99, 0), (28, 1), (.infinity, 1_000_000_000), (.nan, 0),
    ] as [(Double, Int)])
  func aDayBeginsAtFour(hours: Double, number: Int) {
    #expect(StudyDays.utc.day(of: hours * 3600) == number)
  }

  /// Eight hours ahead, four in the morning is 20:00 of the day before in UTC.
  @Test func aDayBeginsByTheLearnersClock() {
    let shanghai = StudyDays { _ in 8 * 3600 }
    #expect(shanghai.day(of: 20 * hour - 1) == 0)
    #expect(shanghai.day(of: 20 * hour) == 1)
    #expect(shanghai.start(of: 1) == 20 * hour)
    let local = StudyDays.local
    let start = local.start(of: local.day(of: now))
    #expect(start <= now && now < start + 25 * hour)
  }

  @Test(arguments: [
    (0, 1970, 1, 1, 3), (-1, 1969, 12, 31, 2), (11_016, 2000, 2, 29, 1), (11_017, 2000, 3, 1, 2),
    (20_781, 2026, 11, 24, 1), (20_818, 2026, 12, 31, 3), (47_540, 2100, 2, 28, 6),
    (47_541, 2100, 3, 1, 0),
  ])
  func dates(day: Int, year: Int, month: Int, ofMonth: Int, weekday: Int) {
    let date = CalendarDate(day: day)
    #expect([date.year, date.month, date.day, date.weekday] == [year, month, ofMonth, weekday])
    #expect(CalendarDate(day: 59).text == "1970-03-01")
  }
}
