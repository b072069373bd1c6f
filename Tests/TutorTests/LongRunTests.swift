import Attention
import Canvas
import Course
import Figures
import Labs
import Progress
import Testing

@testable import Tutor

/// A lab that goes on until somebody stops it.
private struct EndlessLab: Lab {
  static let laboratory = Laboratory(labs: [EndlessLab()])

  let description = LabDescription(
    name: "endless", title: Localized("Endless"), summary: Localized("Counts."),
    controls: [
      Control(
        "long", Localized("long"), .toggle, initial: .toggle(false), mnemonic: "o",
        help: Localized("whether it goes on")),
      Control(
        "partial", Localized("partial"), .toggle, initial: .toggle(false), mnemonic: "a",
        help: Localized("whether it shows what it has by then")),
    ], results: [])

  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings {
    guard settings.toggle("long") else { return findings("whole") }
    var count = 0.0
    while !Task.isCancelled {
      count += 1
      LabProgress.report(0.5, Localized(en: "counting", zh: "在数"))
    }
    guard settings.toggle("partial") else { throw CancellationError() }
    return findings("part")
  }

  private func findings(_ sentence: String) -> Findings {
    Findings(
      results: [], tensors: [],
      steps: [
        Step(title: Localized("Step"), sentence: Localized(sentence)) { _ in
          [View("bars", .bars(Bars(labels: ["a"], values: [1], maximum: 1)))]
        }
      ])
  }
}

/// Runs that take longer than a frame say how far they are, and end when they are told to.
@Suite struct LongRunTests {
  private let session: Session

  init() async throws {
    var state = try await Rehearsal().session.state
    let panel = try LabPanel(
      id: "test", request: LabRequest(lab: "endless"), in: EndlessLab.laboratory)
    state.screens.append(LabScreen(panel: panel))
    session = Session(
      state: state,
      services: Services(
        loadLesson: { _, _ throws(Diagnostic) in preconditionFailure() }, loadGlossary: { [] },
        runLab: { EndlessLab.laboratory.outcome(of: $0) }, store: MemoryStore(record: Record()),
        writeFile: { name, _ in name }, now: { 0 }))
    session.start(wake: {})
    await session.settle()
  }

  private var panel: LabPanel {
    get throws { try #require(session.state.screens.last as? LabScreen).panel }
  }

  private func press(_ keys: Key...) {
    for key in keys { session.receive(.input(.key(key))) }
  }

  /// Waits for the run's first report, some seconds at most.
  private func waitForProgress() async throws {
    for _ in 0..<4000 where try panel.advance == nil {
      try await Task.sleep(for: .milliseconds(5))
      session.advance()
    }
    try #require(panel.advance != nil)
  }

  @Test func progressStandsInThePlaceOfTheSentence() async throws {
    press(.character("o"))
    try await waitForProgress()
    #expect(session.state.view(now: 0).plainText.contains("50 % · counting"))
    press(.escape)
    await session.settle()
  }

  @Test func escapeStopsTheRunAndThenGoesBack() async throws {
    press(.character("o"))
    try await waitForProgress()
    press(.escape)
    await session.settle()
    #expect(try !panel.isRunning)
    #expect(try panel.advance == nil)
    press(.escape)
    #expect(!(session.state.screens.last is LabScreen))
  }

  @Test func controlsGoBackToWhatThePictureIsOf() async throws {
    press(.character("o"))
    try await waitForProgress()
    #expect(try panel.settings.toggle("long"))
    press(.escape)
    await session.settle()
    #expect(try !panel.settings.toggle("long"))
    #expect(try panel.currentStep?.sentence.english == "whole")
  }

  @Test func whatWasFoundBeforeTheStopIsShown() async throws {
    press(.character("a"), .character("o"))
    try await waitForProgress()
    press(.escape)
    await session.settle()
    #expect(try panel.settings.toggle("long"))
    #expect(try panel.currentStep?.sentence.english == "part")
  }

  @Test func keysWorkWhileItRuns() async throws {
    press(.character("o"))
    try await waitForProgress()
    press(.character("o"))
    await session.settle()
    #expect(try !panel.settings.toggle("long"))
    #expect(try panel.currentStep?.sentence.english == "whole")
    #expect(try !panel.isRunning)
  }
}
