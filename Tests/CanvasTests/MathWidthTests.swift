import Canvas
import Course
import Testing

/// Formulas in the room there is.
@Suite struct MathWidthTests {
  @Test(arguments: [
    // Before relations,
    (
      24,
      MathPicture(
        #"\text{Attention}(Q, K, V) = \frac{QK^T}{\sqrt{d_k}} V"#,
        """
        Attention(Q, K, V)

             QKᵀ
          = ───── V
             √dₖ
        """)
    ),
    // then before operators,
    (
      30,
      MathPicture(
        "0.245·(1, 0) + 0.090·(0, 1) + 0.665·(1, 1) = (0.910, 0.755)",
        """
        0.245·(1, 0) + 0.090·(0, 1)
          + 0.665·(1, 1)
          = (0.910, 0.755)
        """)
    ),
    // then after commas.
    (
      20,
      MathPicture(
        #"a_1, a_2, a_3, a_4, a_5, a_6"#,
        """
        a₁, a₂, a₃, a₄, a₅,
          a₆
        """)
    ),
    // One row, wrapped at spaces, where no line could be broken.
    (
      20,
      MathPicture(
        #"softmax(\frac{QK^T}{\sqrt{d_k}} + M_{\text{causal}})V"#,
        """
        softmax(QKᵀ/√dₖ +
        M_causal)V
        """)
    ),
    (4, MathPicture(#"\text{注意力机制}"#, "注意\n力机\n制")),
  ])
  func broken(width: Int, expected: MathPicture) throws {
    let box = MathBox(try Formula(latex: expected.latex), maximumWidth: width)
    #expect(box.picture == expected.picture, "\n\(box.picture)")
  }

  @Test(arguments: NotesFormulas.all)
  func notesFitEightyColumnsUnbroken(latex: String) throws {
    let formula = try Formula(latex: latex)
    let box = MathBox(formula, maximumWidth: 80)
    #expect(box == MathBox(formula, maximumWidth: 10_000))
    #expect(box.width <= 80)
    expectSound(box, maximumWidth: 80)
  }

  @Test(arguments: NotesFormulas.all)
  func notesFitAnyWidth(latex: String) throws {
    let formula = try Formula(latex: latex)
    for width in [Int.min, -1, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, .max] {
      expectSound(MathBox(formula, maximumWidth: width), maximumWidth: max(1, width))
    }
  }

  /// While an author types, every beginning of a formula is drawn or gives a reason.
  @Test func everyBeginningIsDrawnOrExplained() {
    for latex in NotesFormulas.display + [
      #"\text{输出} = \begin{cases} \sqrt[3]{x'} & \text{如果 } x > 0 \\ \hat{y}_{i} & \end{cases}"#
    ] {
      for count in 0...latex.count { expectDrawnOrExplained(String(latex.prefix(count))) }
    }
  }

  /// Tokens in any order, which never have to make sense.
  @Test func anySoupIsDrawnOrExplained() {
    let tokens = [
      "{", "}", "^", "_", "&", #"\\"#, #"\left("#, #"\right)"#, #"\left."#, #"\frac"#, #"\sqrt"#,
      "[", "]", "(", ")", #"\sum"#, #"\max"#, "x", "12", "+", "=", ",", "'", "~", #"\text{中}"#,
      #"\hat"#, #"\overline"#, #"\begin{matrix}"#, #"\end{matrix}"#, #"\begin{cases}"#,
      #"\end{cases}"#, #"\underbrace"#, #"\stackrel"#, #"\limits"#, #"\substack{"#, "|", "\u{301}",
    ]
    var generator = SplitMix(seed: 1)
    for _ in 0..<4000 {
      let count = Int.random(in: 1...14, using: &generator)
      expectDrawnOrExplained(
        (0..<count).map { _ in tokens.randomElement(using: &generator) ?? "" }.joined(
          separator: " "))
    }
  }

  @Test(arguments: [
    (String(repeating: #"\frac{1}{"#, count: 45), String(repeating: "}", count: 45)),
    (String(repeating: #"\sqrt{1+"#, count: 45), String(repeating: "}", count: 45)),
    (String(repeating: "x^{", count: 45), String(repeating: "}", count: 45)),
    (String(repeating: "(", count: 95), String(repeating: ")", count: 95)),
    (#"\begin{matrix}"# + String(repeating: "a&", count: 2000), #"\end{matrix}"#),
    (#"\begin{matrix}"# + String(repeating: #"a\\"#, count: 2000), #"\end{matrix}"#),
    (String(repeating: "x", count: 9000), ""),
  ])
  func largeOnesAreDrawn(opening: String, closing: String) throws {
    expectSound(
      MathBox(try Formula(latex: opening + "y" + closing), maximumWidth: 80), maximumWidth: 80)
  }

  private func expectDrawnOrExplained(_ latex: String) {
    do {
      let formula = try Formula(latex: latex)
      expectSound(MathBox(formula, maximumWidth: 40), maximumWidth: 40)
      #expect(!formula.inlineText.contains("\n"))
    } catch {
      #expect((0...latex.count).contains(error.offset) && !error.message.isEmpty, "\(latex)")
    }
  }

  private func expectSound(_ box: MathBox, maximumWidth: Int) {
    #expect(box.rows.allSatisfy { $0.cellWidth == box.width }, "\(box)")
    #expect(box.rows.indices.contains(box.baseline), "\(box)")
    // A Chinese character takes two cells where there is only one.
    #expect(box.width <= max(2, maximumWidth), "\(box)")
  }
}

/// The same numbers in every run (Steele, Lea, Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
