import Canvas
import Course
import Labs
import Testing

@testable import Tutor

/// A lab of a lesson opens at the step and the view that the lesson speaks of.
struct LabOpeningTests {
  private static let request = LabRequest(lab: "flash", settings: ["N": "16", "d": "4"])

  private func panel(_ opening: LabOpening) throws -> LabPanel {
    var panel = try LabPanel(id: "test", request: Self.request, opening: opening)
    finishRun(of: &panel)
    return panel
  }

  private func finishRun(of panel: inout LabPanel) {
    guard case .runLab(let ticket, let request) = panel.run() else { return }
    _ = panel.receive(ticket, Laboratory().outcome(of: request))
  }

  @Test func withoutAnyTheLabSays() throws {
    let panel = try panel(LabOpening())
    #expect(panel.step == panel.findings?.openingStep)
    #expect(panel.firstView == 0)
  }

  @Test(arguments: [1, 7]) func theStepIsTheOneNamed(number: Int) throws {
    #expect(try panel(LabOpening(step: .number(number))).step == number - 1)
  }

  @Test(arguments: [LabOpening.Step.last, .number(9_999)])
  func theLastStepIsTheLast(_ step: LabOpening.Step) throws {
    let panel = try panel(LabOpening(step: step))
    #expect(panel.step == panel.steps.count - 1)
  }

  @Test func theViewIsTheOneNamed() throws {
    let plain = try panel(LabOpening(step: .number(5)))
    let panel = try panel(LabOpening(step: .number(5), view: 3))
    #expect(panel.views(.english).first?.title == plain.views(.english)[2].title)
  }

  /// Who moves on is not brought back by a run with the same stages; other stages have another end.
  @Test func aRunLeavesTheLearnerWhereHeIs() throws {
    var panel = try panel(LabOpening(step: .last, view: 2))
    panel.showStep(3)
    panel.showNextView()
    finishRun(of: &panel)
    #expect(panel.step == 3 && panel.firstView == 2)
    _ = try panel.set(["N": "32"])
    finishRun(of: &panel)
    #expect(panel.step == panel.steps.count - 1 && panel.firstView == 2)
  }

  /// What verify says of a lesson whose lab opens at what its run does not have.
  @Test(arguments: [
    ("step: 900", "there is no step 900; the run has "),
    ("step: 1\nview: 40", "there is no view 40; step 1 has "), ("step: last\nview: 1", nil),
  ])
  func verifySaysWhatTheRunDoesNotHave(_ keys: String, sentence: String?) {
    let (blocks, _) = Markdown.blocks("```lab\nname: flash\n\(keys)\n```", file: "a.md")
    let lesson = Lesson(
      summary: LessonSummary(id: "a", title: Localized("a")), language: .english, blocks: blocks,
      diagnostics: [], claims: [:])
    let found = Laboratory().misplacedOpenings(in: lesson)
    #expect(found.count == (sentence == nil ? 0 : 1))
    #expect(found.allSatisfy { $0.description.hasPrefix("a.md:1:1: error: \(sentence ?? "")") })
  }
}
