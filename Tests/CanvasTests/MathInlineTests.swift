import Canvas
import Course
import Testing

/// Formulas within a line of text.
@Suite struct MathInlineTests {
  @Test(arguments: [
    (#"\text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V"#, "softmax(QKᵀ/√dₖ)V"),
    ("e^{x-m}", "e^(x−m)"),
    (#"e^{-\infty} = 0"#, "e^(−∞) = 0"),
    (#"e^{x_i}"#, "e^(xᵢ)"),
    (#"e^{3\sqrt d}"#, "e^(3√d)"),
    ("W^Q_i", "W^Q_i"),
    (#"d_k^{1/4}"#, "dₖ^(1/4)"),
    ("W_q + d_{model}", "W_q + d_model"),
    (#"x_{\text{model}}^2"#, "x²_model"),
    ("a_{i,j}", "a_(i,j)"),
    ("x^{2^n}", "x^(2ⁿ)"),
    (#"\mathbb{R}^{2B}"#, "ℝ^(2B)"),
    (#"\mathbb{R}^{N \times d_k}"#, "ℝ^(N×dₖ)"),
    // Brackets where a division, a root or a power would reach too far.
    (#"\frac{a+b}{2a}"#, "(a + b)/(2a)"),
    (#"\frac{\log x}{f(x)}"#, "(log x)/f(x)"),
    (#"\frac{\partial L}{\partial s_i}"#, "∂L/∂sᵢ"),
    (#"\frac{a}{b} x"#, "(a/b) x"),
    (#"\log\frac{a}{b}"#, "log(a/b)"),
    (#"-\frac{a}{b} + c"#, "−a/b + c"),
    (#"\sum_i \frac{a}{b}"#, "∑ᵢ a/b"),
    (#"1 + \frac{1}{1 + \frac{1}{x}}"#, "1 + 1/(1 + 1/x)"),
    (#"\frac{\frac ab}{c}"#, "(a/b)/c"),
    (#"\frac{\sqrt{\pi}}{2}"#, "√π/2"),
    (#"\sqrt{a + b}"#, "√(a + b)"),
    (#"\sqrt{d_{\text{model}} d_k}"#, "√(d_model dₖ)"),
    (#"\sqrt[3]{x} \sqrt[n]{ab}"#, "∛x ⁿ√(ab)"),
    (#"\sqrt{x}^2"#, "(√x)²"),
    ("{a+b}^2", "(a + b)²"),
    ("{-x}^2", "(−x)²"),
    (#"{\frac{a}{b}}^2"#, "(a/b)²"),
    (#"\sum_{i=1}^n x_i"#, "∑ᵢ₌₁ⁿ xᵢ"),
    (#"\int_0^\infty"#, "∫₀^∞"),
    (#"\lim_{x \to 0} f(x)"#, "lim_(x→0) f(x)"),
    (#"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}"#, "(1, 2; 3, 4)"),
    (#"\begin{aligned}a &= b\\&= c\end{aligned}"#, "a = b; = c"),
    (#"\overbrace{a+b}^{n} + \overline{AB}"#, "a + b [n] + A\u{305}B\u{305}"),
    (#"\text{查询}^T \text{键}"#, "查询ᵀ键"),
  ])
  func oneRow(latex: String, text: String) throws {
    #expect(try Formula(latex: latex).inlineText == text)
  }
}
