import Canvas
import Course
import Testing

/// Formulas drawn in two dimensions.
@Suite struct MathDrawingTests {
  @Test(arguments: [
    MathPicture(
      #"\text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V"#,
      """
             ⎛  QKᵀ  ⎞
      softmax⎜ ───── ⎟ V
             ⎝  √dₖ  ⎠
      """),
    // Plain brackets grow as well, around what is tall.
    MathPicture(
      #"softmax(\frac{QK^\top}{\sqrt{d_k}})V"#,
      """
             ⎛  QKᵀ  ⎞
      softmax⎜ ───── ⎟ V
             ⎝  √dₖ  ⎠
      """),
    MathPicture(
      #"\frac{1}{1 + \frac{1}{x}}"#,
      """
          1
      ─────────
            1
       1 + ───
            x
      """),
    MathPicture(
      #"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#,
      """
                 ________
           −b ± √b² − 4ac
      x = ────────────────
                 2a
      """),
    MathPicture(
      #"-\frac{a}{b}\frac{c}{d}"#,
      """
         a   c
      − ─── ───
         b   d
      """),
    MathPicture(
      #"\text{注意力} = \frac{\text{分子}}{\text{很长的分母}}"#,
      """
                   分子
      注意力 = ────────────
                很长的分母
      """),
  ])
  func fractions(_ expected: MathPicture) throws { try check(expected) }

