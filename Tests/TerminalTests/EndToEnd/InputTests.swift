import PseudoTerminal
import Testing

/// What the learner does, as the program is told of it.
@Suite struct InputTests {
  @Test(arguments: [
    ("\u{1B}OA", "key up"), ("\u{1B}[A", "key up"), ("\u{1B}[1;5B", "key down"),
    ("\u{1B}OH", "key home"), ("\u{1B}[H", "key home"), ("\u{1B}[1~", "key home"),
    ("\u{1B}[4~", "key end"), ("\u{1B}[5~", "key pageUp"), ("\u{1B}[6~", "key pageDown"),
    ("\u{1B}[3~", "key delete"), ("\u{1B}[Z", "key backTab"), ("\u{1B}[20~", "function 9"),
    ("\u{1B}[24~", "function 12"), ("\t", "key tab"), ("\r", "key enter"), ("\n", "key enter"),
    ("\u{7F}", "key backspace"), ("\u{8}", "key backspace"), ("\u{1B}", "key escape"),
    ("\u{3}", "control c"), ("\u{0}", "control space"), ("é", "char é"), ("注", "char 注"),
    ("🙂", "char 🙂"), ("e\u{301}", "char e\u{301}"),
  ])
  func aKeyIsReported(bytes: String, description: String) throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type(bytes)
    #expect(terminal.waitFor("> " + description), "\(terminal.screenText)")
    terminal.waitForQuiet()
    #expect(terminal.line(5) == "", "one key, one input")
  }

  @Test func anUnknownSequenceIsNoInputAtAll() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("\u{1B}[?1;2c\u{1B}[99;99~\u{1B}[Ik")
    #expect(terminal.waitFor("> char k"))
    #expect(terminal.line(5) == "")
  }

  @Test func clicksAndTheWheelAreReported() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (300, 60))
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.click(column: 250, row: 40)
    #expect(terminal.waitFor("> mouse press 250,40"))
    terminal.turnWheel(up: true, column: 3, row: 2)
    #expect(terminal.waitFor("> mouse wheelUp 3,2"))
    terminal.turnWheel(up: false, column: 0, row: 0)
    #expect(terminal.waitFor("> mouse wheelDown 0,0"))
    terminal.waitForQuiet()
    #expect(terminal.line(7) == "", "no input for letting go")
  }

  @Test func aPasteIsOneInput() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.paste("first 行\rsecond q\u{1B}x")
    #expect(terminal.waitFor("> paste first 行|second qx"))
    #expect(terminal.line(5) == "")
    terminal.type("k")
    #expect(terminal.waitFor("> char k"))
  }

  @Test func aPasteWithoutAnEndEndsByItself() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("\u{1B}[200~lost")
    #expect(terminal.waitFor("> paste lost"))
    terminal.type("k")
    #expect(terminal.waitFor("> char k"))
  }

  @Test func anotherThreadWakesTheLoop() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("\u{12}")
    #expect(terminal.waitFor("> control r"))
    let before = try #require(contextSwitches(of: terminal.process))
    #expect(terminal.wait { contextSwitches(of: terminal.process) ?? 0 > before })
  }
}
