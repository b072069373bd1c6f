import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// A question whose lesson is still to be written: what there is on it by now.
@Suite struct SectionTests {
  private func opened(size: Size = Size(columns: 120, rows: 36)) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      size: size, course: SampleSection.added(to:), terms: SampleSection.terms)
    await rehearsal.press(.character("1"), .tab, .end, .enter)
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> SectionScreen {
    try #require(rehearsal.front as? SectionScreen)
  }

  @Test(arguments: [Size(columns: 80, rows: 30), Size(columns: 120, rows: 36)])
  func showsItsQuestionItsLabItsTermsAndWhatIsWritten(size: Size) async throws {
    let rehearsal = try await opened(size: size)
    for part in [
      "9.1  How is softmax cut into pieces?", "to come", "online-softmax",
      "running maximum (滚动最大值)",
      "largest score seen so far", "2.3  Why divide by √d?", "Vectors, dot product",
    ] { #expect(rehearsal.text.contains(part), "\(part)") }
    #expect(try screen(rehearsal).panel?.findings != nil)
  }

  @Test func enterOpensTheLabAndWhatIsSetThereStays() async throws {
    let rehearsal = try await opened()
    let before = try screen(rehearsal).panel?.conditions.settings
    await rehearsal.press(.enter)
    #expect(rehearsal.front is LabScreen)
    await rehearsal.press(.right, .escape)
    #expect(try screen(rehearsal).panel?.conditions.settings != before)
  }

  @Test func aLessonThatSharesTheSectionComesFirst() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.down, .enter)
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
  }

  @Test func wOpensTheGlossaryAtItsTerms() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("w"))
    #expect((rehearsal.front as? GlossaryScreen)?.term?.id == "running maximum")
  }

  /// Whatever the window, the terms can be scrolled to.
  @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 80, rows: 24)])
  func everythingIsReachable(size: Size) async throws {
    let rehearsal = try await opened(size: size)
    for _ in 0..<12 { await rehearsal.press(.down) }
    #expect(rehearsal.text.contains("running maximum"))
  }

  @Test func theMouseOpensALesson() async throws {
    let rehearsal = try await opened()
    await rehearsal.click("Why divide")
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
  }

  /// No lab, no terms, no lesson: it says so and can be left.
  @Test func thereMayBeNothingYet() async throws {
    let empty = PlannedLesson(notes: ["9.9"], title: Localized("?"))
    let rehearsal = try await Rehearsal(course: { course in
      var course = course
      course.chapters.append(
        Chapter(
          id: "empty", title: Localized("Empty"), summary: Localized(""), lessons: [],
          planned: [empty]))
      return course
    })
    await rehearsal.press(.end, .up, .tab, .enter)
    #expect(rehearsal.text.contains("nothing to try yet"))
    await rehearsal.press(.enter, .down, .character("f"), .escape)
    #expect(rehearsal.front is HomeScreen)
  }
}
