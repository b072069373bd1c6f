import Canvas
import Course
import Progress
import Quiz
import Testing

@testable import Tutor

/// Exams: nothing is judged before the end, everything is kept at once, and time runs on.
@Suite struct ExamTests {
  private let clock = Rehearsal.Clock()

  private static let plan = ExamPlan(
    title: Localized("Exam"), lessons: ["transformer/scaling", "attention/padding-mask"], count: 4,
    minutes: 10, seeds: .fixed(2))

  /// An exam whose clock runs.
  private func begun(
    record: Record = Record(settings: [SettingKey.language: "en"])
  ) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      record: record, opening: .exam(Self.plan, isTimed: true), clock: clock)
    #expect(try rehearsal.exam.phase == .intro)
    #expect(try rehearsal.exam.tickInterval == nil)
    await rehearsal.press(.enter)
    #expect(try rehearsal.exam.phase == .question)
    #expect(try rehearsal.exam.tickInterval == .seconds(1))
    return rehearsal
  }

  /// What a program that was killed finds in its record.
  private func record(of rehearsal: Rehearsal) -> Record {
    var record = Record(settings: [SettingKey.language: "en"])
    for event in rehearsal.store.events { record.apply(event) }
    return record
  }

  private func show(_ index: Int, _ rehearsal: Rehearsal) async throws {
    while try rehearsal.exam.index != index {
      await rehearsal.press(try rehearsal.exam.index < index ? .tab : .backTab)
    }
  }

  /// Gives answers of the kind that the question takes, right where that is easily known.
  private func fillIn(_ rehearsal: Rehearsal, right: Bool) async throws {
    try await rehearsal.fillIn(try rehearsal.exam.panel, right: right)
  }

  private func ended(_ rehearsal: Rehearsal) throws -> (attempts: [Attempt], time: Double) {
    let ends = rehearsal.store.events.compactMap { event in
      if case .examEnded(_, let attempts, let time) = event { (attempts, time) } else { nil }
    }
    #expect(ends.count == 1)
    return try #require(ends.first)
  }

  @Test func anAnswerIsKeptAtOnceAndNothingIsSaidOfIt() async throws {
    let rehearsal = try await begun()
    let exam = try #require(rehearsal.session.state.record.exam)
    #expect(exam.questions.count == 4)
    #expect(exam.minutes == 10)
    try await fillIn(rehearsal, right: false)
    await rehearsal.press(.tab)
    #expect(rehearsal.session.state.record.exam?.answers.count == 1)
    #expect(rehearsal.attempts.isEmpty)
    await rehearsal.press(.backTab)
    for word in ["Right", "Not right", "HINT"] { #expect(!rehearsal.text.contains(word)) }
    // It can be changed, and the later answer replaces the earlier one.
    let first = rehearsal.session.state.record.exam?.answers[0]
    if try rehearsal.exam.isTyping { await rehearsal.press(.control("u")) }
    try await fillIn(rehearsal, right: true)
    await rehearsal.press(.tab)
    #expect(rehearsal.session.state.record.exam?.answers[0] != first)
    #expect(rehearsal.session.state.record.exam?.answers.count == 1)
  }

  @Test func everythingIsJudgedWhenItIsHandedIn() async throws {
    let rehearsal = try await begun()
    try await fillIn(rehearsal, right: true)
    clock.pass(30)
    await rehearsal.press(.escape)
    #expect(try rehearsal.exam.phase == .overview)
    #expect(rehearsal.text.contains("1 of 4 answered"))
    // Handing in is asked for once more.
    await rehearsal.press(.character("e"), .character("n"))
    #expect(try rehearsal.exam.phase == .overview)
    await rehearsal.press(.character("e"), .character("y"))
    let (attempts, time) = try ended(rehearsal)
    #expect(time == 1_790_000_030)
    #expect(attempts.map(\.mode) == [.exam])
    #expect(attempts.map(\.isRight) == [true])
    #expect(rehearsal.session.state.record.exam == nil)
    #expect(rehearsal.session.state.record.latest[attempts[0].item]?.isRight == true)
    let results = try rehearsal.quiz
    #expect(results.isFinished)
    #expect(results.entries.count == 4)
    #expect(rehearsal.text.contains("took 0:30"))
    // Each question can be looked at with its verdict.
    await rehearsal.press(.enter)
    guard case .judged(let grade) = try rehearsal.quiz.phase else { throw Unexpected() }
    #expect(grade.isRight)
  }

  private struct Unexpected: Error {}

  @Test func itEndsByItself() async throws {
    let rehearsal = try await begun()
    try await fillIn(rehearsal, right: true)
    clock.pass(599)
    rehearsal.session.receive(.tick)
    #expect(try rehearsal.exam.phase == .question)
    #expect(rehearsal.text.contains("0:01"))
    clock.pass(5)
    rehearsal.session.receive(.tick)
    let (attempts, time) = try ended(rehearsal)
    // What was being typed when the time was over counts.
    #expect(attempts.count == 1)
    #expect(time == 1_790_000_600)
    #expect(try rehearsal.quiz.isFinished)
  }

  @Test func aTextIsKeptWhenTheTypingPauses() async throws {
    let rehearsal = try await begun()
    for _ in 0..<4 where try !rehearsal.exam.isTyping { await rehearsal.press(.tab) }
    try #require(try rehearsal.exam.isTyping)
    let index = try rehearsal.exam.index
    await rehearsal.type("12")
    #expect(rehearsal.session.state.record.exam?.answers[index] == nil)
    clock.pass(2)
    rehearsal.session.receive(.tick)
    #expect(rehearsal.session.state.record.exam?.answers[index] == .text("12"))
    // Taking it out again is kept as well.
    await rehearsal.press(.backspace, .backspace, .tab)
    #expect(rehearsal.session.state.record.exam?.answers[index]?.isBlank == true)
  }

  @Test func whoComesBackAfterACrashGoesOnWhereItEnded() async throws {
    let rehearsal = try await begun()
    try await fillIn(rehearsal, right: true)
    await rehearsal.press(.tab)
    let before = try rehearsal.exam
    clock.pass(120)

    let again = try await Rehearsal(record: record(of: rehearsal), clock: clock)
    #expect(again.text.contains("e exam 8:00"))
    await again.press(.character("e"))
    let after = try again.exam
    #expect(after.exam == rehearsal.session.state.record.exam)
    #expect(after.panels.map(\.item.id) == before.panels.map(\.item.id))
    #expect(after.panels.map(\.question) == before.panels.map(\.question))
    #expect(after.panels[0].editor.answer == before.panels[0].editor.answer)
    #expect(after.index == 1)
    await again.press(.escape, .character("e"), .character("y"))
    #expect(try ended(again).attempts.map(\.isRight) == [true])
  }

  @Test(arguments: [
    (["attention/steps"], "Exam: How is attention computed"),
    (["attention/steps", "attention/why"], "Exam: Attention"),
  ])
  func anExamThatIsGoneOnWithIsCalledByWhatItIsOn(lessons: [String], title: String) async throws {
    let plan = ExamPlan(
      title: Localized("Exam"), lessons: lessons, count: 14, minutes: 20, seeds: .fixed(2))
    let rehearsal = try await Rehearsal(opening: .exam(plan, isTimed: true), clock: clock)
    await rehearsal.press(.enter)
    let again = try await Rehearsal(record: record(of: rehearsal), clock: clock)
    await again.press(.character("e"))
    #expect(again.text.contains(title), "\(again.text.prefix(80))")
  }

  @Test func anExamThatIsFoundAfterItsTimeIsJudgedAsItStood() async throws {
    let rehearsal = try await begun()
    try await fillIn(rehearsal, right: true)
    await rehearsal.press(.tab)
    clock.pass(86_400)
    let again = try await Rehearsal(record: record(of: rehearsal), clock: clock)
    #expect(again.text.contains("time is up"))
    await again.press(.character("e"))
    let (attempts, time) = try ended(again)
    #expect(attempts.map(\.isRight) == [true])
    #expect(time == 1_790_000_600)
    #expect(try again.quiz.isFinished)
  }

  @Test func theLanguageChangesAndTheAnswersStay() async throws {
    let rehearsal = try await begun()
    for _ in 0..<4 where try rehearsal.exam.isTyping { await rehearsal.press(.tab) }
    try await fillIn(rehearsal, right: true)
    let before = try #require(try rehearsal.exam.panel)
    await rehearsal.press(.character("L"))
    let after = try #require(try rehearsal.exam.panel)
    #expect(after.editor.answer == before.editor.answer)
    #expect(after.question?.seed == before.question?.seed)
    #expect(after.shown.common.prompt != before.shown.common.prompt)
    #expect(rehearsal.text.contains("下一题"))
  }
}

