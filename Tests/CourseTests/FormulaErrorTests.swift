import Testing

@testable import Course

/// LaTeX that cannot be read: the sentence, and where.
@Suite struct FormulaErrorTests {
  @Test(arguments: [
    (#"\frac{a}{b"#, 8, "unclosed {"),
    ("x^{", 2, "unclosed {"),
    (#"\text{a"#, 5, "unclosed {"),
    ("a } b", 2, "} without {"),
    (#"\left( a"#, 0, #"unclosed \left"#),
    (#"{\left( a}"#, 1, #"unclosed \left"#),
    (#"a \right)"#, 2, #"\right without \left"#),
    (#"\left a"#, 6, #"\left needs a bracket, or "." for none"#),
    (#"\sqrt[3 x"#, 5, "unclosed ["),
    (#"\begin{matrix} a & b"#, 0, #"unclosed \begin{matrix}"#),
    (#"\end{matrix}"#, 0, #"\end without \begin"#),
    (#"\begin{matrix}a\end{pmatrix}"#, 19, #"\begin{matrix} is closed by \end{pmatrix}"#),
    (#"\begin{matrx}a\end{matrx}"#, 6, "unknown environment matrx: did you mean matrix?"),
    (
      #"\begin{array}{c|c}a & b\end{array}"#, 13, "the columns of an array are l, c or r, not “c|c”"
    ),
    (#"\begin{array}{c}a & b\end{array}"#, 18, "misplaced &: a row has at most 1 cell"),
    (#"\begin{cases}a & b & c\end{cases}"#, 19, "misplaced &: a row has at most 2 cells"),
    ("a & b", 2, "misplaced &: it divides the cells of a matrix or of aligned lines"),
    (#"{a \\ b}"#, 3, #"misplaced \\"#),
    ("x^a^b", 3, "double superscript: write {x^a}^b or x^{ab}"),
    ("x^2'", 3, "double superscript: write {x^a}^b or x^{ab}"),
    ("x_1_2", 3, "double subscript: write {x_a}_b or x_{ab}"),
    ("x^", 2, "nothing follows ^"),
    ("x_^2", 2, "nothing follows _"),
    (#"\frac{a}"#, 8, #"nothing follows \frac"#),
    (#"\text a"#, 6, #"\text needs braces: \text{…}"#),
    (#"\operatorname{\frac ab}"#, 13, #"\operatorname takes letters only"#),
    (#"\foo"#, 0, #"unknown command \foo"#),
    (#"a + \sqr{x}"#, 4, #"unknown command \sqr: did you mean \sqrt?"#),
    (#"\fra{a}{b}"#, 0, #"unknown command \fra: did you mean \frac?"#),
    (#"\sofmtax(x)"#, 0, #"unknown command \sofmtax: did you mean \softmax?"#),
    (#"x \textcolor{red}{y}"#, 2, #"unknown command \textcolor"#),
    (#"x\limits"#, 1, #"\limits without an operator such as \sum before it"#),
    ("50% off", 2, #"write \% for the character %"#),
    (#"\text{a $b$}"#, 8, #"write \$ for the character $"#),
    (#"a \"#, 2, "a backslash at the end"),
    // Offsets count characters, not bytes.
    ("α→中 }", 4, "} without {"),
  ])
  func sentenceAndPlace(latex: String, offset: Int, message: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(latex: latex) }
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    (#"\frac{a}{b"#, "{ 没有闭合"),
    (#"\sqr{x}"#, #"未知的命令 \sqr，是不是 \sqrt？"#),
    ("a & b", "& 的位置不对：它只用来分隔矩阵或对齐行的单元格"),
    ("x^a^b", "重复的上标：请写成 {x^a}^b 或 x^{ab}"),
  ])
  func speaksChinese(latex: String, message: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(latex: latex) }
    #expect(error?.message(in: .chinese) == message)
  }

  /// Every way to nest, from within a learner's text box as well: an error, never a full stack.
  @Test(arguments: [
    ("{", "}"), (#"\sqrt{"#, "}"), (#"\sqrt"#, ""), ("x^{", "}"), ("(", ")"), ("[{", "}]"),
    (#"\frac{1}{"#, "}"), (#"\left("#, #"\right)"#), (#"\hat"#, ""), (#"\sqrt["#, "]x"),
    (#"\begin{matrix}"#, #"\end{matrix}"#), (#"\substack{"#, "}"),
  ])
  func depthIsBounded(opening: String, closing: String) {
    for suffix in ["", "x", "x" + String(repeating: closing, count: 150)] {
      let latex = String(repeating: opening, count: 150) + suffix
      let error = #expect(throws: FormulaError.self) { try Formula(latex: latex) }
      #expect(error?.reason == .nestedTooDeeply(limit: 100))
    }
  }

  @Test(arguments: [
    String(repeating: "{", count: 10_000) + String(repeating: "}", count: 10_000),
    String(repeating: "x + ", count: 250_000),
  ])
  func lengthIsBounded(latex: String) {
    let error = #expect(throws: FormulaError.self) { try Formula(latex: latex) }
    #expect(error == FormulaError(reason: .tooLong(limit: 10_000), offset: 0))
  }
}
