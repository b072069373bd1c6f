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
    await press(try quiz.editor.takesEnter ? .control("d") : .enter)
  }

  /// The question in front, of a quiz or of an exam.
  private var panel: QuestionPanel? {
    (front as? QuizScreen)?.entry ?? (front as? ExamScreen)?.panel
  }

  /// Answers the question in front, and does not submit it.
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
    case .shape(let item): await type(right ? item.answerText : "[Z]")
    case .formula(let item): await type(right ? item.answerText : "-987654")
    case .short(let item): await receive(.paste(right ? item.model.plainText : "-987654"))
    case .order(let item): try await arrange(item.choices.count, right: right)
    case .match(let item): try await pair(item.left.count, right: right)
    }
  }

  /// Moves each choice to its place; backwards for a wrong answer.
  private func arrange(_ count: Int, right: Bool) async throws {
    for place in 0..<count {
      guard case .order(let order)? = panel?.editor.answer else { return }
      let choice = right ? place : count - 1 - place
      let present = try #require(order.firstIndex(of: choice))
      await type("\(present + 1) \(place + 1) ")
    }
  }

  /// Turns each left side to its right side; to the next one for a wrong answer.
  private func pair(_ count: Int, right: Bool) async throws {
    for left in 0..<count {
      await type("\(left + 1)")
      let side = right ? left : (left + 1) % count
      for _ in 0..<count where (panel?.editor as? MatchEditor)?.pairs[left] != side {
        await press(.right)
      }
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
