import PseudoTerminal
import Testing

/// A terminal that reads 20 kB in a second, while the whole of a large window changes all the time.
@Suite struct SlowTerminalTests {
  /// Bytes and not time are counted, which a busy machine does not change: what the terminal reads
  /// between the key and its effect takes it 100 ms.
  @Test func keysAreAnsweredWhileEverythingMoves() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (200, 60))
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.bytesPerSecond = 20_000
    terminal.type("\u{01}")
    terminal.read(for: .seconds(3))
    for key in ["x", "y", "z"] {
      let before = terminal.bytesRead
      terminal.type(key)
      #expect(terminal.waitFor("> char \(key)"))
      #expect(terminal.bytesRead - before < 2_500, "\(key)")
      terminal.read(for: .milliseconds(300))
    }
  }

  @Test func aTerminalThatNeverAnswersIsNotWaitedFor() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (200, 60), isMute: true)
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("abd")
    #expect(terminal.waitFor("> char d"))
    terminal.type("q")
    #expect(terminal.waitForExit() == .exited(0))
  }

  @Test func aTerminalThatNoLongerAnswersIsGivenUp() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (200, 60))
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.isMute = true
    for key in ["a", "b", "d"] {
      terminal.type(key)
      #expect(terminal.waitFor("> char \(key)"))
    }
    terminal.isMute = false
    terminal.type("e")
    #expect(terminal.waitFor("> char e"))
  }

  @Test func allOfALargeFrameArrivesInTheEnd() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (200, 60))
    terminal.bytesPerSecond = 100_000
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    // On for one frame, off with the next: the whole noise, then the whole of the usual picture.
    terminal.type("\u{01}")
    #expect(terminal.wait { terminal[100, 40].text == "▀" })
    terminal.type("\u{01}")
    #expect(
      terminal.wait {
        !terminal.screenText.split(separator: "\n").dropFirst(2).joined().contains("▀")
      })
    #expect(terminal[199, 59].text == "◢")
  }
}
