import Canvas
import Course
import Progress
import Quiz
import Testing

@testable import Tutor

/// A free answer in a quiz: several lines, submitted by Ctrl-D, its points shown with the words.
@Suite struct FreeTextTests {
  private static let item = "scaling-explain"
  private static let half = "The variance of q·k is d_k, so softmax saturates."

  private func opened(size: Size = Size(columns: 120, rows: 36)) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      size: size,
      opening: .quiz(
        QuizPlan(
          title: Localized("Quiz"), lessons: ["transformer/scaling"],
          selection: .items([Self.item]))))
    #expect(try rehearsal.quiz.entry?.item.id == Self.item)
    return rehearsal
  }

  @Test func enterMakesALineAndControlDSubmits() async throws {
    let rehearsal = try await opened()
    await rehearsal.type("one")
    await rehearsal.press(.enter)
    await rehearsal.type("two")
    #expect(rehearsal.attempts.isEmpty)
    #expect(rehearsal.text.contains("Ctrl-D answer"))
    let cursor = try #require(rehearsal.frame.cursor)
    await rehearsal.press(.up)
    #expect(rehearsal.frame.cursor.map { $0.row } == cursor.row - 1)
    await rehearsal.press(.control("d"))
    #expect(rehearsal.attempts.map(\.answer) == [.text("one\ntwo")])
  }

  @Test func nothingIsSubmittedWhereNothingIsWritten() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter, .character(" "), .control("d"))
    #expect(rehearsal.attempts.isEmpty)
    #expect(rehearsal.text.contains("Choose or type an answer first."))
  }

  @Test func thePointsAreShownWithTheWordsThatMadeThem() async throws {
    let rehearsal = try await opened()
    await rehearsal.receive(.paste(Self.half))
    await rehearsal.press(.control("d"))
    for part in ["Partly right.", "you said “", "not said", "v and a number", "could speak"] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
    await rehearsal.press(.character("v"), .character("4"))
    let attempt = try #require(rehearsal.attempts.first)
    #expect(
      rehearsal.store.events.last
        == .overruled(attempt.reference, points: [4], score: attempt.points))
    #expect(rehearsal.text.contains("by your own word"))
    // What is shown as remembered is what the next review follows from.
    #expect(
      try rehearsal.quiz.entry?.latest?.rating
        == rehearsal.session.state.record.latest[attempt.item]?.rating)
    #expect(rehearsal.text.contains("Right."))
    // In another language it stays overruled.
    await rehearsal.press(.character("L"))
    #expect(rehearsal.text.contains("你认为说到了"))
    #expect(rehearsal.text.contains("正确。"))
  }

  @Test func whatIsWrittenIsNotLostByOneEscape() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("a"), .escape)
    #expect(rehearsal.text.contains("Esc once more"))
    #expect(try rehearsal.quiz.isTyping)
    await rehearsal.press(.escape)
    #expect(rehearsal.front is HomeScreen)
  }

  @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 80, rows: 24)])
  func aLongTextKeepsItsCursorOnTheScreen(size: Size) async throws {
    let rehearsal = try await opened(size: size)
    await rehearsal.receive(.paste(String(repeating: "缩放因子 scale ", count: 3000)))
    for key in [Key.end, .up, .up, .home, .pageUp, .wordLeft, .enter] {
      await rehearsal.press(key)
      let cursor = try #require(rehearsal.frame.cursor)
      #expect(rehearsal.frame.area.contains(column: cursor.column, row: cursor.row))
    }
    #expect(rehearsal.text.contains("20000 characters"))
  }

  /// Every word that a finding quotes is marked once, and the text stays what it was.
  @Test(
    arguments: [
      ("a b c", [.met(words: "b")]),
      ("a b c", [.met(words: "a b"), .contradicted(words: "b c")]),
      ("a b c", [.met(words: "x"), .met(words: ""), .missed]),
      ("方差是 d", [.met(words: "方差"), .met(words: "方差是 d")]),
    ] as [(String, [RubricReading.Finding])])
  func marksLeaveTheTextAsItIs(text: String, findings: [RubricReading.Finding]) {
    let lines = MarkedText(text, RubricReading(findings)).lines(width: 40, .dark)
    #expect(lines.map(\.text) == [text])
  }
}
