import Testing

@testable import Course

struct MarkdownTests {
  struct Reading: CustomTestStringConvertible {
    var name: String
    var markdown: String
    var outline: String
    var testDescription: String { name }

    init(_ name: String, _ markdown: String, _ outline: String) {
      self.name = name
      self.markdown = markdown
      self.outline = outline
    }
  }

  static let readings = [
    Reading(
      "headings with and without a name",
      """
      # Why divide by $\\sqrt{d}$?
      ## **How large** are they {#differences}
      ### 温度 与 $T$
      ### Why divide by $\\sqrt{d}$?
      Setext
      ------
      """,
      """
      1:1 h1 #why-divide-by-sqrtd Why divide by $\\sqrt{d}$?
      2:1 h2 #differences **How large** are they
      3:1 h3 #温度-与-t 温度 与 $T$
      4:1 h3 #why-divide-by-sqrtd-1 Why divide by $\\sqrt{d}$?
      5:1 h2 #setext Setext
      """),
    Reading(
      "runs of text",
      """
      *one* **two** ~~three~~ `$4*` &times; \\$5 [a*b*](x/y)
      next\\
      last  [0.41](claim:sharp) <http://a.b>
      """,
      """
      1:1 p *one* **two** ~~three~~ `$4*` × $5 [a*b*](x/y @1:43)⏎next↵last  [0.41](claim sharp @3:7) [http://a.b](http://a.b @3:27)
      """),
    Reading(
      "line ends between Chinese characters are no spaces",
      """
      注意力
      机制，
      see “它”
      也 GPU
      温度
      """,
      "1:1 p 注意力机制，see “它”也 GPU⏎温度"),
    Reading(
      "math keeps what Markdown would take",
      """
      **粗$x^{*}_1$体** and $a_{1}·b_{2}$, $\\\\ b$ and
      $q·k
      + 1$ in `$x$`
      """,
      "1:1 p **粗$x^{*}_1$体** and $a_{1}·b_{2}$, $\\\\ b$ and⏎$q·k\n+ 1$ in `$x$`"),
    Reading(
      "display math parts a paragraph",
      """
      before $$a_1$$ after
      $$
      b

      + c
      $$
      - item $$d$$ rest
      - $$e$$
      """,
      """
      1:1 p before
      1:8 math a_1
      1:16 p after
      2:1 math b

      + c
      7:1 ul
      -
        7:3 p item
        7:8 math d
        7:14 p rest
      -
        8:3 math e
      """),
    Reading(
      "math in quotes and tables",
      """
      > $$
      > \\frac{a}
      > {b}
      > $$

      | a | $|x|$ |
      |:-:|--:|
      | **b** | c |
      """,
      """
      1:1 quote
        1:3 math \\frac{a}
       {b}
      6:1 table ct
        a | $|x|$
        **b** | c
      """),
    Reading(
      "lists in lists",
      """
      3. **one**
         - two
           more

         three
      4. - - four

      * * *
      """,
      """
      1:1 ol 3
      -
        1:4 p **one**
        2:4 ul
        -
          2:6 p two⏎more
        5:4 p three
      -
        6:4 ul
        -
          6:6 ul
          -
            6:8 p four
      8:1 rule
      """),
    Reading(
      "callouts",
      """
      > [!NOTE]
      > text

      > [!answer]
      >
      > - a

      > quoted [!TIP]

      > [!HINT]
      > x
      """,
      """
      1:1 note
        2:3 p text
      4:1 answer
        6:3 ul
        -
          6:5 p a
      8:1 quote
        8:3 p quoted [!TIP]
      10:1 quote
        10:3 problem a.md:10:3: error: unknown callout '[!HINT]'; expected [!NOTE], [!TIP], [!WARNING], [!ANSWER], [!ERRATA], [!PREDICT]
        11:3 p x
      """),
    Reading(
      "what a lab shows first",
      """
      ```lab
      name: scaling
      view: 2
      step: last
      ```
      ```lab
      name: scaling
      step: 3
      ```
      """,
      """
      1:1 lab scaling seed 1 step last view 2
      6:1 lab scaling seed 1 step number(3)
      """),
    Reading(
      "fences",
      """
      ```lab
      name: scaling
      set: {d: 64, scale: false}
      seed: 3
      ```

      - item
        ```quiz

          id: a
        b: $x$
        ```

      ~~~swift
      let a = "$$"
      ~~~
      ```
      plain
      ```
      """,
      """
      1:1 lab scaling seed 3 d=64 3:10 scale=false 3:21
      7:1 ul
      -
        7:3 p item
        8:3 quiz 9:3
          │
          │  id: a
          │b: $x$
      14:1 code swift
        │let a = "$$"
      17:1 code 
        │plain
      """),
    Reading(
      "rules and indented code",
      """
      a

      ---
          code $x$

      ***
      """,
      """
      1:1 p a
      3:1 rule
      4:5 code 
        │code $x$
      6:1 rule
      """),
    Reading(
      "HTML is text, a picture its description",
      "a<br>b ![a plot](p.png)", "1:1 p a<br>b *a plot*"),
  ]

