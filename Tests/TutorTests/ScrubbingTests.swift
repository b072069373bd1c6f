import Canvas
import Course
import Labs
import Testing

@testable import Tutor

/// Steps that play by themselves.
@Suite struct ScrubbingTests {
  private var state: State

  init() async throws {
    let rehearsal = try await Rehearsal(size: Size(columns: 200, rows: 60))
    state = rehearsal.session.state
    state.appearance.allowsMotion = true
    let request = LabRequest(lab: "flash")
    var panel = try LabPanel(id: "test", request: request)
    guard case .runLab(let ticket, _) = panel.run() else { throw NoRun() }
    _ = panel.receive(ticket, Laboratory().outcome(of: request))
    panel.showStep(0)
    state.screens.append(LabScreen(panel: panel))
  }

  private struct NoRun: Error {}

  private var panel: LabPanel? { (state.screens.last as? LabScreen)?.panel }

  private mutating func press(_ letters: String) {
    for letter in letters { _ = state.update(.input(.key(.character(letter))), now: 0) }
  }

  @Test mutating func aTickIsAStep() {
    press(" ")
    #expect(state.tickInterval == .seconds(1))
    _ = state.update(.tick, now: 0)
    #expect(panel?.step == 1)
    press(" ")
    _ = state.update(.tick, now: 0)
    #expect(panel?.step == 1)
    #expect(state.tickInterval == nil)
  }

  @Test mutating func whatIsNotLookedAtStandsStill() {
    press(" ?")
    #expect(state.tickInterval == nil)
    _ = state.update(.tick, now: 0)
    press("?")
    #expect(panel?.step == 0)
    #expect(panel?.isPlaying == true)
  }

  @Test mutating func aPaceBeyondPicturesLeavesStepsOut() throws {
    press("]]]]]]] ")
    #expect(state.tickInterval == .seconds(0.04))
    _ = state.update(.tick, now: 0)
    #expect(panel?.step == 5)
  }

  @Test mutating func theLastStepEndsThePlay() throws {
    let last = try #require(panel).steps.count - 1
    press("]]]]]]]] ")
    for _ in 0...last { _ = state.update(.tick, now: 0) }
    #expect(panel?.step == last)
    #expect(panel?.isPlaying == false)
  }

  @Test(arguments: [0.0, 0.25, 0.5, 1.0])
  mutating func aClickOnTheScrubberShowsThatStep(share: Double) throws {
    let rows = state.view(now: 0).plainText.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.lastIndex { $0.contains("●─") })
    let bar = Array(rows[row])
    let start = try #require(bar.firstIndex(of: "●"))
    let end = try #require(bar.lastIndex(of: "─"))
    let column = start + Int((Double(end - start) * share).rounded())
    _ = state.update(.input(.mouse(Mouse(.press, column: column, row: row))), now: 0)
    let count = try #require(panel).steps.count
    let expected = Double(count - 1) * share
    #expect(
      abs(Double(try #require(panel).step) - expected) <= Double(count) / Double(end - start) + 1)
  }

  @Test mutating func backAndForwardIsWhereOneWas() throws {
    press("nnnnnnn")
    let text = state.view(now: 0).plainText
    press("ppppp")
    #expect(state.view(now: 0).plainText != text)
    press("nnnnn")
    #expect(state.view(now: 0).plainText == text)
    press("}}{{")
    #expect(state.view(now: 0).plainText == text)
  }
}
