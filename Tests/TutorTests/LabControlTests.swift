import Canvas
import Course
import Labs
import Progress
import Testing

@testable import Tutor

/// Setting a lab's controls by keys, in a lesson and full screen.
@Suite struct LabControlTests {
  private func opened(_ lesson: String = "transformer/scaling") async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(opening: .lesson(lesson))
    await rehearsal.openLab()
    _ = try panel(rehearsal)
    return rehearsal
  }

  private func panel(_ rehearsal: Rehearsal) throws -> LabPanel {
    try #require(rehearsal.front as? LabScreen).panel
  }

  private func panel(_ state: State) throws -> LabPanel {
    try #require(state.screens.last as? LabScreen).panel
  }

  /// What a key changes, without the runs that it asks for.
  private func press(_ key: Key, in state: inout State) {
    _ = state.update(.input(.key(key)), now: 0)
  }

  private func inLesson(_ rehearsal: Rehearsal) throws -> LabPanel {
    let lesson = try #require(rehearsal.front as? LessonScreen)
    return try #require(lesson.panels[0])
  }

  @Test func whatIsChangedFullScreenStaysChangedInTheLesson() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("d"), .right, .character("s"), .character("R"), .escape)
    let panel = try inLesson(rehearsal)
    #expect(
      panel.request == LabRequest(lab: "scaling", settings: ["d": "128", "scale": "true"], seed: 2))
    #expect(!panel.isRunning)
    #expect(panel.findings?.results.first { $0.name == "variance" }?.value ?? 0 > 100)
  }

  @Test func whatIsChangedInTheLessonIsThereFullScreen() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.focusLab()
    await rehearsal.press(.character("d"), .right, .right, .character("f"))
    #expect(try panel(rehearsal).request.settings["d"] == "256")
  }

  @Test(arguments: [
    ("d", "1024", "d", "1024"), ("d", "1", "d", "1"), ("d", "4096", "d", "4096"),
    ("d", "1e2", "d", "100"), ("b", "100", "keys", "100"), ("r", "77", "draws", "77"),
  ])
  func aTypedValueIsTaken(mnemonic: Character, typed: String, name: String, value: String)
    async throws
  {
    var state = try await opened().session.state
    press(.character(mnemonic), in: &state)
    for digit in typed { press(.character(digit), in: &state) }
    #expect(try panel(state).editor?.text == typed)
    press(.enter, in: &state)
    #expect(try panel(state).editor == nil)
    #expect(state.notice == nil)
    #expect(try panel(state).request.settings[name] == value)
  }

  @Test(arguments: [
    ("transformer/scaling", "d", "0", "1 to 4096"),
    ("transformer/scaling", "d", "4097", "1 to 4096"),
    ("transformer/scaling", "d", "-5", "1 to 4096"),
    ("transformer/scaling", "d", "1.5", "1 to 4096"),
    ("transformer/scaling", "d", "1e400", "1 to 4096"),
    ("transformer/scaling", "b", "1", "2 to 128"),
    ("transformer/scaling", "r", "99999999999999999999", "1 to 20000"),
    ("attention/steps", "u", "0", "0.05 to 20"), ("attention/steps", "u", "--", "0.05 to 20"),
    ("attention/padding-mask", "s", "10001", "-10000 to 10000"),
  ])
  func aValueOutOfRangeIsRefusedInASentence(
    lesson: String, mnemonic: Character, typed: String, range: String
  ) async throws {
    let rehearsal = try await opened(lesson)
    let before = try panel(rehearsal)
    await rehearsal.press(.character(mnemonic))
    await rehearsal.type(typed)
    await rehearsal.press(.enter)
    let notice = try #require(rehearsal.session.state.notice)
    #expect(notice.english.contains("'\(typed)'"))
    #expect(notice.english.hasSuffix(range))
    #expect(rehearsal.text.contains("'\(typed)'"))
    // The text stays, to be mended.
    #expect(try panel(rehearsal).editor?.text == typed)
    #expect(try panel(rehearsal).request == before.request)
    await rehearsal.press(.escape)
    #expect(rehearsal.session.state.notice == nil)
    #expect(try panel(rehearsal).editor == nil)
    #expect(try panel(rehearsal).request == before.request)
  }

  @Test func backspaceGivesTheFirstValueAgain() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("d"), .right, .right)
    #expect(try panel(rehearsal).request.settings == ["d": "256"])
    await rehearsal.press(.backspace)
    #expect(try panel(rehearsal).request.settings == [:])
  }

  @Test func arrowsStopAtBothEnds() async throws {
    var state = try await opened().session.state
    press(.character("d"), in: &state)
    for _ in 0..<15 { press(.right, in: &state) }
    #expect(try panel(state).request.settings["d"] == "4096")
    for _ in 0..<15 { press(.left, in: &state) }
    #expect(try panel(state).request.settings["d"] == "1")
  }

  @Test func aTextIsPastedWithoutItsLineEnds() async throws {
    let rehearsal = try await opened("attention/steps")
    await rehearsal.press(.character("t"), .enter, .control("u"))
    await rehearsal.receive(.paste("a cat\r\nsat\u{1B}[2J"))
    await rehearsal.press(.enter)
    #expect(try panel(rehearsal).request.settings["text"] == "a catsat[2J")
  }

  /// The keys that a panel, its screen or the tutor takes before or beside the mnemonics.
  @Test(arguments: LabRegistry.all.map(\.description))
  func noMnemonicIsAKeyOfThePanel(lab: LabDescription) {
    let mnemonics = lab.controls.map(\.mnemonic)
    #expect(Set(mnemonics).count == mnemonics.count)
    for mnemonic in mnemonics {
      #expect(!"hjklnpxyvR[]{}BGK eqf?L0123456789.-".contains(mnemonic), "\(lab.name) \(mnemonic)")
    }
  }

  @Test func withoutMotionSpaceStepsAndWrapsAround() async throws {
    let rehearsal = try await opened("attention/steps")
    let count = try panel(rehearsal).steps.count
    try #require(count > 1)
    var step = try panel(rehearsal).step
    for _ in 0...count {
      await rehearsal.press(.character(" "))
      step = (step + 1) % count
      #expect(try panel(rehearsal).step == step)
      #expect(!(try panel(rehearsal).isPlaying))
      #expect(rehearsal.session.state.tickInterval == nil)
    }
  }

  @Test func stepsStopAtBothEnds() async throws {
    let rehearsal = try await opened("attention/steps")
    for _ in 0..<9 { await rehearsal.press(.character("p")) }
    #expect(try panel(rehearsal).step == 0)
    for _ in 0..<9 { await rehearsal.press(.character("n")) }
    #expect(try panel(rehearsal).step == (try panel(rehearsal).steps.count) - 1)
  }

  @Test func theCommandGivesWhatIsOnTheScreen() async throws {
    let rehearsal = try await opened("attention/steps")
    await rehearsal.press(.character("t"), .enter, .control("u"))
    await rehearsal.type("it's 5")
    await rehearsal.press(.enter, .character("R"), .character("y"))
    let command = "attn-tutor lab run heatmap --set text='it'\\''s 5' --seed 2 --step 3"
    #expect(rehearsal.session.takeRequest() == .copy(command))
    #expect(rehearsal.text.contains("Copied: "))
  }
}