  @Test(arguments: readings) func reads(_ reading: Reading) {
    let (blocks, diagnostics) = Markdown.blocks(reading.markdown, file: "a.md")
    #expect(outline(blocks) == reading.outline)
    let expected = reading.outline.contains("problem") ? 1 : 0
    #expect(diagnostics.count == expected, "\(diagnostics)")
  }

  /// Markdown, and what is said of it.
  static let broken: [(String, [String])] = [
    (
      "costs $5, or $6",
      [
        "1:7: error: this '$' opens no math; write '\\$' for the sign",
        "1:14: error: this '$' opens no math; write '\\$' for the sign",
      ]
    ),
    ("注意 $$x\n\n# Next", ["1:4: error: the '$$' that opens here is not closed"]),
    ("$$ $$", ["1:1: error: there is no math between the dollar signs"]),
    ("a\n\n```lab\nname: x", ["3:1: error: the fence that opens here is not closed"]),
    ("```lab\nname: a: b\n```", ["2:8: error: bad YAML: a value that holds ': ' must be quoted"]),
    (
      "```lab\nnme: a\n```",
      ["2:1: error: unknown key 'nme'; did you mean 'name'?", "2:1: error: missing key 'name'"]
    ),
    (
      "> ```lab\n> name: a\n> set: {d: [1]}\n> ```",
      ["3:12: error: 'd' must be a single value, found a list; quote a list"]
    ),
    (
      "```lab\nname: a\nseed: -1\n```",
      ["3:7: error: 'seed' must be a whole number from 0 to 9223372036854775807, found '-1'"]
    ),
    (
      "```lab\nname: a\nstep: 0\nview: first\n```",
      [
        "3:7: error: 'step' must be a number from 1, or 'last', found '0'",
        "4:7: error: 'view' must be a whole number from 1 to 9223372036854775807, found 'first'",
      ]
    ),
    (
      "# A {#x}\n# B {#x}\n# C {#a b}",
      [
        "2:1: error: duplicate anchor '#x'",
        "3:1: error: '{#a b}' is no anchor; use letters, digits, '-' and '_'",
      ]
    ),
    ("> [!NOT]\n> x", ["1:3: error: unknown callout '[!NOT]'; did you mean '[!NOTE]'?"]),
    ("a ![](x.png) b", ["1:3: error: a picture needs a description: ![what it shows](…)"]),
    ("[x](claim:)", ["1:1: error: a claim needs its id: [0.41](claim:id)"]),
    ("[x]()", ["1:1: error: a link needs a destination"]),
  ]

  @Test(arguments: broken) func saysWhatIsBroken(markdown: String, sentences: [String]) {
    let (_, diagnostics) = Markdown.blocks(markdown, file: "a.md")
    #expect(diagnostics.map(\.description) == sentences.map { "a.md:" + $0 })
  }

  @Test func aBrokenBlockLeavesTheRest() {
    let markdown = "one\n\n```lab\nname: [\n```\n\ntwo"
    let (blocks, diagnostics) = Markdown.blocks(markdown, file: "a.md", firstLine: 11)
    #expect(outline([blocks[0], blocks[2]]) == "11:1 p one\n17:1 p two")
    #expect(blocks[1].content == .problem(diagnostics[0]))
    #expect(diagnostics[0].place.line == 14)
  }

