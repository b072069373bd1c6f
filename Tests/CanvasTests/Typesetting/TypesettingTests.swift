import Canvas
import Course
import Testing

/// Markdown above, the page below.
@Suite struct TypesettingTests {
  private func page(
    _ markdown: String, width: Int = 40, showsAnswers: Bool = true,
    claims: [String: Claim] = [:], glyphs: Glyphs = .unicode, language: Language = .english,
    labRows: Int = 1
  ) -> Page {
    Typesetter(
      width: width, theme: .dark, glyphs: glyphs, language: language, claims: claims,
      showsAnswers: showsAnswers, labRows: { _ in labRows }
    ).page(Markdown.blocks(markdown, file: "a.md").blocks)
  }

  /// The lines without the blanks at their ends.
  private func text(_ page: Page) -> String {
    page.lines.map { String($0.text.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
  }

  private func slots(_ page: Page) -> [String] {
    page.slots.map { "\($0.content) rows \($0.rows) column \($0.column)" }
  }

  @Test func paragraphsAndHeadingsStandApart() {
    let markdown = """
      # Title {#top}
      Some text
      in two lines.

      ## Next {#next}
      More.
      """
    let page = page(markdown)
    #expect(
      text(page) == """
        Title

        Some text in two lines.

        Next

        More.
        """)
    #expect(page.anchors == ["top": 0, "next": 4])
    // An empty line belongs to the block below it.
    #expect(page.blocks == [0, 1, 1, 2, 2, 3, 3])
    #expect(page.line(ofBlock: 2) == 3)
  }

  @Test func aListHangsFromItsBullets() {
    let markdown = """
      Before:

      - one two three four
      - five
      """
    #expect(
      text(page(markdown, width: 14)) == """
        Before:

        • one two
          three four
        • five
        """)
  }