  @Test(arguments: [
    MathPicture(#"-3\sqrt{d}"#, "−3√d"),
    MathPicture(#"\sqrt{d_k} = \sqrt{64}"#, "√dₖ = √64"),
    // Where a root without a bar ends has to be seen.
    MathPicture(#"\sqrt{2}\pi"#, "√2 π"),
    MathPicture(
      #"\sqrt{2\pi}"#,
      """
       __
      √2π
      """),
    MathPicture(#"\sqrt[3]{x} + \sqrt[n]{y}"#, "∛x + ⁿ√y"),
    MathPicture(#"\sqrt{x}^2"#, "(√x)²"),
    MathPicture(
      #"\sqrt{1 + \frac{x}{2}}"#,
      """
          _______
         ╱     x
        ╱ 1 + ───
      ╲╱       2
      """),
  ])
  func roots(_ expected: MathPicture) throws { try check(expected) }

  @Test(arguments: [
    MathPicture("d_k", "dₖ"),
    MathPicture("x_i^2 + h_{t-1}", "xᵢ² + hₜ₋₁"),
    MathPicture("10^{-9}", "10⁻⁹"),
    MathPicture("x_1^{(1)}", "x₁⁽¹⁾"),
    MathPicture("f'' + A^* + B^T", "f″ + A* + Bᵀ"),
    // An expression is easier to read as a row of its own.
    MathPicture(
      #"e^{x_i - m(x)}"#,
      """
       xᵢ−m(x)
      e
      """),
    MathPicture(
      #"W^Q_i \in \mathbb{R}^{d_{\text{model}} \times d_k}"#,
      """
       Q    d_model×dₖ
      Wᵢ ∈ ℝ
      """),
    MathPicture(
      #"d_{\text{model}}^2"#,
      """
      d²
       model
      """),
    MathPicture(
      #"\left(\frac{a}{b}\right)_i^2"#,
      """
      ⎛  a  ⎞²
      ⎜ ─── ⎟
      ⎝  b  ⎠ᵢ
      """),
    MathPicture("{x^2}^3", "(x²)³"),
  ])
  func scripts(_ expected: MathPicture) throws { try check(expected) }

  @Test(arguments: [
    MathPicture(
      #"\sum_{i=1}^{n} x_i"#,
      """
       n
       ∑  xᵢ
      i=1
      """),
    MathPicture(
      #"\max_{i} ~ x_i - \min_j x_j"#,
      """
      max xᵢ − min xⱼ
       i        j
      """),
    MathPicture(
      #"\lim_{n \to \infty} \left(1 + \frac{1}{n}\right)^n"#,
      """
          ⎛      1  ⎞ⁿ
      lim ⎜ 1 + ─── ⎟
      n→∞ ⎝      n  ⎠
      """),
    // Limits stand beside the sign within a fraction, as in TeX.
    MathPicture(
      #"p_j = \frac{e^{s_j}}{\sum_k e^{s_k}}"#,
      """
              sⱼ
             e
      pⱼ = ────────
                sₖ
            ∑ₖ e
      """),
    MathPicture(
      #"\int_0^\infty f(x)\,dx"#,
      """
       ∞
      ∫₀ f(x) dx
      """),
    MathPicture(
      #"\operatorname*{argmin}_\theta \ell(\theta)"#,
      """
      argmin ℓ(θ)
        θ
      """),
    MathPicture(
      #"\sum_{\substack{i<n\\j}} a_{ij}"#,
      """
       ∑  aᵢⱼ
      i<n
       j
      """),
  ])
  func operators(_ expected: MathPicture) throws { try check(expected) }

  @Test(arguments: [
    MathPicture(
      #"\begin{pmatrix} 1 & 0 \\ -1 & 10 \end{pmatrix}x"#,
      """
      ⎛ 1   0  ⎞ x
      ⎝ −1  10 ⎠
      """),
    MathPicture(
      #"A = \begin{bmatrix} a & \cdots & b \\ \vdots & \ddots & \vdots \\ c & \cdots & d \end{bmatrix}"#,
      """
          ⎡ a  ⋯  b ⎤
      A = ⎢ ⋮  ⋱  ⋮ ⎥
          ⎣ c  ⋯  d ⎦
      """),
    MathPicture(
      #"\left[\begin{array}{lcr} a & b & c \\ aaa & bbb & ccc \end{array}\right]"#,
      """
      ⎡ a     b     c ⎤
      ⎣ aaa  bbb  ccc ⎦
      """),
    MathPicture(
      #"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      """
             ⎧ x  if x > 0
      f(x) = ⎨
             ⎩ 0  otherwise
      """),
    MathPicture(
      #"\begin{cases} 1 & \text{如果 } x > 0 \\ 0 & \text{否则} \end{cases}"#,
      """
      ⎧ 1  如果 x > 0
      ⎨
      ⎩ 0  否则
      """),
    MathPicture(
      #"\begin{aligned} a &= b + c \\ d + e &= \frac{f}{g} \end{aligned}"#,
      """
          a = b + c

               f
      d + e = ───
               g
      """),
    MathPicture(
      #"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc"#,
      """
      │ a  b │ = ad − bc
      │ c  d │
      """),
    MathPicture(
      #"a = b \\ c = d"#,
      """
      a = b
      c = d
      """),
  ])
  func grids(_ expected: MathPicture) throws { try check(expected) }

  @Test(arguments: [
    MathPicture(#"\hat{y} + \bar x + \vec v"#, "y\u{302} + x\u{304} + v\u{20D7}"),
    MathPicture(
      #"\overline{AB}"#,
      """
      __
      AB
      """),
    MathPicture(
      #"\underbrace{a + b}_{n}"#,
      """
      a + b
      ╰─┬─╯
        n
      """),
    MathPicture(
      #"x \stackrel{?}{=} y"#,
      """
        ?
      x = y
      """),
  ])
  func accents(_ expected: MathPicture) throws { try check(expected) }

  /// TeX's spaces: around relations and operators, after commas and names; none around signs.
  @Test(arguments: [
    MathPicture("a=b+c", "a = b + c"),
    MathPicture("-x + (-y)", "−x + (−y)"),
    MathPicture(#"a = -b \times -c"#, "a = −b × −c"),
    MathPicture("f(x,y)", "f(x, y)"),
    MathPicture("1{,}000", "1,000"),
    MathPicture(#"q \cdot k / 2"#, "q·k/2"),
    MathPicture(#"2\log x + \log(x)"#, "2 log x + log(x)"),
    MathPicture(#"m := \max(0, x)"#, "m := max(0, x)"),
    MathPicture(#"a \quad b \, c \! d ~ e"#, "a  b cd e"),
    MathPicture(#"\{1, \ldots, n\} \subset \mathbb{N}"#, "{1, …, n} ⊂ ℕ"),
    MathPicture(#"[0, 1) \cup \|x\|"#, "[0, 1) ∪ ‖x‖"),
    MathPicture(#"P(A \mid B) = |x|"#, "P(A | B) = |x|"),
    MathPicture(#"\mathcal{L} \leftarrow \alpha \odot \Sigma"#, "L ← α ⊙ Σ"),
    MathPicture("", ""),
  ])
  func spaces(_ expected: MathPicture) throws { try check(expected) }

  private func check(_ expected: MathPicture) throws {
    let box = MathBox(try Formula(latex: expected.latex), maximumWidth: 80)
    #expect(box.picture == expected.picture, "\n\(box.picture)")
  }

  /// What stands on the line of the text around it.
  @Test(arguments: [
    ("x", "x"), (#"e^{a+b} = c"#, "e    = c"), (#"x + \frac{a}{b}"#, "x + ───"),
    (#"\sum_i x_i"#, "∑ xᵢ"), (#"\begin{matrix}a\\b\\c\end{matrix}"#, "b"),
    (#"x\sqrt{1+\frac12}"#, "x  ╱ 1 + ───"),
  ])
  func baseline(latex: String, row: String) throws {
    let box = MathBox(try Formula(latex: latex), maximumWidth: 80)
    #expect(box.rows[box.baseline].drop { $0 == " " } == row[...])
  }
}
