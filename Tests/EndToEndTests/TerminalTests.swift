import Foundation
import PseudoTerminal
import Testing

/// The program on terminals good and bad, and how it leaves them.
@Suite struct TerminalTests {
  private let data = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)").path

  @Test(arguments: [
    (nil, "error: TERM is not set, so the terminal's type is unknown."),
    ("", "error: TERM is not set, so the terminal's type is unknown."),
    ("nonesuch", "error: the terminal type 'nonesuch' is not known here."),
    ("unknown", "error: the terminal type 'unknown' is not known here."),
    ("dumb", "error: a terminal of type 'dumb' cannot move its cursor"),
  ])
  func aTerminalThatCannotBeUsedIsRefused(type: String?, sentence: String) throws {
    let terminal = try PseudoTerminal(
      "attn-tutor", environment: ["TERM": type, "ATTN_TUTOR_DATA": data], size: (160, 24))
    let modes = terminal.modes
    #expect(terminal.waitForExit() == .exited(64))
    #expect(terminal.line(0).hasPrefix(sentence))
    #expect(terminal.modes == modes)
  }

  @Test(arguments: ["C", "POSIX", "nonesuch"])
  func chineseIsDrawnInAnyLocale(locale: String) throws {
    let terminal = try PseudoTerminal(
      "attn-tutor", ["read", "attention/steps", "--lang", "zh"],
      environment: ["LC_ALL": locale, "ATTN_TUTOR_DATA": data], size: (120, 36))
    #expect(terminal.waitFor("注意力"))
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))
  }

  /// A lesson in a shell's terminal, and the modes that it had before.
  private func lesson() throws -> (PseudoTerminal, modes: [UInt8]) {
    let program = PseudoTerminal.path(of: "attn-tutor")
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "read line; exec \"$0\" read transformer/scaling --lang en", program],
      environment: ["ATTN_TUTOR_DATA": data], size: (120, 36))
    let modes = terminal.modes
    terminal.type("\n")
    try #require(terminal.waitFor("Why divide by"))
    try #require(terminal.waitFor("test yourself"))
    #expect(terminal.modes != modes)
    #expect(terminal.isAlternateScreen)
    return (terminal, modes)
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGABRT])
  func aSignalLeavesTheTerminalAsItWas(signal: Int32) throws {
    let (terminal, modes) = try lesson()
    terminal.send(signal: signal)
    #expect(terminal.waitForExit() == .signalled(signal))
    expectRestored(terminal, modes)
  }

  @Test func leavingLeavesTheTerminalAsItWas() throws {
    let (terminal, modes) = try lesson()
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))
    expectRestored(terminal, modes)
  }

  private func expectRestored(
    _ terminal: PseudoTerminal, _ modes: [UInt8], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.modes == modes, sourceLocation: location)
    #expect(terminal.isCursorVisible, sourceLocation: location)
    #expect(!terminal.isAlternateScreen, sourceLocation: location)
    // With the mouse's modes on, the emulator would send a click, which would be echoed.
    terminal.click(column: 1, row: 1)
    terminal.waitForQuiet()
    #expect(!terminal.screenText.contains("["), sourceLocation: location)
  }

  /// What was read is kept, though the program was told to end.
  @Test func thePlaceIsKeptWhenTheProgramIsTerminated() throws {
    let (terminal, _) = try lesson()
    // There and back: the language counts as chosen, and the next start asks no more.
    terminal.type("L")
    try #require(terminal.waitFor("按键"))
    terminal.type("L")
    try #require(terminal.waitFor("test yourself"))
    terminal.press(.end)
    try #require(terminal.waitFor("100 %"))
    terminal.send(signal: SIGTERM)
    #expect(terminal.waitForExit() == .signalled(SIGTERM))
    let again = try PseudoTerminal(
      "attn-tutor", ["--lang", "en"], environment: ["ATTN_TUTOR_DATA": data], size: (120, 36))
    try #require(again.waitFor("test yourself"))
    let share = again.line(0).split(separator: " ").dropLast().compactMap { Int($0) }.first
    #expect(try #require(share) > 75)
  }

  @Test func movingTheCrosshairSendsLittle() throws {
    let terminal = try PseudoTerminal(
      "attn-tutor", ["read", "attention/steps", "--lang", "en"],
      environment: ["ATTN_TUTOR_DATA": data], size: (120, 36))
    try #require(terminal.waitFor("test yourself"))
    for _ in 0..<20 where !terminal.screenText.contains("where from?") {
      terminal.press(.tab)
      terminal.type("f")
      terminal.waitForQuiet()
    }
    try #require(terminal.waitFor("where from?"))
    terminal.press(.tab)
    terminal.waitForQuiet()
    for key in [PseudoTerminal.SpecialKey.right, .down, .down, .left, .up, .right] {
      let (bytes, screen) = (terminal.bytesRead, terminal.screenText)
      terminal.press(key)
      #expect(terminal.wait { terminal.screenText != screen })
      terminal.waitForQuiet()
      let sent = terminal.bytesRead - bytes
      #expect(sent < 400, "\(key) sends \(sent) bytes")
    }
  }

  @Test func aSmallWindowSaysSoAndGrows() throws {
    let (terminal, _) = try lesson()
    try #require(terminal.waitFor("q·k has variance"))
    let before = terminal.screenText
    terminal.resize(columns: 40, rows: 10)
    #expect(terminal.waitFor("attn-tutor needs a window"))
    terminal.resize(columns: 120, rows: 36)
    #expect(terminal.wait { terminal.screenText == before })
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))
  }

  /// The lab stands at line 10 of FlashAttention-2, which one line of the engine's source does.
  @Test func theKernelsLineIsOneKeyFromTheStep() throws {
    let terminal = try PseudoTerminal(
      "attn-tutor", ["--lang", "en"], environment: ["ATTN_TUTOR_DATA": data], size: (120, 36))
    terminal.type("/")
    try #require(terminal.waitFor("Search"))
    terminal.type("tile by tile")
    try #require(terminal.waitFor("flash"))
    terminal.press(.enter)
    try #require(terminal.waitFor("the line of our kernel"))
    terminal.type("K")
    try #require(terminal.waitFor("Our kernel"))
    try #require(terminal.waitFor("// FA-2:10"))
    terminal.waitForQuiet()
    let rows = terminal.screenText.split(separator: "\n")
    let lit = rows.filter { $0.hasPrefix("▸") }
    #expect(lit.count == 1)
    #expect(lit.first?.contains("// FA-2:10") == true)
    #expect(lit.first?.contains("scores.addWeightedValues") == true)
  }
}
