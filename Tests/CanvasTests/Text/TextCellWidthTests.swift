import Canvas
import Testing

/// How wide text is, and how it is cut into cells.
@Suite struct TextCellWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("中文", 4), ("，。", 4), ("Ａ１", 4), ("ｱ", 1), ("가", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("𠀀", 2), ("😀", 2), ("⚡", 2),
  ])
  func wideCharactersTakeTwoCells(text: String, width: Int) {
    #expect(text.cellWidth == width)
  }

  @Test(arguments: ["①", "α", "—", "…", "“", "√", "∑", "█", "⣿", "é", "\u{A0}", "𝑎", "▸", "♥"])
  func ambiguousCharactersTakeOneCell(text: String) {
    #expect(text.cellWidth == 1)
  }

  @Test(arguments: [
    "\u{0}", "\t", "\n", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{301}", "\u{200B}",
    "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{FEFF}", "\u{E0001}",
  ])
  func controlsMarksAndFormatsTakeNone(text: String) {
    #expect(text.cellWidth == 0)
  }

  /// A terminal places by scalars: a family is three people side by side.
  @Test(arguments: [("e\u{301}", 1), ("👍🏽", 4), ("👨\u{200D}👩\u{200D}👧", 6), ("❤\u{FE0F}", 1)])
  func clustersAreTheSumOfTheirScalars(text: String, width: Int) {
    #expect(text.cellWidth == width)
  }

  @Test(arguments: [
    ("a中", ["a", "中"]),
    ("e\u{301}f", ["e\u{301}", "f"]),
    ("\u{301}a", ["a"]),
    ("a\u{0}\u{301}b", ["a", "b"]),
    ("x\u{1B}[2Jy", ["x", "[", "2", "J", "y"]),
    ("a\tb\nc\u{9B}d", ["a", "b", "c", "d"]),
    ("o\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", ["o\u{301}\u{302}\u{303}\u{304}"]),
  ])
  func cellsAreSpacingScalarsWithTheirMarks(text: String, cells: [String]) {
    #expect(
      CellSequence(text).map { Array($0.text.unicodeScalars) }
        == cells.map { Array($0.unicodeScalars) })
  }
}
