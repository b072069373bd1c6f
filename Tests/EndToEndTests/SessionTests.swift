import Foundation
import PseudoTerminal
import Testing

/// The real program under a real terminal emulator, as a learner would use it.
@Suite struct Sessions {
  private let data = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)").path

  private func start(
    _ arguments: String..., size: (columns: Int, rows: Int) = (120, 36)
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      "attn-tutor", arguments, environment: ["ATTN_TUTOR_DATA": data, "HOME": data], size: size)
  }

  /// The first start: English, past lesson 0, to home.
  private func startAtHome() throws -> PseudoTerminal {
    let terminal = try start()
    try #require(terminal.waitFor("English"))
    terminal.type("1")
    try #require(terminal.waitFor("min"))
    terminal.type("q")
    try #require(terminal.waitFor("quit"))
    return terminal
  }

  /// From home into lesson 1.2, and its first quiz item answered.
  private func startAndAnswer() throws -> PseudoTerminal {
    let terminal = try startAtHome()
    terminal.type("2\t\u{1B}OB\r")
    try #require(terminal.waitFor("How is attention computed"))
    terminal.type("t")
    try #require(terminal.waitFor("Softmax runs over"))
    terminal.type("3\r")
    try #require(terminal.waitFor("Right."))
    return terminal
  }

  @Test func theFirstStartAsksForTheLanguageAndOpensALesson() throws {
    let terminal = try start()
    #expect(terminal.waitFor("中文"))
    terminal.type("2")
    #expect(terminal.waitFor("分钟"))
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))
  }

  @Test func anAnswerAndThePlaceAreRememberedOverTwoStarts() throws {
    let terminal = try startAndAnswer()
    // The first leaves the quiz for its summary, the second that for the lesson.
    terminal.type("\u{1B}")
    try #require(terminal.waitFor("points"))
    terminal.type("\u{1B}")
    try #require(terminal.waitFor("test yourself"))
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))

    let again = try start()
    #expect(again.waitFor("How is attention computed"))
    again.type("q")
    #expect(again.waitFor("quiz 1/"))
    again.type("\u{03}")
    #expect(again.waitForExit() == .exited(0))
  }

  @Test func aSubmittedAnswerSurvivesKill() throws {
    let terminal = try startAndAnswer()
    terminal.send(signal: SIGKILL)
    #expect(terminal.waitForExit() == .signalled(SIGKILL))

    let again = try start()
    try #require(again.waitFor("How is attention computed"))
    again.type("q")
    #expect(again.waitFor("quiz 1/"))
  }
}
