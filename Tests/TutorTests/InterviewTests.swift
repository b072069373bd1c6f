import Canvas
import Course
import Labs
import Progress
import Quiz
import Testing

@testable import Tutor

/// An interview: a free answer, the points that it made, a follow-up, and the question once more.
@Suite struct InterviewTests {
  private static let half = "The variance of q·k is d_k, so softmax saturates."
  private static let rest = """
    The variance of q·k is d_k. Softmax saturates and becomes one-hot, so the gradients vanish.
    Dividing brings the variance back to 1.
    """

  private func opened(
    record: Record = Record(settings: [SettingKey.language: "en"]),
    clock: Rehearsal.Clock = Rehearsal.Clock(), size: Size = Size(columns: 120, rows: 36)
  ) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(size: size, language: nil, record: record, clock: clock)
    let chapters = rehearsal.session.state.course.chapters
    let chapter = try #require(chapters.firstIndex { $0.id == "transformer" })
    let lesson = try #require(
      Shelf.all(of: rehearsal.session.state.course)[chapter].rows
        .firstIndex { $0.content == .lesson("transformer/scaling") })
    await rehearsal.type("\(chapter + 1)l" + String(repeating: "j", count: lesson) + "i")
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> InterviewScreen {
    try #require(rehearsal.front as? InterviewScreen)
  }

  private func answer(_ rehearsal: Rehearsal, _ text: String) async {
    await rehearsal.receive(.paste(text))
    await rehearsal.press(.control("d"))
  }

  @Test func onlyTheQuestionIsShownWhileItIsAnswered() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    #expect(rehearsal.text.contains("1 question"))
    await rehearsal.press(.enter)
    #expect(try screen(rehearsal).panel?.item.id == "scaling-explain")
    #expect(try screen(rehearsal).isTyping)
    clock.pass(83)
    let frame = rehearsal.session.state.view(now: clock.now)
    #expect(frame.plainText.contains("1:23"))
    #expect(!frame.plainText.contains("saturate"))
    #expect(try screen(rehearsal).tickInterval == .seconds(1))
    #expect(frame.cursor != nil)
  }

  @Test func theAnswerIsKeptWithItsPointsAndItsTime() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    await rehearsal.press(.enter)
    clock.pass(40)
    await answer(rehearsal, Self.half)
    let attempt = try #require(rehearsal.attempts.first)
    #expect(attempt.mode == .interview && attempt.item == "scaling-explain")
    #expect(attempt.answer == .text(Self.half))
    #expect(attempt.seconds == 40)
    #expect(attempt.tally == RubricTally(met: [1, 2], missed: [3, 4]))
    for part in ["2 of 4 points", "you said", "not said", "could speak"] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
  }

  @Test func anAnswerInChineseIsReadWhateverTheLanguageOfTheScreen() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, "点积的方差等于 d_k，所以 softmax 饱和，梯度消失；除以根号 d_k 后方差变回 1。")
    let met = try #require(rehearsal.attempts.first?.tally?.met)
    #expect(met.prefix(3) == [1, 2, 3])
  }

  @Test func theFollowUpIsThatOfThePointThatWasMissed() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    #expect(try screen(rehearsal).followUp?.id == "scaling-threat")
    await rehearsal.press(.enter)
    #expect(try screen(rehearsal).round?.reason == .followUp(point: 3))
    #expect(try screen(rehearsal).panel?.item.id == "scaling-threat")
    #expect(rehearsal.text.contains("A follow-up on"))
  }

  /// Saying the opposite is worse than saying nothing, and is asked about first.
  @Test func aPointThatWasContradictedIsFollowedUpFirst() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, "The variance is d_k, so softmax saturates and the gradients explode.")
    let reading = try #require(try screen(rehearsal).panel?.latest?.tally)
    #expect(reading.contradicted == [3])
    #expect(try screen(rehearsal).followUp?.point == 3)
    #expect(rehearsal.text.contains("the opposite"))
  }

  @Test func theLabThatShowsItIsOneKeyAway() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    await rehearsal.press(.character("l"))
    #expect((rehearsal.front as? LabScreen)?.panel.description.name == "scaling")
    await rehearsal.press(.escape, .character("o"))
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
  }

  @Test func theLearnerMayOverruleAPoint() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    let attempt = try #require(rehearsal.attempts.first)
    func overruled() -> [ProgressEvent] {
      rehearsal.store.events.filter { if case .overruled = $0 { true } else { false } }
    }
    await rehearsal.press(.character("v"), .character("3"))
    #expect(
      overruled() == [.overruled(attempt.reference, points: [3], score: attempt.points)])
    #expect(rehearsal.text.contains("3 of 4 points"))
    // A point that was met cannot be; and the same number takes it back.
    await rehearsal.press(.character("v"), .character("1"))
    #expect(overruled().count == 1)
    await rehearsal.press(.character("v"), .character("3"))
    #expect(overruled().last == .overruled(attempt.reference, points: [], score: attempt.score))
    // Without `v` a number is no more than a number.
    await rehearsal.press(.character("4"))
    #expect(overruled().count == 2)
  }

  @Test func tenMinutesLaterItIsAskedInOtherWordsAndBothTimesAreDrawn() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    await rehearsal.press(.escape)
    #expect(rehearsal.text.contains("comes back in"))
    clock.pass(599)
    #expect(try screen(rehearsal).due(rehearsal.context(clock)).isEmpty)
    clock.pass(2)
    await rehearsal.press(.enter)
    #expect(
      try screen(rehearsal).round?.reason
        == .again(RubricTally(met: [1, 2], missed: [3, 4])))
    #expect(rehearsal.text.contains("Somebody deletes"))
    await answer(rehearsal, Self.rest)
    #expect(rehearsal.attempts.last?.mode == .interviewAgain)
    for part in ["first time → second time", "· → ✔", "✔ → ✔", "there now"] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
    // It is not asked a third time.
    clock.pass(5000)
    #expect(try screen(rehearsal).due(rehearsal.context(clock)).isEmpty)
    await rehearsal.press(.escape)
    #expect(rehearsal.text.contains("✔✔·· → ✔✔✔✔"))
  }

  @Test func homeSaysThatAQuestionComesBack() async throws {
    let clock = Rehearsal.Clock()
    let rehearsal = try await opened(clock: clock)
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    await rehearsal.press(.escape, .escape)
    #expect(rehearsal.front is HomeScreen)
    clock.pass(700)
    await rehearsal.press(.down)
    #expect(rehearsal.text.contains("1 again now"))
  }

  @Test func textIsNotLostByOneEscape() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter, .character("a"), .escape)
    #expect(try screen(rehearsal).isTyping)
    await rehearsal.press(.character("b"), .escape)
    #expect(try screen(rehearsal).isTyping)
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).stage == .finished)
    #expect(rehearsal.attempts.isEmpty)
  }

  /// Home points at the first chapter, which has none.
  @Test func aChapterWithoutQuestionsIsNotOfferedFirst() async throws {
    let rehearsal = try await Rehearsal(language: nil)
    await rehearsal.press(.character("i"))
    let screen = try screen(rehearsal)
    #expect(screen.scopes.count == 2 && screen.scope == 1)
    await rehearsal.press(.enter)
    #expect(try self.screen(rehearsal).stage == .round)
  }

  /// An order is an answer from the first, without anything being written.
  @Test func oneEscapeLeavesWhereNothingIsWritten() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    await rehearsal.press(.enter)
    await rehearsal.type("1")
    #expect(try screen(rehearsal).panel?.editor.answer != nil)
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).stage == .finished)
  }

  @Test func theGradingCanBeTakenBack() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    await answer(rehearsal, Self.half)
    await rehearsal.press(.character("u"))
    #expect(try screen(rehearsal).isTyping)
    #expect(rehearsal.text.contains("so softmax saturates"))
    let reference = try #require(rehearsal.attempts.first?.reference)
    #expect(rehearsal.store.events.last == .undone(reference))
  }

  @Test(arguments: [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60),
  ])
  func itFitsAnyWindow(size: Size) async throws {
    let rehearsal = try await opened(size: size)
    await rehearsal.press(.enter)
    await rehearsal.receive(.paste(String(repeating: "缩放 softmax ", count: 200)))
    let cursor = try #require(rehearsal.frame.cursor)
    #expect(rehearsal.frame.area.contains(column: cursor.column, row: cursor.row))
    await rehearsal.press(.control("d"))
    for _ in 0..<8 { await rehearsal.press(.pageDown) }
    #expect(rehearsal.text.contains("standard deviation"))
  }
}

extension Rehearsal {
  fileprivate func context(_ clock: Clock) -> Context { session.state.context(now: clock.now) }
}
