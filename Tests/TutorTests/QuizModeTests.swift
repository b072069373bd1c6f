import Canvas
import Course
import Labs
import Progress
import Quiz
import Testing

@testable import Tutor

/// What a quiz does around its questions: asks with fresh numbers, takes back, keeps, sums up.
@Suite struct QuizModeTests {
  private func opened(
    _ lesson: String = "transformer/scaling", size: Size = Size(columns: 120, rows: 36),
    clock: Rehearsal.Clock = Rehearsal.Clock(),
    ask: @escaping @Sendable (Item, UInt64) -> Result<Question, LabError> = Services.ask(
      of: Laboratory())
  ) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      size: size, opening: .quiz(lessons: [lesson], title: Localized("Quiz"), count: nil),
      clock: clock, ask: ask)
    _ = try rehearsal.quiz
    return rehearsal
  }

  // MARK: Asking

  @Test func aRetryHasTheSameNumbersAndAnotherAskingHasOthers() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    try await rehearsal.skip { $0.question?.run != nil }
    let first = try #require(try rehearsal.quiz.entry?.question)
    try await rehearsal.answer(right: false)
    await rehearsal.press(.character("r"))
    #expect(try rehearsal.quiz.entry?.question == first)
    clock.pass(20)
    try await rehearsal.answer(right: false)
    #expect(rehearsal.attempts.map(\.seed) == [first.seed, first.seed])
    #expect(first.seed != 0)
    #expect(rehearsal.attempts.last?.seconds == 20)

    await rehearsal.press(.escape)
    clock.pass(60)
    await rehearsal.press(.character("m"))
    let again = try #require(try rehearsal.quiz.entry?.question)
    #expect(try rehearsal.quiz.entries.map(\.item.id) == [first.item.id])
    #expect(again.seed != first.seed)
  }

  @Test func aSeedAsksTheSameEachTime() async throws {
    func seeds(at start: Double, _ seed: UInt64) async throws -> [UInt64] {
      let clock = Rehearsal.Clock()
      clock.pass(start)
      let plan = QuizPlan(
        title: Localized("Quiz"), lessons: ["transformer/scaling"], seeds: .fixed(seed))
      let rehearsal = try await Rehearsal(opening: .quiz(plan), clock: clock)
      var seeds: [UInt64] = []
      while let entry = try rehearsal.quiz.entry, try !rehearsal.quiz.isFinished {
        seeds.append(try #require(entry.question).seed)
        await rehearsal.press(.control("n"))
      }
      return seeds
    }
    let seven = try await seeds(at: 0, 7)
    #expect(try await seeds(at: 99, 7) == seven)
    #expect(try await seeds(at: 0, 8) != seven)
  }

  @Test func theLanguageChangesInTheMiddleAndTheNumbersStay() async throws {
    let rehearsal = try await opened()
    try await rehearsal.skip { $0.question?.run != nil }
    let asked = try #require(try rehearsal.quiz.entry?.question)
    await rehearsal.type("0.5")
    // The field takes letters as text; the language changes from the judged question.
    await rehearsal.press(.enter, .character("L"))
    let translated = try #require(try rehearsal.quiz.entry?.question)
    #expect(translated.seed == asked.seed)
    #expect(translated.run == asked.run)
    #expect(translated.item.common.prompt != asked.item.common.prompt)
    #expect(try rehearsal.quiz.editor.answer == .text("0.5"))
    #expect(rehearsal.text.contains("不对。"))
    await rehearsal.press(.character("L"))
    #expect(try rehearsal.quiz.entry?.question == asked)
  }

  @Test func aQuestionThatCannotBeAskedSaysWhyAndIsPassedBy() async throws {
    let reason = Localized(en: "no such numbers", zh: "没有这样的数")
    let rehearsal = try await opened(ask: { _, _ in .failure(.impossible(reason)) })
    #expect(rehearsal.text.contains("no such numbers"))
    await rehearsal.press(.character("r"))
    #expect(rehearsal.text.contains("no such numbers"))
    await rehearsal.press(.enter)
    #expect(try rehearsal.quiz.index == 1)
    #expect(rehearsal.attempts.isEmpty)
  }

  @Test func aLongAskingSaysSo() async throws {
    let rehearsal = try await opened()
    let context = rehearsal.session.state.context(now: 0)
    var screen = QuizScreen(
      QuizPlan(title: Localized("Quiz"), lessons: ["transformer/scaling"]))
    _ = screen.prepare(context)
    let library = try CourseLibrary(at: Rehearsal.content)
    let lesson = try LoadedLesson.read("transformer/scaling", in: .english, from: library)
    _ = screen.receive(.lessonLoaded(lesson), context)
    #expect(screen.tickInterval != nil)
    var frame = Frame(Size(columns: 80, rows: 24))
    screen.draw(in: frame.area, of: &frame, context)
    #expect(!frame.plainText.contains("Drawing the numbers"))
    _ = screen.receive(.tick, context)
    #expect(screen.tickInterval == nil)
    screen.draw(in: frame.area, of: &frame, context)
    #expect(frame.plainText.contains("Drawing the numbers"))
  }

  // MARK: Hints

  @Test func aHintStaysTakenWhenTheQuestionIsTriedAgain() async throws {
    let rehearsal = try await opened()
    try await rehearsal.skip { $0.item.common.hint != nil }
    await rehearsal.press(.tab)
    try await rehearsal.answer(right: false)
    await rehearsal.press(.character("r"))
    #expect(try rehearsal.quiz.showsHint)
    try await rehearsal.answer()
    let kept = try #require(rehearsal.attempts.last)
    #expect(kept.hintUsed && kept.score == 0.75 * kept.points)
    #expect(kept.rating == .hard)
  }

  @Test func whoHasReadTheAnswerHasNotRememberedIt() async throws {
    let rehearsal = try await opened()
    try await rehearsal.answer(right: false)
    await rehearsal.press(.character("r"))
    try await rehearsal.answer()
    let kept = try #require(rehearsal.attempts.last)
    #expect(kept.isRight && kept.rating == .hard)
  }

  @Test func aHintThatIsNotThereCostsNothing() async throws {
    let rehearsal = try await opened(ask: { item, _ in
      guard case .single(var single) = item else { return .success(Question(item: item)) }
      single.common.hint = nil
      return .success(Question(item: .single(single)))
    })
    try await rehearsal.skip { if case .single = $0.shown { true } else { false } }
    await rehearsal.press(.tab)
    #expect(rehearsal.text.contains("This item has no hint."))
    try await rehearsal.answer()
    #expect(rehearsal.attempts.last.map { $0.score == $0.points } == true)
  }

  // MARK: What is shown of an answer

  @Test func theRightFormulaIsLaidOut() async throws {
    let rehearsal = try await opened()
    try await rehearsal.skip { if case .formula = $0.shown { true } else { false } }
    try await rehearsal.answer(right: false)
    #expect(rehearsal.text.contains("1 + exp(−x)"))
    #expect(!rehearsal.text.contains("exp(-x)"))
  }

  /// A long question is scrolled away rather than what is said of its answer.
  @Test func theVerdictIsOnTheScreen() async throws {
    let rehearsal = try await opened("attention/padding-mask", size: Size(columns: 80, rows: 24))
    try await rehearsal.skip { $0.question?.run != nil }
    #expect(rehearsal.text.contains("Three words"))
    try await rehearsal.answer(right: false)
    for part in ["Not right.", "The answer is", "Row "] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
  }

  /// Below a question that fills the screen.
  @Test func theHintAndAComplaintAreOnTheScreen() async throws {
    let rehearsal = try await opened("attention/padding-mask", size: Size(columns: 80, rows: 24))
    try await rehearsal.skip { $0.question?.run != nil }
    await rehearsal.press(.tab)
    #expect(rehearsal.text.contains("HINT"))
    #expect(rehearsal.frame.cursor != nil)
    await rehearsal.type("much")
    await rehearsal.press(.enter)
    #expect(rehearsal.text.contains("'much' is no number"))
  }

  @Test func whatIsOnlyPartlyPairedIsNotJudged() async throws {
    let rehearsal = try await opened("attention/why")
    try await rehearsal.skip { if case .match = $0.shown { true } else { false } }
    await rehearsal.press(.right, .enter)
    #expect(rehearsal.text.contains("Pair every item"))
    #expect(rehearsal.attempts.isEmpty)
  }

  @Test(arguments: [(0.0, "0"), (1.0, "1"), (0.75, "0.75"), (0.5, "0.5"), (11.0 / 3, "3.67")])
  func aScoreHasHundredthsAtMost(score: Double, text: String) {
    #expect(score.asPoints == text)
  }

  @Test(arguments: [Key.escape, .character("q")])
  func aSessionIsLeftFromAJudgedQuestion(key: Key) async throws {
    let rehearsal = try await opened()
    try await rehearsal.answer(right: false)
    await rehearsal.press(key)
    #expect(try rehearsal.quiz.isFinished)
    // One was answered; the others were not.
    #expect(rehearsal.text.contains("not answered"))
  }

  // MARK: Taking back

  @Test func aGradingIsTakenBackAndTheAnswerStaysInItsField() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    let id = try #require(try rehearsal.quiz.entry?.item.id)
    try await rehearsal.answer(right: false)
    let wrong = try #require(rehearsal.attempts.last)
    await rehearsal.press(.character("u"))
    #expect(rehearsal.store.events.last == .undone(wrong.reference))
    #expect(try rehearsal.quiz.editor.answer == wrong.answer)
    #expect(rehearsal.session.state.record.latest[id] == nil)
    clock.pass(1)
    try await rehearsal.answer()
    #expect(rehearsal.session.state.record.latest[id]?.isRight == true)
    #expect(try rehearsal.quiz.grades[0]?.isCorrect == true)
    // Also from the next question.
    await rehearsal.press(.enter)
    await rehearsal.press(.control("p"))
    #expect(try rehearsal.quiz.index == 0)
    #expect(rehearsal.session.state.record.latest[id] == nil)
    await rehearsal.press(.control("p"))
    #expect(rehearsal.text.contains("There is nothing to take back."))
  }

  @Test func aSkipIsKeptAndTakenBack() async throws {
    let rehearsal = try await opened()
    let entry = try #require(try rehearsal.quiz.entry)
    let (id, now) = (entry.item.id, 1_790_000_000.0)
    await rehearsal.press(.control("n"))
    #expect(
      rehearsal.store.events.last == .skipped(item: id, lesson: entry.lesson, time: now))
    #expect(rehearsal.session.state.record.skipped == [id])
    #expect(try rehearsal.quiz.index == 1)
    // What has happened stands beside the keys, not over them.
    let footer = rehearsal.text.split(separator: "\n").last ?? ""
    #expect(footer.contains("Skipped; ") && footer.contains(" check"))
    await rehearsal.press(.control("p"))
    #expect(rehearsal.store.events.last == .unskipped(item: id, time: now))
    #expect(rehearsal.session.state.record.skipped.isEmpty)
    #expect(try rehearsal.quiz.index == 0)
    #expect(try rehearsal.quiz.entries[0].isSkipped == false)
  }

  @Test func aDisputeIsKeptOnceAndShown() async throws {
    let rehearsal = try await opened()
    try await rehearsal.answer(right: false)
    let attempt = try #require(rehearsal.attempts.last)
    await rehearsal.press(.character("d"), .character("d"), .end)
    let disputes = rehearsal.store.events.filter { if case .disputed = $0 { true } else { false } }
    #expect(
      disputes == [
        .disputed(attempt.reference, lesson: attempt.lesson, time: 1_790_000_000)
      ])
    #expect(rehearsal.session.state.record.disputes == [attempt.reference])
    for _ in 0..<30 { await rehearsal.press(.down) }
    #expect(rehearsal.text.contains("kept for the instructor"))
  }

  // MARK: X-ray

  @Test func aWrongAnswerOfABrokenEngineIsNamedAndItsRunOpens() async throws {
    let rehearsal = try await opened()
    try await rehearsal.skip { $0.question?.xrays.isEmpty == false }
    let question = try #require(try rehearsal.quiz.entry?.question)
    let xray = try #require(question.xrays.first)
    await rehearsal.type("\(xray.value)")
    await rehearsal.press(.enter)
    #expect(rehearsal.attempts.last?.mutant == xray.mutant)
    let text = rehearsal.text.split(separator: "\n").joined(separator: " ")
    #expect(text.contains("comes out"))
    await rehearsal.press(.character("x"))
    let broken = try #require(rehearsal.front as? LabScreen).panel
    #expect(broken.mutant == xray.mutant)
    #expect(broken.request.lab == question.run?.lab)
    #expect(broken.findings != nil)
    await rehearsal.press(.escape, .character("l"))
    #expect(try #require(rehearsal.front as? LabScreen).panel.mutant == nil)
    await rehearsal.press(.escape)
    #expect(try rehearsal.quiz.grades.count == 1)
  }

  @Test func aWrongAnswerOfNobodyHasNoXRay() async throws {
    let rehearsal = try await opened()
    try await rehearsal.skip { $0.question?.xrays.isEmpty == false }
    try await rehearsal.answer(right: false)
    #expect(rehearsal.attempts.last?.mutant == nil)
    await rehearsal.press(.character("x"))
    #expect(try rehearsal.quiz.grades.count == 1)
  }

  // MARK: The end

  @Test func theSummaryOpensWhatWasMissed() async throws {
    let rehearsal = try await opened()
    let count = try rehearsal.quiz.entries.count
    try await rehearsal.answer(right: false)
    await rehearsal.press(.enter)
    for _ in 1..<count { await rehearsal.press(.control("n")) }
    #expect(try rehearsal.quiz.isFinished)
    #expect(rehearsal.text.contains("\(count - 1) skipped"))
    // The first one was answered: its verdict; the second was skipped: it is asked.
    await rehearsal.press(.enter)
    guard case .judged = try rehearsal.quiz.phase else { throw Unexpected() }
    await rehearsal.press(.enter)
    #expect(try rehearsal.quiz.isFinished)
    await rehearsal.press(.down, .enter)
    guard case .answering = try rehearsal.quiz.phase else { throw Unexpected() }
    try await rehearsal.answer()
    await rehearsal.press(.enter)
    #expect(try rehearsal.quiz.isFinished)
    #expect(rehearsal.text.contains("\(count - 2) skipped"))
    await rehearsal.press(.character("m"))
    #expect(try rehearsal.quiz.entries.count == 1)
  }

  private struct Unexpected: Error {}

  @Test func eachLessonHasItsScore() async throws {
    let rehearsal = try await Rehearsal(
      opening: .quiz(
        lessons: ["attention/steps", "transformer/scaling"], title: Localized("Quiz"), count: nil))
    let entries = try rehearsal.quiz.entries
    while try !rehearsal.quiz.isFinished { await rehearsal.press(.control("n")) }
    let score = QuizScore(
      try rehearsal.quiz.entries, course: rehearsal.session.state.course)
    #expect(score.parts.count == 2)
    #expect(score.parts.reduce(0) { $0 + $1.points } == score.points)
    #expect(score.skipped == entries.count)
  }

  // MARK: Small windows

  @Test func theChoiceUnderTheCursorIsSeen() async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 60, rows: 16),
      opening: .quiz(lessons: ["transformer/scaling"], title: Localized("Quiz"), count: nil))
    for _ in try rehearsal.quiz.entries {
      for _ in 0..<9 where try !rehearsal.quiz.isTyping {
        await rehearsal.press(.down)
        #expect(rehearsal.text.contains("▸ "), "the cursor is off the screen")
      }
      if try rehearsal.quiz.isTyping {
        await rehearsal.type("1")
        #expect(rehearsal.frame.cursor != nil)
      }
      await rehearsal.press(.control("n"))
    }
  }

  @Test(arguments: [true, false])
  func theVerdictIsSeenBelowALongQuestion(isRight: Bool) async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24),
      opening: .quiz(lessons: ["attention/steps"], title: Localized("Quiz"), count: nil))
    try await rehearsal.skip { $0.item.id == "steps-output" }
    #expect(rehearsal.text.contains("One head"))
    try await rehearsal.answer(right: isRight)
    #expect(rehearsal.text.contains(isRight ? "Right." : "Not right."))
    #expect(isRight || rehearsal.text.contains("The answer is"))
    // It can still be scrolled back to what was asked.
    for _ in 0..<9 { await rehearsal.press(.pageUp) }
    #expect(rehearsal.text.contains("One head"))
    await rehearsal.press(.character("r"))
    #expect(rehearsal.frame.cursor != nil)
  }
}
