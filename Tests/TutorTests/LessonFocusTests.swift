import Canvas
import Course
import Testing

@testable import Tutor

/// What Tab and `l` go to in a lesson: something that can be seen, and is seen to be lit.
@Suite struct LessonFocusTests {
  private static let lessons = [
    "attention/steps", "attention/kinds", "flash/motivation", "transformer/scaling",
  ]

  private func opened(
    _ lesson: String, size: Size = Size(columns: 80, rows: 24)
  ) async throws -> Rehearsal {
    try await Rehearsal(size: size, opening: .lesson(lesson))
  }

  private func screen(_ rehearsal: Rehearsal) throws -> LessonScreen {
    try #require(rehearsal.front as? LessonScreen)
  }

  /// At every screenful of the lesson, with the answer folded and open.
  @Test(arguments: lessons, [Key.home, .character("a")])
  func tabGoesToWhatIsSeenFirst(_ lesson: String, first: Key) async throws {
    let rehearsal = try await opened(lesson)
    await rehearsal.press(first)
    var isAtEnd = false
    while !isAtEnd {
      let before = try screen(rehearsal)
      await rehearsal.press(.tab)
      let after = try screen(rehearsal)
      let lit = try #require(after.focus?.litRows(on: after.page))
      #expect(lit.overlaps(after.top..<after.top + after.visibleRows))
      let all = Focusable.all(on: before.page).compactMap {
        $0.litRows(on: before.page)?.lowerBound
      }
      if let seen = all.first(where: { $0 >= before.top }) { #expect(lit.lowerBound == seen) }
      await rehearsal.press(.escape, .pageDown)
      isAtEnd = try screen(rehearsal).top <= before.top || screen(rehearsal).hasReachedEnd
    }
  }

  @Test(arguments: lessons) func lGoesToTheLabHereOrBelow(_ lesson: String) async throws {
    let rehearsal = try await opened(lesson)
    let count = try screen(rehearsal).panels.count
    for index in Array(0..<count) + [0] {
      await rehearsal.press(.character("l"))
      let after = try screen(rehearsal)
      #expect(after.focusedPanelIndex == index)
      let rows = try #require(after.page.slot(.lab(index))?.rows)
      #expect(rows.lowerBound >= after.top && rows.upperBound <= after.top + after.visibleRows)
      await rehearsal.press(.escape)
      while try screen(rehearsal).top <= rows.lowerBound, try !screen(rehearsal).isAtBottom {
        await rehearsal.press(.down)
      }
    }
  }

  @Test func lGoesToTheLabBesideTheText() async throws {
    let rehearsal = try await opened("flash/motivation", size: Size(columns: 120, rows: 36))
    await rehearsal.press(.character("l"))
    #expect(try screen(rehearsal).focusedPanelIndex == 0)
    #expect(try screen(rehearsal).top == 0)
  }

  /// They are the ends of the lesson only where the text has the focus.
  @Test func homeAndEndAreThoseOfTheLabInFocus() async throws {
    let rehearsal = try await opened("attention/dense")
    await rehearsal.press(.character("l"), .end)
    let top = try screen(rehearsal).top
    let panel = try #require(try screen(rehearsal).panels[0])
    #expect(panel.step == panel.steps.count - 1)
    await rehearsal.press(.home)
    #expect(try screen(rehearsal).panels[0]?.step == 0)
    #expect(try screen(rehearsal).top == top && screen(rehearsal).focusedPanelIndex == 0)
  }

  /// The wheel moves the text under a lab in focus; once its title is gone, keys are the text's again.
  @Test func whatIsNoLongerLitHasNotTheFocus() async throws {
    let rehearsal = try await opened("attention/dense")
    await rehearsal.press(.character("l"))
    let rows = try #require(try screen(rehearsal).page.slot(.lab(0))?.rows)
    while try screen(rehearsal).top <= rows.lowerBound {
      await rehearsal.receive(.mouse(Mouse(.wheelDown, column: 10, row: 10)))
    }
    #expect(try screen(rehearsal).top < rows.upperBound)
    #expect(try screen(rehearsal).focus == nil)
  }
}

extension LessonScreen {
  fileprivate var isAtBottom: Bool { top + visibleRows >= page.lines.count }
}
