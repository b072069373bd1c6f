import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// L speaks the other language, and leaves the learner where they were.
@Suite struct LanguageTests {
  private func lesson(_ rehearsal: Rehearsal) throws -> LessonScreen {
    try #require(rehearsal.front as? LessonScreen)
  }

  /// The heading that the top of the screen is under.
  private func heading(_ screen: LessonScreen) -> String? {
    screen.page.anchors.filter { $0.value <= screen.top }.max { $0.value < $1.value }?.key
  }

  @Test(arguments: ["attention/steps", "transformer/scaling", "attention/padding-mask"], 0..<6)
  func theHeadingStaysInView(id: String, pages: Int) async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), opening: .lesson(id))
    for _ in 0..<pages { await rehearsal.press(.pageDown) }
    let before = try lesson(rehearsal)
    await rehearsal.press(.character("L"))
    let after = try lesson(rehearsal)
    #expect(after.content?.lesson.language == .chinese)
    guard let anchor = heading(before) else {
      #expect(heading(after) == nil)
      return
    }
    let line = try #require(after.page.anchors[anchor])
    if heading(after) != anchor {
      // The Chinese page ended before the heading could reach the top, or the blank line that the
      // heading's block begins with is there.
      #expect(after.hasReachedEnd || line == after.top + 1)
      #expect((after.top..<after.top + after.visibleRows).contains(line))
    }
    await rehearsal.press(.character("L"))
    #expect(try lesson(rehearsal).content?.lesson.language == .english)
  }

  @Test func theChoiceIsRemembered() async throws {
    let rehearsal = try await Rehearsal()
    await rehearsal.press(.character("L"))
    #expect(rehearsal.session.state.language == .chinese)
    #expect(rehearsal.store.events.last == .set(key: SettingKey.language, value: "zh"))
    await rehearsal.press(.character("L"))
    #expect(rehearsal.store.events.last == .set(key: SettingKey.language, value: "en"))
  }

  @Test func whatIsSetInALabStays() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.focusLab()
    await rehearsal.press(.character("d"), .right, .character("L"))
    #expect(try lesson(rehearsal).panels[0]?.request.settings["d"] == "128")
  }

  @Test func whatIsAnsweredStays() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.press(.character("t"), .character("3"), .character("L"))
    let quiz = try #require(rehearsal.front as? QuizScreen)
    #expect(quiz.editor.answer == .choice(2))
    #expect(rehearsal.text.contains("提交"))
  }

  @Test func lettersOfATextAreNoCommand() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("attention/steps"))
    await rehearsal.openLab()
    await rehearsal.press(.character("t"), .enter)
    await rehearsal.type(" L?q")
    #expect(rehearsal.session.state.language == .english)
    let screen = try #require(rehearsal.front as? LabScreen)
    #expect(screen.panel.editor?.text.hasSuffix(" L?q") == true)
  }
}

extension Rehearsal {
  /// In a lesson: puts the focus on its first lab.
  func focusLab() async {
    for _ in 0..<60 {
      if (front as? LessonScreen)?.focus == .slot(.lab(0)) { return }
      await press(.tab)
    }
  }

  /// In a lesson: opens its first lab full screen.
  func openLab() async {
    await focusLab()
    await press(.character("f"))
  }
}
