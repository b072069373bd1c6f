import Course
import Progress
import Quiz
import Testing

/// What a history says of its learner.
struct StatisticsTests {
  private let day = 86_400.0
  /// Noon of the 101st day.
  private var now: Double { 100.5 * day }

  private func history(_ attempts: [Attempt]) -> HistoryStatistics {
    HistoryStatistics(attempts.map { .answered($0) }, days: .utc, at: now)
  }

  @Test func nothingSaysNothing() {
    let history = history([])
    #expect(history.activity.answers == 0 && history.activity.days.count == 28)
    #expect(history.retention.total.share == nil && history.retention.total.expected == nil)
    #expect(history.missed.isEmpty && history.interviews.pairs.isEmpty)
  }

  // MARK: Mastery

  @Test func anItemIsKnownWhileItIsRemembered() {
    let chapters = [
      Chapter(
        id: "one", title: Localized("One"), summary: Localized(""),
        lessons: [
          LessonSummary(id: "l", title: Localized(""), items: ["fresh", "old", "wrong", "new"]),
          LessonSummary(id: "m", title: Localized(""), items: ["hint"]),
        ]),
      Chapter(id: "empty", title: Localized("Empty"), summary: Localized(""), lessons: []),
    ]
    let attempts: [Attempt] = [
      .made("old", at: 0), .made("old", at: 700), .made("fresh", at: now - 2 * day),
      .made("fresh", at: now - 2 * day + 700), .made("wrong", at: now - 60, score: 0.5),
      .made("hint", at: now - 60, hint: true), .made("gone", at: now),
    ]
    var record = Record(
      latest: Dictionary(attempts.map { ($0.item, $0) }, uniquingKeysWith: { $1 }))
    record.cards = attempts.cards
    let mastery = Mastery(record, chapters: chapters, at: now)
    #expect(mastery.chapters.map(\.id) == ["one"], "a chapter without items is left out")
    #expect(mastery.chapters.map(\.untried) == [1])
    #expect(mastery.known == 2 && mastery.shaky == 2 && mastery.items == 5)
  }

  // MARK: Retention

  /// Learned at 0 and 10 minutes, then asked on time: those reviews count, with what was expected.
  @Test func onlyLaterDaysSaySomethingOfForgetting() throws {
    var attempts: [Attempt] = []
    func answer(at time: Double, score: Double = 1) {
      let attempt = Attempt.made("a", at: time, score: score)
      attempts.append(attempt)
    }
    answer(at: now - 60 * day)
    answer(at: now - 60 * day + 600)
    #expect(history(attempts).retention.total.reviews == 0, "still being learned")
    answer(at: now - 57 * day)
    answer(at: now - 57 * day + 60)
    #expect(history(attempts).retention.total.reviews == 1, "the second one is of the same day")
    let before = try #require(attempts.cards["a"])
    answer(at: now - 3 * day, score: 0)
    let retention = history(attempts).retention
    #expect(retention.total.reviews == 2 && retention.total.remembered == 1)
    #expect(retention.total.share == 0.5)
    let week = try #require(retention.weeks.last)
    #expect(week.reviews == 1 && week.remembered == 0)
    let expected = FSRS().retrievability(of: before, at: now - 3 * day)
    #expect(week.expected == expected && expected > 0 && expected < 0.9)
    #expect(retention.weeks.count == 12)
    #expect(retention.weeks.map(\.reviews) == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func whatWasTakenBackDoesNotCount() {
    let attempts: [Attempt] = [
      .made("a", at: now - 9 * day), .made("a", at: now - 9 * day + 700),
      .made("a", at: now - 2 * day, score: 0),
    ]
    let events = attempts.map { ProgressEvent.answered($0) }
    let kept = HistoryStatistics(events, days: .utc, at: now)
    #expect(kept.retention.total.reviews == 1 && kept.missed.count == 1)
    let undone = HistoryStatistics(
      events + [.undone(attempts[2].reference)], days: .utc, at: now)
    #expect(undone.retention.total.reviews == 0 && undone.missed.isEmpty)
    #expect(undone.activity.answers == 2)
    let rated = HistoryStatistics(
      events + [.rated(attempts[2].reference, .hard)], days: .utc, at: now)
    #expect(rated.retention.total.remembered == 1)
  }

  // MARK: What was missed

  @Test func theMostMissedComesFirst() {
    let history = history([
      .made("often", at: 1, score: 0), .made("often", at: 2, score: 0.5), .made("often", at: 3),
      .made("rare", at: 1, score: 0), .made("twice", at: 1, score: 0),
      .made("twice", at: 2, score: 0), .made("right", at: 5), .made("hint", at: 6, hint: true),
      .made("mended", at: 1, score: 0), .made("mended", at: 2, version: 2),
      .made("rarer", at: 1, score: 0), .made("rarer", at: 2),
    ])
    #expect(history.missed.map(\.item) == ["twice", "often", "rare", "rarer"])
    #expect(history.missed.map(\.missed) == [2, 2, 1, 1])
    #expect(history.missed.map(\.answers) == [2, 3, 1, 2])
    #expect(history.missed.map(\.share) == [1, 2.0 / 3, 1, 0.5])
  }

  // MARK: Interviews

  private func spoken(
    _ item: String, at time: Double, _ mode: Attempt.Mode, met: [Int], of count: Int
  ) -> Attempt {
    var attempt = Attempt.made(item, at: time, mode: mode)
    attempt.tally = RubricTally(
      met: met, missed: (1...count).filter { !met.contains($0) && $0 != count },
      contradicted: met.contains(count) ? [] : [count])
    return attempt
  }

  @Test func theSecondTimeIsComparedWithTheFirst() {
    let gains = history([
      spoken("a", at: 1, .interview, met: [1], of: 4),
      spoken("b", at: 2, .interview, met: [1, 2], of: 3),
      spoken("a", at: 601, .interviewAgain, met: [1, 2, 4], of: 4),
      spoken("b", at: 602, .interviewAgain, met: [2, 3], of: 3),
      spoken("c", at: 700, .interview, met: [], of: 2),
      spoken("c", at: 800, .interview, met: [1], of: 2),
      spoken("d", at: 900, .interviewAgain, met: [1], of: 1),
      spoken("e", at: 950, .practice, met: [1], of: 2),
    ]).interviews
    #expect(gains.pairs.map(\.item) == ["a", "b"])
    #expect(gains.points == 7 && gains.metFirst == 3 && gains.metSecond == 5)
    #expect(gains.mended == 3 && gains.lost == 1)
    #expect(gains.unrepeated == 2)
  }

  // MARK: Activity

  @Test(
    arguments: [
      ([], 0), ([0], 1), ([1], 1), ([2], 0), ([0, 1, 2, 4], 3), ([1, 2], 2), ([0, 27, 28], 1),
    ] as [([Int], Int)])
  func daysInARow(ages: [Int], streak: Int) {
    let activity = history(ages.map { .made("a\($0)", at: now - Double($0) * day) }).activity
    #expect(activity.streak == streak)
    #expect(activity.answers == ages.count)
    #expect(activity.days.reduce(0, +) == ages.filter { $0 < 28 }.count)
    #expect(activity.today == (ages.contains(0) ? 1 : 0))
  }
}
