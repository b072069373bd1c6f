import Glibc
import PseudoTerminal
import Testing

/// `^Z` and `fg` need a shell with job control, which the pseudo-terminal's own session gives.
@Suite struct JobControlTests {
  private func startShell() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "prompt: "])
    #expect(terminal.waitFor("prompt:"))
    return terminal
  }

  private let probe = PseudoTerminal.path(of: "TerminalProbe")

  @Test(arguments: ["\u{1A}", "SIGTSTP", "SIGSTOP"])
  func stoppedAndBroughtBack(how: String) throws {
    let terminal = try startShell()
    terminal.type("stty -a | sum > /dev/null; \(probe)\r")
    #expect(terminal.waitFor("ready"))
    terminal.type("k")
    #expect(terminal.waitFor("> char k"))
    terminal.waitForQuiet()
    switch how {
    case "SIGTSTP": kill(try #require(child(of: terminal.process)), SIGTSTP)
    case "SIGSTOP": kill(try #require(child(of: terminal.process)), SIGSTOP)
    default: terminal.type(how)
    }
    #expect(terminal.waitFor("Stopped"))
    if how != "SIGSTOP" {
      #expect(!terminal.isAlternateScreen)
      #expect(terminal.isCursorVisible)
    }
    terminal.type("echo in the $((1 + 1))nd shell\r")
    #expect(terminal.waitFor("in the 2nd shell"))

    terminal.resize(columns: 100, rows: 30)
    terminal.type("fg\r")
    #expect(terminal.waitFor("probe 100x30 ready"))
    #expect(terminal.waitFor("> char k"))
    #expect(terminal.isAlternateScreen)
    #expect(!terminal.screenText.contains("shell"))
    terminal.click(column: 5, row: 6)
    #expect(terminal.waitFor("> mouse press 5,6"))
    terminal.type("q")
    #expect(terminal.wait { !terminal.isAlternateScreen })
    terminal.type("echo back in the $((2 + 1))rd\r")
    #expect(terminal.waitFor("back in the 3rd"))
    #expect(terminal.isCursorVisible)
  }

  @Test func endedWhileItIsStopped() throws {
    let terminal = try startShell()
    terminal.type("\(probe)\r")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("\u{1A}")
    #expect(terminal.waitFor("Stopped"))
    terminal.type("kill %1; fg; echo left by $?\r")
    #expect(terminal.waitFor("left by \(128 + SIGTERM)"))
    terminal.waitForQuiet()
    #expect(!terminal.isAlternateScreen)
    #expect(terminal.isCursorVisible)
  }

  /// The shell sees which signal ended the program.
  @Test func theShellIsToldOfTheSignal() throws {
    let terminal = try startShell()
    terminal.type("\(probe); echo left by $?\r")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    kill(try #require(child(of: terminal.process)), SIGTERM)
    #expect(terminal.waitFor("left by \(128 + SIGTERM)"))
  }
}
