import Canvas
import Testing

@Suite struct FrameGoldenTests {
  @Test func charactersThenRunsThenStyles() {
    var frame = Frame(Size(columns: 12, rows: 3))
    let marked = Style(foreground: Color(0xFFA560), attributes: [.bold, .underline])
    let number = Style(foreground: Color(0x101010), background: Color(0x7CD250))
    frame.draw("▸注意", column: 0, row: 0, style: marked)
    frame.draw("0.318", column: 6, row: 0, style: number)
    frame.draw("x", column: 11, row: 2, style: marked)
    frame.cursor = (3, 1)
    #expect(
      frame.goldenText == """
        12x3 cursor 3,1
        |▸注意 0.318 |
        |            |
        |           x|
        0: 0-4 a  6-10 b
        2: 11 a
        a fg=#ffa560 bold underline
        b fg=#101010 bg=#7cd250

        """)
  }

  @Test func aPlainFrameHasNoStyles() {
    #expect(Frame(Size(columns: 2, rows: 1)).goldenText == "2x1\n|  |\n")
    #expect(Frame(Size(columns: 0, rows: 0)).goldenText == "0x0\n")
  }

  @Test func stylesBeyondTheAlphabetGoOn() {
    var frame = Frame(Size(columns: 30, rows: 1))
    for column in 0..<30 {
      frame.draw("x", column: column, row: 0, style: Style(foreground: Color(UInt32(column + 1))))
    }
    #expect(frame.goldenText.contains("25 z  26 aa  27 ab"))
  }

  @Test func marksAreKept() {
    var frame = Frame(Size(columns: 2, rows: 1))
    frame.draw("e\u{301}f", column: 0, row: 0)
    #expect(frame.goldenText == "2x1\n|e\u{301}f|\n")
  }
}
