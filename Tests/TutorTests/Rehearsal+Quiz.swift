import Canvas
import Course
import Labs
import Progress
import Quiz
import Testing

@testable import Tutor

extension Rehearsal {
  var quiz: QuizScreen { get throws { try #require(front as? QuizScreen) } }
  var exam: ExamScreen { get throws { try #require(front as? ExamScreen) } }

  /// What was answered, in order.
  var attempts: [Attempt] {
    store.events.compactMap { if case .answered(let attempt) = $0 { attempt } else { nil } }
  }

  /// Gives the right answer to the question in front, or one that is wrong.
  func answer(right: Bool = true) async throws {
    try await fillIn(try quiz.entry, right: right)
    await press(.enter)
  }

  func fillIn(_ panel: QuestionPanel?, right: Bool) async throws {
    switch try #require(panel).shown {
    case .single(let item):
      let choice = right ? item.answer : (item.answer + 1) % item.choices.count
      await type("\(choice + 1)")
    case .multiple(let item):
      let marked = right ? item.answer : Set(item.choices.indices).subtracting(item.answer)
      for choice in marked.sorted() { await type("\(choice + 1)") }
    case .truefalse(let item): await type(item.answer == right ? "1" : "2")
    case .numeric(let item): await type(right ? item.answerText : "-987654")
    default: Issue.record("the test has no answer for \(try #require(panel).item.id)")
    }
  }

  /// Skips to the first question that fulfils a condition.
  func skip(until isWanted: (QuestionPanel) -> Bool) async throws {
    while let entry = try quiz.entry, !isWanted(entry) {
      try #require(try !quiz.isFinished, "no question is as it is wanted")
      await press(.control("n"))
    }
  }
}