/// Of the runs of a panel only the newest is wanted.
@Suite struct LateResultTests {
  private func variance(_ state: State) -> Double? {
    (state.screens.last as? LabScreen)?.panel.findings?.results
      .first { $0.name == "variance" }?.value
  }

  private func run(_ effects: [Effect]) throws -> (LabTicket, LabRequest) {
    for case .runLab(let ticket, let request) in effects { return (ticket, request) }
    throw NoRun()
  }

  private struct NoRun: Error {}

  @Test func aLateResultOfAnOlderRunIsDropped() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.openLab()
    var state = rehearsal.session.state
    let before = try #require(variance(state))
    _ = state.update(.input(.key(.character("d"))), now: 0)
    let older = try run(state.update(.input(.key(.right)), now: 0))
    let newer = try run(state.update(.input(.key(.right)), now: 0))
    #expect(newer.0.run > older.0.run)
    #expect(newer.1.settings["d"] == "256")

    _ = state.update(.labFinished(older.0, Laboratory().outcome(of: older.1)), now: 0)
    #expect(variance(state) == before)
    #expect((state.screens.last as? LabScreen)?.panel.isRunning == true)

    let findings = Laboratory().outcome(of: newer.1)
    _ = state.update(.labFinished(newer.0, findings), now: 0)
    let after = try #require(variance(state))
    #expect(abs(after - 256) < 26)
    #expect((state.screens.last as? LabScreen)?.panel.isRunning == false)

    _ = state.update(.labFinished(older.0, Laboratory().outcome(of: older.1)), now: 0)
    _ = state.update(.labFinished(LabTicket(panel: "other", run: newer.0.run), findings), now: 0)
    #expect(variance(state) == after)
  }

  @Test func aFailureTakesTheNumbersOfOtherSettingsAway() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.openLab()
    var state = rehearsal.session.state
    #expect(variance(state) != nil)
    let effects = state.update(.input(.key(.character("R"))), now: 0)
    let (ticket, _) = try run(effects)
    _ = state.update(
      .labFinished(ticket, .failure(.impossible(Localized(en: "too much", zh: "太多")))), now: 0)
    #expect(variance(state) == nil)
    #expect(state.view().plainText.contains("too much"))
  }
}