/// Reviews: what is due, in the order of the queue, and how home says so.
@Suite struct ReviewModeTests {
  private static let now = 1_790_000_000.0

  private func record(due: [String: Double]) -> Record {
    var record = Record(settings: [SettingKey.language: "en"])
    for (item, seconds) in due {
      var card = MemoryCard(due: Self.now + seconds)
      card.lastReview = Self.now - 86_400 * 3
      card.firstReview = card.lastReview
      record.cards[item] = card
    }
    return record
  }

  @Test func whatIsDueIsAskedAndKeptAsAReview() async throws {
    let due = record(due: ["steps-axis": -60, "padding-where": -3600, "padding-empty": 600])
    let rehearsal = try await Rehearsal(record: due)
    let count = rehearsal.session.state.context(now: Self.now).reviews().entries.count
    #expect(rehearsal.text.contains("r review \(count)"))
    await rehearsal.press(.character("r"))
    let queue = rehearsal.session.state.context(now: Self.now).reviews().entries
    #expect(try rehearsal.quiz.entries.map(\.item.id) == queue.map(\.item))
    try #require(!queue.isEmpty)
    try await rehearsal.skip { if case .single = $0.shown { true } else { false } }
    try await rehearsal.answer()
    #expect(rehearsal.attempts.map(\.mode) == [.review])
    #expect(rehearsal.text.contains("comes back in"))
  }

