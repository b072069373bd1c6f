import Canvas
import Testing

/// Drawing into cells: what is cut is blank, and no half of a wide character stays.
@Suite struct TextFrameTests {
  private func frame(_ text: String, columns: Int = 8, rows: Int = 1) -> Frame {
    var frame = Frame(Size(columns: columns, rows: rows))
    frame.draw(text, column: 0, row: 0)
    return frame
  }

  private func row(_ frame: Frame, _ row: Int = 0) -> String {
    (0..<frame.size.columns).map { frame[$0, row].text }.joined()
  }

  @Test(arguments: [
    (0, "x 文ab "), (1, " x文ab "), (2, "中x ab "), (3, "中 xab "), (4, "中文xb "), (6, "中文abx"),
  ])
  func aNarrowCellMendsTheWideOneThatItHalfCovers(column: Int, expected: String) {
    var frame = frame("中文ab", columns: 7)
    frame.draw("x", column: column, row: 0)
    #expect(row(frame) == expected)
  }

  @Test(arguments: [
    (0, "字文ab "), (1, " 字 ab "), (2, "中字ab "), (3, "中 字b "), (5, "中文a字"), (6, "中文ab "),
  ])
  func aWideCellMendsBothNeighbours(column: Int, expected: String) {
    var frame = frame("中文ab", columns: 7)
    frame.draw("字", column: column, row: 0)
    #expect(row(frame) == expected)
  }

  @Test func aWideCellThatIsCutAtTheEdgeIsBlankInItsStyle() {
    let style = Style(background: Color(0x112233))
    var frame = frame("abc", columns: 3)
    let end = frame.draw("中", column: 2, row: 0, style: style)
    #expect(end == 4)
    #expect(row(frame) == "ab ")
    #expect(frame[2, 0].style == style)
  }

  @Test(arguments: [(-1, 0), (0, -1), (8, 0), (0, 1), (.min, 0), (0, .max)])
  func outsideNothingHappens(column: Int, row: Int) {
    var frame = frame("abcdefgh")
    let before = frame
    frame.put(Cell("x", style: .plain), column: column, row: row)
    #expect(frame == before)
  }

  @Test(arguments: [
    (-7, "........"), (-5, " ......."), (-3, " 字....."), (-2, "文字...."), (-1, " 文字..."),
    (0, "中文字.."), (3, "...中文 "), (4, "....中文"), (7, "....... "), (8, "........"),
  ])
  func textIsClippedToTheFrame(column: Int, expected: String) {
    var frame = frame("........")
    #expect(frame.draw("中文字", column: column, row: 0) == column + 6)
    #expect(row(frame) == expected)
  }

  @Test(arguments: [
    (0, 1, 3, ". 文...."), (0, 0, 3, "中 ....."), (1, 0, 8, ".中文..."), (2, 2, 1, ".. ....."),
    (0, 3, 2, "... ...."), (0, 5, 2, "........"),
  ])
  func textIsClippedToAnArea(column: Int, left: Int, columns: Int, expected: String) {
    var frame = frame("........")
    frame.draw(
      "中文", column: column, row: 0, in: Rect(column: left, row: 0, columns: columns, rows: 1))
    #expect(row(frame) == expected)
  }

  @Test(arguments: [-1, 1, 2])
  func rowsOutsideAnAreaStay(row: Int) {
    var frame = frame("abc", columns: 3, rows: 3)
    let before = frame
    frame.draw("xyz", column: 0, row: row, in: Rect(column: 0, row: 0, columns: 3, rows: 1))
    #expect(frame == before)
  }

  @Test func negativeSizesAreEmpty() {
    let frame = Frame(Size(columns: -3, rows: 4))
    #expect(frame.size == Size(columns: 0, rows: 4))
    #expect(frame.cells.isEmpty)
    #expect(frame.plainText == "\n\n\n\n")
  }

  /// Whatever is drawn, a wide cell has its right half and a right half its wide cell.
  @Test(arguments: 0..<20)
  func noHalfIsEverLeftAlone(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    var frame = Frame(Size(columns: 9, rows: 2))
    for _ in 0..<200 {
      let texts = ["中", "a", "文字", "e\u{301}", " ", "中a文"]
      let text = texts[random.below(texts.count)]
      let area = Rect(
        column: random.below(9), row: 0, columns: random.below(9), rows: 1 + random.below(2))
      if random.below(4) == 0 {
        frame.fill(area, with: .blank())
      } else {
        frame.draw(
          text, column: random.below(12) - 2, row: random.below(2),
          in: random.below(2) == 0 ? area : nil)
      }
      for row in 0..<2 {
        for column in 0..<9 {
          let next = column + 1 < 9 ? frame[column + 1, row].isContinuation : false
          #expect(
            (frame[column, row].width == 2) == next, "column \(column) of \(self.row(frame, row))")
        }
        #expect(!frame[0, row].isContinuation)
      }
    }
  }
}

/// Steele, Lea and Flood 2014.
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(bound))
  }
}
