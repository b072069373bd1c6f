import Canvas
import Testing

@Suite struct FrameSVGTests {
  private let bold = Style(foreground: Color(0xFFA560), attributes: .bold)

  private func body(_ draw: (inout Frame) -> Void) -> [String] {
    var frame = Frame(Size(columns: 10, rows: 1))
    draw(&frame)
    // Of 10 pixels a cell is 6 wide and 12.5 high, and the margin 8.
    return frame.svg(.init(title: "a < b", fontSize: 10)).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("<text") || $0.hasPrefix("<rect x") }
  }

  @Test func textIsPlacedByItsColumnAndLength() {
    #expect(
      body { $0.draw("ab  <&", column: 1, row: 0, style: bold) } == [
        "<text y=\"17.50\" fill=\"#ffa560\" class=\"b\">"
          + "<tspan x=\"14\" textLength=\"18\">ab </tspan>"
          + "<tspan x=\"38\" textLength=\"12\">&lt;&amp;</tspan></text>"
      ])
  }

  @Test func charactersBeyondASCIIHaveEachItsPlace() {
    #expect(
      body { $0.draw("注意 →é", column: 0, row: 0, style: bold) } == [
        "<text y=\"17.50\" fill=\"#ffa560\" class=\"b\"><tspan x=\"8\">注</tspan>"
          + "<tspan x=\"20\">意</tspan><tspan x=\"38\">→</tspan><tspan x=\"44\">é</tspan></text>"
      ])
  }

  @Test func groundsOfOneColourAreOneRectangle() {
    #expect(
      body {
        $0.fill(
          Rect(column: 2, row: 0, columns: 5, rows: 1),
          with: .blank(Style(background: Color(0x2F4A80))))
      }
        == ["<rect x=\"20\" y=\"8\" width=\"30\" height=\"12.50\" fill=\"#2f4a80\"/>"])
  }

  @Test(arguments: [
    ("███", ["x=\"8\" y=\"8\" width=\"18\" height=\"12.50\""]),
    ("▄", ["x=\"8\" y=\"14.25\" width=\"6\" height=\"6.25\""]),
    ("▌", ["x=\"8\" y=\"8\" width=\"3\" height=\"12.50\""]),
    ("▎", ["x=\"8\" y=\"8\" width=\"1.50\" height=\"12.50\""]),
    ("──", ["x=\"8\" y=\"13.88\" width=\"12\" height=\"0.72\""]),
  ])
  func blocksAndLinesAreShapes(text: String, expected: [String]) {
    let rects = body { $0.draw(text, column: 0, row: 0, style: bold) }
    #expect(rects == expected.map { "<rect \($0) fill=\"#ffa560\"/>" })
  }

  @Test(arguments: [("⠁", 1), ("⣿", 8), ("⡇", 4), ("┼", 2), ("┌", 2)] as [(String, Int)])
  func shapesHaveTheirParts(text: String, count: Int) {
    #expect(body { $0.draw(text, column: 0, row: 0, style: bold) }.count == count)
  }

  @Test func reverseAndTheTerminalsOwnColors() {
    let svg = { (attributes: Style.Attributes) -> String in
      var frame = Frame(Size(columns: 1, rows: 1))
      frame.draw("x", column: 0, row: 0, style: Style(attributes: attributes))
      return frame.svg(.init(foreground: Color(0xEEEEEE), background: Color(0x111111)))
    }
    #expect(svg([]).contains("fill=\"#eeeeee\"><tspan"))
    #expect(svg(.reverse).contains("fill=\"#111111\"><tspan"))
    #expect(svg(.dim).contains("fill=\"#7f7f7f\"><tspan"))
  }

  @Test(arguments: [(0, 0), (1, 1)])
  func anyFrameIsADocument(size: (Int, Int)) {
    let svg = Frame(Size(columns: size.0, rows: size.1)).svg(.init(title: "a < b"))
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<title>a &lt; b</title>"))
  }
}