  @Test func nothingDueSaysWhenSomethingIs() async throws {
    let rehearsal = try await Rehearsal(record: record(due: ["steps-axis": 7200]))
    #expect(rehearsal.text.contains("next review in 2 h"))
    await rehearsal.press(.character("r"))
    #expect(rehearsal.text.contains("Nothing is due for review."))
    #expect(rehearsal.text.contains("The next one comes in 2 h."))
    await rehearsal.press(.enter)
    #expect(rehearsal.front is HomeScreen)
  }
}

@Suite struct TimeSpanTests {
  @Test(
    arguments: [
      (0, "1 min", " 1 分钟"), (60, "1 min", " 1 分钟"), (600, "10 min", " 10 分钟"),
      (3580, "1 h", " 1 小时"), (7300, "2 h", " 2 小时"), (86395, "1 day", " 1 天"),
      (86400 * 3, "3 days", " 3 天"), (-5, "1 min", " 1 分钟"), (.infinity, "1 min", " 1 分钟"),
    ] as [(Double, String, String)])
  func aTimeFromNow(seconds: Double, english: String, chinese: String) {
    #expect(TimeSpan(seconds: seconds).text == Localized(en: english, zh: chinese))
  }

  @Test(arguments: [(0, "0:00"), (9, "0:09"), (65, "1:05"), (3600, "1:00:00"), (3909, "1:05:09")])
  func aClock(seconds: Double, text: String) {
    #expect(TimeSpan(seconds: seconds).clock == text)
  }
}
