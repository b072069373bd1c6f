import PseudoTerminal
import Testing

/// Terminals that cannot be used are refused with the reason, and left as they are.
@Suite struct BadTerminalTests {
  @Test(arguments: [
    ("nonesuch", "unknownType(Optional(\"nonesuch\"))"), ("", "unknownType(nil)"),
    (nil, "unknownType(nil)"), ("dumb", "cannotMoveCursor(\"dumb\")"),
    ("unknown", "unknownType(Optional(\"unknown\"))"),
  ])
  func theTypeMustBeUsable(type: String?, reason: String) throws {
    let terminal = try PseudoTerminal("TerminalProbe", environment: ["TERM": type])
    let modes = terminal.modes
    #expect(terminal.waitForExit() == .exited(64))
    #expect(terminal.screenText.contains("no terminal: " + reason))
    #expect(terminal.modes == modes)
  }

  @Test func thereMustBeATerminal() throws {
    let probe = PseudoTerminal.path(of: "TerminalProbe")
    let command = "setsid -w \(probe) </dev/null 2>&1 | cat; echo done"
    let terminal = try PseudoTerminal("/bin/sh", ["-c", command])
    #expect(terminal.waitForExit() == .exited(0))
    #expect(terminal.line(0) == "no terminal: notATerminal")
  }

  @Test func inputAndOutputMayBePipes() throws {
    let probe = PseudoTerminal.path(of: "TerminalProbe")
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo x | \(probe) | cat"])
    #expect(terminal.waitFor("ready"))
    terminal.type("k")
    #expect(terminal.waitFor("> char k"))
  }
}