  @Test func aNumberedListCountsOn() {
    #expect(
      text(page("9. nine nine nine\n10. ten ten ten", width: 12)) == """
        9. nine nine
           nine
        10. ten ten
            ten
        """)
  }

  @Test func aListOfItemsWithSeveralParagraphsKeepsItsMargin() {
    #expect(
      text(page("- one\n\n  more\n\n- two")) == """
        • one

          more
        • two
        """)
  }

  @Test func aTableHasColumnsAsWideAsItsTexts() {
    let markdown = """
      | name | n | |
      |:--|--:|:-:|
      | query | 1 | a |
      | 键 | 100 | bcd |
      """
    #expect(
      text(page(markdown)) == """
        name     n
        ─────  ───  ───
        query    1   a
        键     100  bcd
        """)
  }

  @Test func aTableTooWideNarrowsItsWidestColumns() {
    let markdown = """
      | name | text |
      |---|---|
      | q | one two three |
      """
    #expect(
      text(page(markdown, width: 14)) == """
        name  text
        ────  ────────
        q     one two
              three
        """)
  }

  @Test(arguments: 20...60)
  func aWideTableFitsThePage(width: Int) {
    let markdown = """
      | what is asked | the answer in one sentence | 中文说明也在这里 |
      |---|---|--:|
      | **why** $\\sqrt{d}$ | because the variance of $q·k$ is $d$ | 方差为 d，所以除以标准差 |
      """
    let page = page(markdown, width: width)
    #expect(text(page).contains("────"))
    for line in page.lines { #expect(line.width <= width) }
  }

  @Test(arguments: [
    ("NOTE", "NOTE", "说明"), ("TIP", "TIP", "提示"), ("WARNING", "WARNING", "注意"),
    ("ERRATA", "CORRECTION TO THE NOTES", "勘误"), ("PREDICT", "PREDICT FIRST", "先猜一猜"),
  ])
  func aCalloutHasABarAndATitle(marker: String, english: String, chinese: String) {
    let markdown = "> [!\(marker)]\n> Text.\n>\n> - item"
    #expect(text(page(markdown)) == "┃ \(english)\n┃ Text.\n┃\n┃ • item")
    #expect(text(page(markdown, language: .chinese)) == "┃ \(chinese)\n┃ Text.\n┃\n┃ • item")
    #expect(text(page(markdown, glyphs: .ascii)) == "| \(english)\n| Text.\n|\n| * item")
  }

  @Test func anAnswerIsFoldedToOneLine() {
    let markdown = "Before.\n\n> [!ANSWER]\n> Long text\n> of many words.\n\nAfter."
    let folded = page(markdown, showsAnswers: false)
    #expect(text(folded) == "Before.\n\n\n\nAfter.")
    #expect(slots(folded) == ["answer(0) rows 2..<3 column 0"])
    let open = page(markdown)
    #expect(text(open) == "Before.\n\n┃\n┃ Long text of many words.\n\nAfter.")
    #expect(slots(open) == ["answer(0) rows 2..<3 column 2"])
  }

  @Test func codeKeepsItsLines() {
    #expect(
      text(page("```swift\nlet x = 1\n\n  y()\n```", width: 8)) == "  let x = 1\n\n    y()")
  }

  @Test func aQuoteHasALine() {
    #expect(text(page("> one two\n> three", width: 11)) == "│ one two\n│ three")
  }

  @Test(arguments: [
    ("Let $x_i$ be $d_k^2$.", "Let xᵢ be dₖ²."), ("a `let x` b", "a let x b"),
    ("*a* **b** ~~c~~", "a b c"), ("a  \nb", "a\nb"), ("[text](steps#x)", "text"),
  ])
  func inlineElementsAreText(markdown: String, expected: String) {
    #expect(text(page(markdown)) == expected)
  }

  @Test(arguments: [
    (18, "the formula\nq · k / d here"), (17, "the formula q · k\n/ d here"),
  ])
  func aFormulaOfHalfALineStaysWhole(width: Int, expected: String) {
    #expect(text(page("the formula `q · k / d` here", width: width)) == expected)
  }

  @Test func displayedMathIsIndented() {
    #expect(text(page("Text\n\n$$\nx = y\n$$\n\nText")) == "Text\n\n        x = y\n\nText")
    #expect(text(page("$$\nx = y\n$$", width: 10)) == "  x = y")
  }

  @Test func claimsCarryTheMarkOfWhatTheyRestOn() {
    let place = Place(file: "a.yaml")
    let run = LabRequest(lab: "scaling")
    let claims: [String: Claim] = [
      "t": Claim(.theorem(run, result: "variance", theory: "d"), at: place),
      "r": Claim(.run(run, result: "entropy"), at: place),
      "s": Claim(.source(id: "v", where: "p. 4", value: 1), at: place),
      "d": Claim(.divide("r", "s"), at: place), "m": Claim(.subtract("r", "s"), at: place),
      "o": Claim(.order(["r", "s"]), at: place),
    ]
    let markdown =
      "[1](claim:t) [2](claim:r) [3](claim:s) [4](claim:d) [5](claim:m) [6](claim:o) [7](claim:x)"
    let page = page(markdown, claims: claims)
    #expect(text(page) == "1∎ 2↻ 3§ 4↻ 5↻ 6↻ 7")
    #expect(page.targets == ["t", "r", "s", "d", "m", "o", "x"].map { .claim($0) })
    #expect((0..<7).allSatisfy { page.line(ofTarget: $0) == 0 })
  }

  @Test func linksAreTargetsInOrder() {
    let page = page("- [a](one)\n- [b](two#x)\n\nThen [c](three).")
    #expect(page.targets == [.link("one"), .link("two#x"), .link("three")])
    #expect((0..<3).map { page.line(ofTarget: $0) } == [0, 1, 3])
  }

  @Test func labsAndItemsGetTheRoomTheyAskFor() {
    let markdown = """
      Text

      ```lab
      name: scaling
      ```

      ```quiz
      id: a
      ```
      """
    let page = page(markdown, labRows: 5)
    #expect(
      slots(page) == ["lab(0) rows 2..<7 column 0", "quiz(0) rows 8..<9 column 0"])
    #expect(page.lines.count == 9)
  }

  @Test func whatCannotBeReadIsSaidInItsPlace() {
    let shown = text(page("Before\n\n```lab\nnam: [\n```\n\nAfter", width: 60))
    #expect(shown.hasPrefix("Before\n\na.md:"))
    #expect(shown.hasSuffix("\n\nAfter"))
  }

  @Test(arguments: [Int.min, -1, 0, 1, 8])
  func noWidthIsTooSmall(width: Int) {
    let markdown = "# 标题\n\n> [!NOTE]\n> - a\n>   - b `code` $x^2$\n\n$$\n\\frac{a}{b}\n$$\n\n---"
    #expect(page(markdown, width: width).lines.count > 6)
  }
}
