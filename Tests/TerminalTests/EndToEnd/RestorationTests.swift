import Glibc
import PseudoTerminal
import Testing

/// After every end, and in whatever way, the terminal is as it was.
@Suite struct RestorationTests {
  private func start(_ arguments: String...) throws -> (PseudoTerminal, modes: [UInt8]) {
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "read line; exec \"$0\" \"$@\"", probe] + arguments)
    let modes = terminal.modes
    terminal.type("\n")
    #expect(terminal.waitFor("ready"))
    #expect(terminal.modes != modes)
    return (terminal, modes)
  }

  private func expectRestored(
    _ terminal: PseudoTerminal, _ modes: [UInt8], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.modes == modes, sourceLocation: location)
    #expect(terminal.isCursorVisible, sourceLocation: location)
    #expect(!terminal.isAlternateScreen, sourceLocation: location)
    // With the modes off, the emulator sends nothing for a click; with them on, it would be echoed.
    terminal.click(column: 1, row: 1)
    terminal.waitForQuiet()
    // An answer to a question that a killed program had asked may be echoed too: `[0n`.
    let echoes = ["[<", "[M"].filter(terminal.screenText.contains)
    #expect(echoes == [], sourceLocation: location)
  }

  private let probe = PseudoTerminal.path(of: "TerminalProbe")

  @Test(arguments: [("q", 0), ("f", 7), ("\u{18}", 3)] as [(String, Int32)])
  func afterAnExit(key: String, code: Int32) throws {
    let (terminal, modes) = try start()
    terminal.type(key)
    #expect(terminal.waitForExit() == .exited(code))
    expectRestored(terminal, modes)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func afterASignalThatAsks(signal: Int32) throws {
    let (terminal, modes) = try start("--slow-save")
    terminal.send(signal: signal)
    #expect(terminal.waitForExit() == .signalled(signal))
    expectRestored(terminal, modes)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT])
  func afterASignalThatKills(signal: Int32) throws {
    let (terminal, modes) = try start()
    terminal.send(signal: signal)
    #expect(terminal.waitForExit() == .signalled(signal))
    expectRestored(terminal, modes)
  }

  @Test(arguments: [
    ("\u{1B}OP", [SIGILL, SIGTRAP], "Index out of range"), ("\u{1B}OQ", [SIGSEGV], ""),
    ("\u{1B}OR", [SIGABRT], ""), ("\u{1B}OS", [SIGSEGV], ""),
    ("\u{1B}[15~", [SIGILL, SIGTRAP], "the probe was told to fail"),
  ])
  func afterACrash(key: String, signals: [Int32], message: String) throws {
    let (terminal, modes) = try start()
    terminal.type(key)
    let exit = try #require(terminal.waitForExit())
    #expect(signals.map { .signalled($0) }.contains(exit), "\(exit)")
    if !message.isEmpty { #expect(terminal.screenText.contains(message)) }
    expectRestored(terminal, modes)
  }

  @Test func whatWasSaidOnStandardErrorIsReadAfterwards() throws {
    let (terminal, modes) = try start()
    terminal.type("\u{05}")
    #expect(terminal.waitFor("> control e"))
    #expect(!terminal.screenText.contains("said on stderr"))
    terminal.type("q")
    #expect(terminal.waitForExit() == .exited(0))
    #expect(terminal.screenText.contains("said on stderr"))
    expectRestored(terminal, modes)
  }

  @Test(arguments: ["\u{02}", "\u{17}"])
  func whenTheProgramNoLongerListens(key: String) throws {
    let (terminal, modes) = try start()
    terminal.type(key)
    // Nobody reads here: ^W writes until it blocks.
    usleep(300_000)
    terminal.send(signal: SIGTERM)
    let limit = ContinuousClock.now + terminal.patience
    while terminal.noteExit() == nil, ContinuousClock.now < limit { usleep(10_000) }
    #expect(terminal.noteExit() == .signalled(SIGTERM))
    _ = terminal.waitForExit()
    expectRestored(terminal, modes)
  }

  @Test func aSecondSignalDoesNotWait() throws {
    let (terminal, modes) = try start()
    terminal.type("\u{02}")
    terminal.waitForQuiet()
    terminal.send(signal: SIGTERM)
    usleep(20_000)
    terminal.send(signal: SIGINT)
    #expect(terminal.waitForExit() == .signalled(SIGINT))
    expectRestored(terminal, modes)
  }

  @Test func whenStoppedAndContinuedFromOutside() throws {
    let (terminal, modes) = try start()
    terminal.send(signal: SIGSTOP)
    terminal.send(signal: SIGCONT)
    terminal.waitForQuiet()
    terminal.type("k")
    #expect(terminal.waitFor("> char k"))
    #expect(terminal.isAlternateScreen)
    #expect(!terminal.isCursorVisible)
    terminal.type("q")
    #expect(terminal.waitForExit() == .exited(0))
    expectRestored(terminal, modes)
  }

  @Test func theTerminalsAnswersDoNotReachTheShell() throws {
    let (terminal, modes) = try start()
    terminal.bytesPerSecond = 20_000
    terminal.type("\u{01}q")
    #expect(terminal.waitForExit() == .exited(0))
    terminal.bytesPerSecond = nil
    terminal.waitForQuiet()
    #expect(!terminal.screenText.contains("[0n"))
    expectRestored(terminal, modes)
  }

  @Test func whenTheTerminalIsClosed() throws {
    var terminal: PseudoTerminal? = try start().0
    let process = try #require(terminal?.process)
    terminal?.abandon()
    terminal = nil
    var status: Int32 = 0
    let limit = ContinuousClock.now + .seconds(10)
    while waitpid(process, &status, WNOHANG) == 0, ContinuousClock.now < limit { usleep(10_000) }
    #expect(status & 0x7F == SIGHUP)
  }
}
