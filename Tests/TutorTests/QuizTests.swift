import Canvas
import Course
import Progress
import Quiz
import Testing

@testable import Tutor

/// Answering items by keys: judged at once, and kept.
@Suite struct QuizScreenTests {
  private static let lessons = ["transformer/scaling", "attention/steps", "attention/padding-mask"]

  private func opened(_ lesson: String = "transformer/scaling") async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(opening: .lesson(lesson))
    await rehearsal.press(.character("t"))
    _ = try quiz(rehearsal)
    return rehearsal
  }

  private func quiz(_ rehearsal: Rehearsal) throws -> QuizScreen {
    try #require(rehearsal.front as? QuizScreen)
  }

  private func attempts(_ rehearsal: Rehearsal) -> [Attempt] {
    rehearsal.store.events.compactMap {
      if case .answered(let attempt) = $0 { attempt } else { nil }
    }
  }

  private func grade(_ rehearsal: Rehearsal) throws -> Grade {
    guard case .judged(let grade) = try quiz(rehearsal).phase else { throw NotJudged() }
    return grade
  }

  private struct NotJudged: Error {}

  private func answer(_ rehearsal: Rehearsal, right: Bool = true) async throws {
    try await rehearsal.answer(right: right)
  }

  private func takeHint(_ rehearsal: Rehearsal) async throws {
    await rehearsal.press(try quiz(rehearsal).isTyping ? .tab : .character("h"))
    #expect(try quiz(rehearsal).showsHint)
  }

  @Test(arguments: lessons)
  func aRightAnswerEarnsAllAndAHintCostsAQuarter(lesson: String) async throws {
    let rehearsal = try await opened(lesson)
    for (index, entry) in try quiz(rehearsal).entries.enumerated() {
      #expect(try quiz(rehearsal).index == index)
      let points = entry.item.common.points
      try await answer(rehearsal)
      #expect(try grade(rehearsal).score == points)
      #expect(rehearsal.text.contains("Right."))

      await rehearsal.press(.character("r"))
      #expect(try !quiz(rehearsal).showsHint)
      try await takeHint(rehearsal)
      try await answer(rehearsal)
      #expect(try grade(rehearsal).score == 0.75 * points)
      #expect(rehearsal.text.contains("Right."))

      await rehearsal.press(.character("r"))
      try await answer(rehearsal, right: false)
      #expect(try grade(rehearsal).score == 0)
      #expect(rehearsal.text.contains("Not right."))

      let kept = attempts(rehearsal).suffix(3)
      #expect(kept.map(\.score) == [points, 0.75 * points, 0])
      #expect(kept.map(\.hintUsed) == [false, true, true])
      #expect(kept.allSatisfy { $0.item == entry.item.id && $0.lesson == lesson })
      #expect(kept.allSatisfy { $0.version == entry.item.common.version })
      #expect(kept.allSatisfy { $0.time == 1_790_000_000 && $0.points == points })
      await rehearsal.press(.enter)
    }
    guard case .finished = try quiz(rehearsal).phase else {
      Issue.record("the last item was not the end")
      return
    }
  }

  /// The number of the first item that is typed.
  private func skipToNumber(_ rehearsal: Rehearsal) async throws {
    while try !quiz(rehearsal).isTyping {
      try #require(try quiz(rehearsal).entry != nil)
      await rehearsal.press(.character("s"))
    }
  }

  @Test(arguments: ["abc", "1/0", "--3", "16 apples", "1e", "∞", "中"])
  func aNumberThatCannotBeReadIsAComplaintAndNoAttempt(text: String) async throws {
    let rehearsal = try await opened()
    try await skipToNumber(rehearsal)
    await rehearsal.type(text)
    await rehearsal.press(.enter)
    #expect(try quiz(rehearsal).complaint != nil)
    guard case .answering = try quiz(rehearsal).phase else {
      Issue.record("it was judged")
      return
    }
    #expect(attempts(rehearsal).isEmpty)
    // The next key takes the complaint away, and the answer counts in full.
    await rehearsal.press(.control("u"))
    #expect(try quiz(rehearsal).complaint == nil)
    try await answer(rehearsal)
    #expect(try grade(rehearsal).isCorrect)
  }

  @Test func nothingChosenIsAComplaint() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.enter)
    #expect(rehearsal.text.contains("Choose or type an answer first."))
    #expect(attempts(rehearsal).isEmpty)
  }

  @Test func choicesBeyondTheLastAreNothing() async throws {
    let rehearsal = try await opened()
    await rehearsal.type("09")
    #expect(try quiz(rehearsal).editor.answer == nil)
  }

  @Test func skippedItemsAreOpenInTheSummaryAndKeptNowhere() async throws {
    let rehearsal = try await opened()
    let entries = try quiz(rehearsal).entries
    try await answer(rehearsal)
    await rehearsal.press(.enter)
    try await answer(rehearsal, right: false)
    await rehearsal.press(.enter)
    for entry in entries.dropFirst(2) {
      #expect(try quiz(rehearsal).entry?.item.id == entry.item.id)
      // A number's field takes letters as text; Esc leaves, and there is no key to skip it.
      if try quiz(rehearsal).isTyping { try await answer(rehearsal) }
      await rehearsal.press(try quiz(rehearsal).isAnswering ? .character("s") : .enter)
    }
    let points = entries.reduce(0) { $0 + $1.item.common.points }
    let score = try quiz(rehearsal).grades.values.reduce(0) { $0 + $1.score }
    #expect(rehearsal.text.contains("\(Int(score)) of \(Int(points)) points"))
    #expect(attempts(rehearsal).count == (try quiz(rehearsal).grades.count))

    await rehearsal.press(.character("r"))
    #expect(try quiz(rehearsal).index == 0)
    #expect(try quiz(rehearsal).grades.isEmpty)
    await rehearsal.press(.escape)
    #expect(rehearsal.front is LessonScreen)
  }

  @Test func theLatestAnswerIsInTheRecord() async throws {
    let rehearsal = try await opened()
    let id = try #require(try quiz(rehearsal).entry?.item.id)
    try await answer(rehearsal, right: false)
    await rehearsal.press(.character("r"))
    try await answer(rehearsal)
    #expect(rehearsal.session.state.record.latest[id]?.isRight == true)
    #expect(rehearsal.store.record().latest[id]?.isRight == true)
    #expect(attempts(rehearsal).map(\.isRight) == [false, true])
  }

  @Test func theLessonExplainsTheItem() async throws {
    let rehearsal = try await opened()
    try await answer(rehearsal)
    await rehearsal.press(.character("o"))
    #expect(rehearsal.front is LessonScreen)
    await rehearsal.press(.escape)
    #expect(try grade(rehearsal).isCorrect)
  }

  @Test(arguments: [(1, 1), (3, 3), (nil, .max), (99, .max)] as [(Int?, Int)])
  func quizModeTakesSoManyItems(count: Int?, expected: Int) async throws {
    let lessons = ["attention/steps", "transformer/scaling"]
    let rehearsal = try await Rehearsal(
      opening: .quiz(lessons: lessons, title: Localized("Quiz"), count: count))
    let entries = try quiz(rehearsal).entries
    let course = rehearsal.session.state.course
    let all = lessons.reduce(0) { $0 + (course.lesson($1)?.items.count ?? 0) }
    #expect(entries.count == min(expected, all))
    #expect(Set(entries.map(\.lesson)) == Set(lessons.prefix(expected > 4 ? 2 : 1)))
  }
}

extension QuizScreen {
  fileprivate var isAnswering: Bool { if case .answering = phase { true } else { false } }
}