  /// Short texts that would be blocks elsewhere.
  static let shortTexts = [
    ("# x", "# x"), ("1. _a_ b", "1. *a* b"), ("- $a_b$\n+ c", "- $a_b$ + c"), ("    x", "x"),
    ("> [!NOTE]", "> [!NOTE]"), ("```quiz", "```quiz"), ("", ""), ("$$x$$", "$x$"),
    ("见[这里](#a)", "见[这里](#a @4:6)"), ("**b** `c`", "**b** `c`"),
  ]

  @Test(arguments: shortTexts) func readsShortTexts(text: String, expected: String) {
    let (inlines, diagnostics) = Markdown.inlines(text, at: Place(file: "a", line: 4, column: 5))
    #expect(outline(inlines) == expected)
    #expect(diagnostics.isEmpty)
  }

  /// What would be too much for a parser that recurses, or that looks back too often.
  static let hostile: [(String, String)] = [
    ("quotes", String(repeating: ">", count: 10_000) + " a"),
    ("lists", String(repeating: "- ", count: 10_000) + "a"),
    ("emphasis", String(repeating: "*a ", count: 20_000) + String(repeating: "b*", count: 20_000)),
    ("brackets", String(repeating: "[", count: 50_000)),
    ("dollars", String(repeating: "$a ", count: 100_000)),
    ("backticks", (1...600).map { String(repeating: "`", count: $0) }.joined(separator: "a")),
    ("links on a line", String(repeating: "[ä](claim:a) ", count: 50_000)),
    (
      "table",
      "|" + String(repeating: "a|", count: 20_000) + "\n|" + String(repeating: "-|", count: 20_000)
        + String(repeating: "\nx", count: 20_000)
    ),
    (
      "references",
      "[a]: " + String(repeating: "x", count: 200_000) + "\n\n"
        + String(repeating: "[a]", count: 100_000)
    ),
    ("controls", "a\u{0}b\u{1}c$\u{1}$\u{FEFF}\u{202E}"),
    ("returns", "a\rb\r\n\r$$\r\nx\r\n$$\r```quiz\rid: a\r```"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: hostile)
  func survives(name: String, markdown: String) {
    let (blocks, diagnostics) = Markdown.blocks(markdown, file: "a.md")
    #expect(!blocks.isEmpty)
    for diagnostic in diagnostics { #expect(diagnostic.place.line >= 1) }
  }

  /// What a formula's error is mapped back by: an offset in the LaTeX to one in the file.
  @Test func knowsWhereTheCharactersOfAFormulaStand() throws {
    let text = "> 注 $$\n>  α+\n> > b$$"
    let bytes = Array(text.utf8)
    let span = try #require(MathScan(bytes).spans.first)
    let latex = LatexText(span.lines, in: bytes)
    #expect(latex.text == "α+\n > b")
    var source = SourceText(bytes, at: Place(file: "a.md"))
    let places = [0, 1, 6, 99].map { offset in
      let place = source.place(at: latex.offset(ofCharacter: offset))
      return "\(place.line):\(place.column)"
    }
    #expect(places == ["2:4", "2:5", "3:5", "3:6"])
  }

  static let pieces = [
    "$", "$$", "`", "```", "> ", "- ", "1. ", "|", "|-|\n", "\n", "\n\n", "\r\n", "\r", "*", "**",
    "_",
    "[", "](claim:x)", "](#a)", "![", "{#a}", "# ", "中", "，", "a", " ", "\\", "[!NOTE]", "---\n",
    "lab\n",
    "quiz\n", "id: x\n", "name: [\n", "&amp;", "\t", "    ", "e\u{301}", "👩‍👧", "<", "\u{0}", "~~~",
  ]

  /// Texts that nobody would write. Each run draws the same ones.
  @Test(arguments: 0..<20) func readsAnything(seed: UInt64) {
    var generator = SplitMix(state: seed)
    for _ in 0..<100 {
      let text = (0..<40).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
      }
      .joined()
      let (blocks, diagnostics) = Markdown.blocks(text, file: "a.md")
      _ = Markdown.inlines(text, at: Place(file: "a.md"))
      let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      var places = diagnostics.map(\.place)
      blocks.walk { places.append($0.place) }
      for place in places {
        let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1].count : -1
        if !(1...line + 2).contains(place.column) {
          Issue.record("\(place) is outside of \(text.debugDescription)")
        }
      }
    }
  }

  struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
