import Glibc
import PseudoTerminal
import Testing

/// What `TerminalProbe` draws, read back from a terminal emulator.
@Suite struct ScreenTests {
  @Test func everyKindOfTextStandsInItsCells() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("probe 80x24 ready"))
    terminal.waitForQuiet()
    #expect(terminal.line(1) == "中文 √(d_k) d\u{302} ▀ é")
    #expect(terminal[0, 1].text == "中")
    #expect(terminal[0, 1].width == 2)
    #expect(terminal[1, 1].text == "")
    #expect(terminal[12, 1].text.unicodeScalars.elementsEqual(["d", "\u{302}"]))
    #expect(terminal[79, 23].text == "◢")
    #expect(terminal.isAlternateScreen)
    #expect(!terminal.isCursorVisible)
  }

  @Test func coloursAndAttributesArrive() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    #expect(terminal[0, 2].foreground == .palette(208))
    #expect(terminal[0, 2].background == .palette(17))
    #expect(terminal[0, 2].isBold)
    #expect(terminal[1, 2].isReversed)
    #expect(terminal[2, 2].isUnderlined)
    #expect(terminal[2, 2].isItalic)
    #expect(terminal[3, 2].background == .palette(52))
    #expect(terminal[0, 0].foreground == .terminalDefault)
    #expect(terminal[0, 0].background == .terminalDefault)
  }

  @Test(arguments: [
    ("xterm", PseudoTerminal.Color.palette(3)), ("linux", .palette(3)),
    ("xterm-16color", .palette(3)), ("screen-256color", .palette(208)),
    ("tmux-256color", .palette(208)), ("vt100", .terminalDefault),
  ])
  func coloursAreReducedToWhatTheTerminalHas(type: String, orange: PseudoTerminal.Color) throws {
    let terminal = try PseudoTerminal("TerminalProbe", environment: ["TERM": type])
    #expect(terminal.waitFor("probe 80x24 ready"))
    terminal.waitForQuiet()
    #expect(terminal[0, 2].foreground == orange)
    #expect(terminal[1, 2].isReversed)
    #expect(terminal.line(1).hasPrefix("中文"))
    terminal.type("q")
    #expect(terminal.waitForExit() == .exited(0))
  }

  /// The entry that libvterm understands: later ones name a colour space, which it takes for red. Debian
  /// has it in its package ncurses-term, which not every machine has.
  @Test(.enabled(if: access("/usr/share/terminfo/x/xterm-direct2", R_OK) == 0))
  func directColourIsSentAsItIs() throws {
    let terminal = try PseudoTerminal("TerminalProbe", environment: ["TERM": "xterm-direct2"])
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    #expect(terminal[0, 2].foreground == .rgb(0xFF8700))
    #expect(terminal[0, 2].background == .rgb(0x00005F))
  }

  @Test func noColourLeavesAttributes() throws {
    let terminal = try PseudoTerminal("TerminalProbe", environment: ["NO_COLOR": "1"])
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    #expect(terminal[0, 2].foreground == .terminalDefault)
    #expect(terminal[0, 2].isBold)
  }

  @Test(arguments: ["C", "POSIX", "zh_CN.UTF-8", "en_US.ISO-8859-1", "nonsense"])
  func wideTextIsDrawnInEveryLocale(locale: String) throws {
    let terminal = try PseudoTerminal("TerminalProbe", environment: ["LC_ALL": locale])
    #expect(terminal.waitFor("中文 √(d_k) d\u{302} ▀ é"))
    terminal.type("注é")
    #expect(terminal.waitFor("> char 注"))
    #expect(terminal.waitFor("> char é"))
  }

  @Test func narrowAndWideTextReplaceEachOther() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("w")
    #expect(terminal.wait { terminal.line(1) == "a中b √(d_k) d\u{302} ▀ é" })
    terminal.type("v")
    #expect(terminal.wait { terminal.line(1) == "中文 √(d_k) d\u{302} ▀ é" })
  }

  @Test func theCursorStandsWhereTheFrameHasIt() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("c")
    #expect(terminal.wait { terminal.isCursorVisible && terminal.cursor == (3, 2) })
  }

  @Test func aNewSizeIsDrawnWhole() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("probe 80x24 ready"))
    terminal.waitForQuiet()
    terminal.resize(columns: 120, rows: 36)
    #expect(terminal.waitFor("probe 120x36 ready"))
    #expect(terminal.waitFor("> resized 120x36"))
    #expect(terminal.wait { terminal[119, 35].text == "◢" })
    terminal.resize(columns: 20, rows: 5)
    #expect(terminal.waitFor("probe 20x5 ready"))
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 40), (300, 2)])
  func anySizeOfWindowIsSurvived(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (columns, rows))
    #expect(terminal.wait { terminal[columns - 1, rows - 1].text == "◢" })
    terminal.resize(columns: 80, rows: 24)
    #expect(terminal.waitFor("probe 80x24 ready"))
    terminal.waitForQuiet()
    terminal.resize(columns: columns, rows: rows)
    #expect(terminal.wait { terminal[columns - 1, rows - 1].text == "◢" })
    terminal.type("q")
    #expect(terminal.waitForExit() == .exited(0))
  }

  @Test func onlyChangedCellsAreSent() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (200, 60))
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    terminal.type("1")
    #expect(terminal.waitFor("> char 1"))
    terminal.waitForQuiet()
    let before = terminal.bytesRead
    terminal.type("2")
    #expect(terminal.waitFor("> char 2"))
    terminal.waitForQuiet()
    #expect(terminal.bytesRead - before < 100)
  }

  @Test func anAnimationGoesOn() throws {
    let terminal = try PseudoTerminal("TerminalProbe", size: (40, 20))
    #expect(terminal.waitFor("ready"))
    terminal.type("\u{01}")
    #expect(terminal.wait { terminal[20, 15].text == "▀" })
    for _ in 0..<40 {
      let before = terminal[20, 15].foreground
      #expect(terminal.wait { terminal[20, 15].foreground != before })
    }
  }

  @Test func nothingIsSentAndNoTimeSpentWhileNothingHappens() throws {
    let terminal = try PseudoTerminal("TerminalProbe")
    #expect(terminal.waitFor("ready"))
    terminal.waitForQuiet()
    let bytes = terminal.bytesRead
    let switches = try #require(contextSwitches(of: terminal.process))
    terminal.read(for: .milliseconds(500))
    #expect(terminal.bytesRead == bytes)
    #expect(contextSwitches(of: terminal.process) == switches)
  }
}
