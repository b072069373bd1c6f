import Testing

@testable import Course

/// What is read from LaTeX.
@Suite struct FormulaParsingTests {
  /// Two ways to write one formula.
  @Test(arguments: [
    // An argument is one token: the index belongs to W and not to Q.
    (#"W^Q_i"#, #"W^{Q}_{i}"#),
    (#"W^Q_i"#, #"W_i^Q"#),
    (#"x^12"#, #"x^{1}2"#),
    (#"\frac12"#, #"\frac{1}{2}"#),
    (#"\frac1n"#, #"\tfrac{1}{n}"#),
    (#"\sqrt2x"#, #"\sqrt{2}x"#),
    (#"\hat d ^ 2"#, #"{\hat{d}}^{2}"#),
    (#"x\le y"#, "x ≤ y"),
    (#"\alpha\to\infty"#, "α → ∞"),
    ("a - b", "a − b"),
    (#"q \cdot k"#, "q·k"),
    (#"\bigl( x \bigr)"#, "(x)"),
    (#"\lbrace x \rbrace"#, #"\{x\}"#),
    (#"x'"#, #"x^\prime"#),
    (#"\mathrm{softmax}"#, #"\text{softmax}"#),
    (#"\operatorname*{argmax}"#, #"\argmax"#),
    (#"\sum\nolimits_i"#, #"\sum\nolimits_{i}"#),
    (#"\not="#, #"\ne"#),
    (#"a \\[4pt] b"#, #"a \\ b \\"#),
    ("a\n  + b", "a+b"),
    (#"\begin{matrix}a\\b\\\end{matrix}"#, #"\begin{array}{c}a\\b\end{array}"#),
  ])
  func sameFormula(first: String, second: String) throws {
    #expect(try Formula(latex: first).root == Formula(latex: second).root)
  }

  @Test(arguments: [
    (#"W^Q_i"#, #"W^{Q_i}"#),
    ("(a + b)^2", "a + b)^2"),
    ("a{,}b", "a,b"),
    (#"\log x"#, "log x"),
    (#"\sum\nolimits_i"#, #"\sum_i"#),
    (#"\left(x\right)"#, "(x)"),
  ])
  func differentFormulas(first: String, second: String) throws {
    #expect(try Formula(latex: first).root != Formula(latex: second).root)
  }

  @Test func attentionAsATree() throws {
    let formula = try Formula(latex: #"\frac{QK^T}{\sqrt{d_k}} V"#)
    func letter(_ text: String) -> MathNode { .symbol(text, .ordinary) }
    #expect(
      formula.root
        == .row([
          .fraction(
            numerator: .row([letter("Q"), .scripts(letter("K"), sub: nil, sup: letter("T"))]),
            denominator: .root(.scripts(letter("d"), sub: letter("k"), sup: nil), degree: nil)),
          letter("V"),
        ]))
  }

  @Test func numbersAreOneSymbol() throws {
    #expect(
      try Formula(latex: "0.25x").root
        == .row([.symbol("0.25", .ordinary), .symbol("x", .ordinary)]))
  }

  @Test func matchingBracketsHoldWhatIsBetween() throws {
    let sum = MathNode.row([
      .symbol("a", .ordinary), .symbol("+", .binary), .symbol("b", .ordinary),
    ])
    let fenced = MathNode.fenced(left: "(", sum, right: ")", grows: false)
    #expect(
      try Formula(latex: "(a+b)^2").root
        == .scripts(fenced, sub: nil, sup: .symbol("2", .ordinary)))
  }

  @Test(arguments: ["[0, 1)", "(0, 1]", ") (", "((a)", "f(x]"])
  func bracketsWithoutAPartnerAreAllowed(latex: String) throws {
    _ = try Formula(latex: latex)
  }

  @Test func keepsItsSource() throws {
    #expect(try Formula(latex: #" x \le y "#).latex == #" x \le y "#)
  }
}
