import Canvas
import Course
import Testing

@testable import Tutor

/// The card of an item in its lesson, where nothing is drawn yet.
@Suite struct QuizCardTests {
  @Test(arguments: [
    (Language.english, "flash/online-softmax", "A row's maximum so far is …. The next block"),
    (.chinese, "flash/online-softmax", "一行至今的最大值是 …，下一块把它抬到 …"),
    (.english, "flash/motivation", "One head in FP16, N = … and d = …"),
    (.chinese, "flash/motivation", "一个头，N = …，d = …"),
  ])
  func numbersThatAreDrawnAreEllipses(
    language: Language, lesson: String, prompt: String
  ) async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 120, rows: 1000), language: language, opening: .lesson(lesson))
    #expect(rehearsal.text.contains(prompt))
  }
}
