import Testing

@testable import Quiz

/// Formulas as learners write them.
struct FormulaGradingTests {
  /// The key, its variables, what is typed, and whether it is right.
  struct Written: CustomTestStringConvertible, Sendable {
    var key: String
    var variables: String
    var domain: String?
    var texts: [String]
    var isRight: Bool
    var testDescription: String { "\(key) of \(variables), \(isRight ? "right" : "wrong")" }

    init(
      _ key: String, _ variables: String, domain: String? = nil, right: Bool = true,
      _ texts: String...
    ) {
      self.key = key
      self.variables = variables
      self.domain = domain
      self.isRight = right
      self.texts = texts
    }
  }

  static let forms = [
    Written(
      "exp(x - m)", "[x, m]",
      "exp(x-m)", "e^(x-m)", "e^{x-m}", "e**(x - m)", #"\exp(x-m)"#, #"\exp\left(x - m\right)"#,
      #"\mathrm{e}^{x-m}"#, "exp(x)/exp(m)", "exp(x) exp(-m)", #"\frac{e^x}{e^m}"#,
      #"\dfrac{\exp x}{\exp m}"#, "1/exp(m-x)", "exp(−m + x)", "ｅｘｐ（ｘ－ｍ）", "exp[x - m]",
      "exp{x - m}", "e^x e^-m", "e^x · e^(-m)", "e^x × e^{-m}", "eˣ e⁻ᵐ", "$e^{x-m}$",
      #"\(e^{x-m}\)"#, "exp(-(m - x))", "exp(x - m + 0)", "2 exp(x-m) / 2", "(e^(x-m))^1",
      "exp( x\u{3000}- m )", "pow(e, x - m)", "sqrt(exp(2x - 2m))", "𝑒^(𝑥−𝑚)", "exp(x - m) * 1e0"),
    Written(
      "exp(x - m)", "[x, m]", right: false,
      "exp(m - x)", "exp(x) - exp(m)", "exp(x + m)", "exp(x)", "x - m", "exp(x - m) + 0.001", "0",
      "exp(x - 2m)", "exp(x - m)^2", "1", "1/0", "x^x^x^x", "1.0001 exp(x-m)", "exp(exp(exp(x)))"),
    Written(
      "2x + 1", "[x]", "2*x+1", "1 + 2x", "2·x + 1", "x + x + 1", "2(x + 1/2)", "(4x+2)/2", "２ｘ＋１"),
    Written("2x + 1", "[x]", right: false, "2(x+1)", "2x - 1", "x^2 + 1"),
    Written("x*m", "[x, m]", "xm", "mx", "m x", "x(m)", "(x)(m)", "x·m", #"x \cdot m"#, #"x\,m"#),
    Written(
      "1/sqrt(d_k)", "[d_k]",
      #"\frac{1}{\sqrt{d_k}}"#, #"\frac1{\sqrt{d_k}}"#, "d_k^(-1/2)", "d_k^{-0.5}", "1/√d_k",
      "1/√dₖ",
      "1/sqrt(dk)", "d_{k}^{-1/2}", "sqrt(d_k)/d_k", "1/sqrt d_k", #"\sqrt{\frac{1}{d_k}}"#,
      #"1/\sqrt[2]{d_k}"#),
    Written("1/sqrt(d_k)", "[d_k]", right: false, "sqrt(d_k)", "1/d_k", "-1/sqrt(d_k)"),
    Written(
      #"\frac{q k}{\sqrt{d_k}}"#, "[q, k, d_k]",
      "q k / sqrt(d_k)", "qk/√d_k", "qk d_k^(-1/2)", #"\frac{qk}{\sqrt{d_k}}"#),
    Written("α x + β", "[α, β, x]", #"\alpha x + \beta"#, "alpha x + beta", "αx+β", "alpha*x+beta"),
    Written(#"\alpha^2"#, #"["\\alpha"]"#, "α²", "alpha^2", #"\alpha\alpha"#, "α·α"),
    Written("x^3", "[x]", "x³", "x*x*x", "x**3", "x^{3}", "x² x", "x^2x", "(x^2)(x)"),
    Written("x^12", "[x]", "x¹²", "(x^6)²", "(x^{6})^2"),
    Written("-x^2", "[x]", "-(x^2)", "−x²", "--−x^2"),
    Written("-x^2", "[x]", right: false, "(-x)^2", "x^2"),
    Written("2^3^x", "[x]", "2^(3^x)"), Written("2^3^x", "[x]", right: false, "(2^3)^x"),
    Written("x/2/m", "[x, m]", "x/(2m)", #"\frac{x}{2m}"#, "x/m/2"),
    Written("1/2x", "[x]", "x/2", "0.5x", ".5 x"), Written("1/2x", "[x]", right: false, "1/(2x)"),
    Written(
      "log(x)", "[x]", "ln(x)", "ln x", #"\ln x"#, #"\log{x}"#, "log(x, e)", "log2(x) ln(2)",
      "log_2(x) * log 2", #"\log_{10}(x)\ln(10)"#, "ln(x²)/2"),
    Written("log(x)", "[x]", right: false, "log10(x)", "lg x", #"\log_2 x"#, "log(2x)"),
    Written("log 2x", "[x]", "log(2x)", "ln 2 + ln x"),
    Written("sin x cos x", "[x]", "sin(x) cos(x)", #"\frac{\sin 2x}{2}"#, "sin(2x)/2"),
    Written("sin^2 x", "[x]", "1 - cos(x)^2", #"1-\cos^2 x"#, "sin(x)²"),
    Written(#"\sqrt[3]{x}"#, "[x]", domain: "{x: [0.1, 5]}", "cbrt(x)", "∛x", "x^(1/3)"),
    Written(
      "max(x, m)", "[x, m]", #"\max(x, m)"#, #"\max\{m, x\}"#, "(x + m + |x - m|)/2",
      "max(x, m, x)", "m + relu(x - m)", "ReLU(x-m)+m", "-min(-x, -m)"),
    Written("max(x, m)", "[x, m]", right: false, "x", "min(x, m)", "x + m"),
    Written(
      "|x - m|", "[x, m]", "abs(m - x)", #"\left|x - m\right|"#, #"\lvert m-x \rvert"#,
      "sqrt((x-m)^2)", "|x-m||1|", "｜x−m｜"),
    Written("|x|", "[x]", right: false, "x", "-x"),
    Written("x", "[x]", domain: "{x: [0.1, 3]}", "|x|", "sqrt(x²)", "relu(x)"),
    Written("x", "[x]", domain: "{x: [-3, -0.1]}", right: false, "|x|", "sqrt(x²)"),
    Written(
      "1/(1 + exp(-x))", "[x]", "sigmoid(x)", "σ(x)", #"\sigma(x)"#, #"\operatorname{sigmoid}(x)"#,
      "e^x/(1+e^x)", "(1 + tanh(x/2))/2"),
    Written("2π r", "[r]", "2 pi r", #"2\pi r"#, "πr·2", "2*pi*r"),
    Written("l'", "[l, \"l'\"]", "l'", "l′"), Written("l'", "[l, \"l'\"]", right: false, "l"),
    Written("x1 - x_2", "[x_1, x_2]", "x_1-x_2", "x₁ − x₂", "x1-x2", "x_{1} - x_{2}"),
    Written("m_new", "[m_new]", "m_{new}", #"m_{\text{new}}"#, #"m_{\mathrm{new}}"#),
    Written(#"\hat{x} + 1"#, #"["\\hat{x}"]"#, #"1 + \hat x"#),
    Written(
      "⌈N/b⌉", "[N, b]", domain: "{N: [1, 99], b: [1, 9]}", "ceil(N/b)", #"\lceil N/b \rceil"#,
      #"\left\lceil\frac{N}{b}\right\rceil"#, "-floor(-N/b)"),
    // Points at which the key has no value are not looked at.
    Written("log(x) / log(x)", "[x]", "1"), Written("1/x", "[x]", "x/x²", "x^-1", "x⁻¹"),
    Written("3", "[]", "1 + 2", "6/2", "3.0"), Written("3", "[]", right: false, "3.00001"),
    // What rounding does is no mistake, and nothing else is let through with it.
    Written("(x + 1)^2 - x^2 - 2x", "[x]", "1"), Written("1", "[x]", "(x+1)^2 - x² - 2x"),
    Written("sin(x)^2 + cos(x)^2 - 1", "[x]", "0", "x - x"),
    Written("x", "[x]", right: false, "x + 1e30 - 1e30", "x + 1e-6", "0x"),
    Written("1e-15 x", "[x]", right: false, "2e-15 x", "0"),
  ]

  @Test(arguments: forms) func isRightOrWrong(written: Written) throws {
    let yaml = Sample.formula(
      written.key.replacing("'", with: "''"), variables: written.variables, domain: written.domain)
    let (item, sentences) = read(yaml)
    let formula = try #require(item, "\(sentences)")
    for text in written.texts {
      let grade = try formula.grade(.text(text))
      #expect(grade.isCorrect == written.isRight, "\(text): \(String(describing: grade.detail))")
      #expect(grade.score == (written.isRight ? 1 : 0))
      #expect((grade.detail == nil) == written.isRight)
    }
  }

  static let place = "The formula cannot be read. Character"
  static let value = "a number, a variable or a bracket"

  /// What is asked again, and what is said.
  static let unreadable = [
    ("", "The formula cannot be read. nothing is written."),
    ("  ", "The formula cannot be read. nothing is written."),
    ("x +", "\(place) 4: the end comes where \(value) is expected."),
    ("x + * m", "\(place) 5: found '*', expected \(value)."),
    ("exp(x", "\(place) 4: '(' is not closed."),
    ("(x]", "\(place) 1: '(' is not closed before ']'."),
    ("x)", "\(place) 2: found ')', expected an operator as + or *."),
    ("x 2", "\(place) 3: found '2', expected an operator as + or *."),
    ("exp(x - n)", "\(place) 9: 'n' is not known here, expected x, m."),
    ("foo(x)", "\(place) 1: 'foo' is not known here, expected x, m."),
    ("x_i", "\(place) 1: 'x_i' is not known here, expected x, m."),
    ("中", "\(place) 1: '中' is not known here, expected x, m."),
    (#"\expp x"#, #"\#(place) 1: unknown command \expp; did you mean \exp?"#),
    (#"\sum x"#, #"\#(place) 1: \sum cannot be computed here."#),
    ("y = x", "\(place) 1: 'y' is not known here, expected x, m."),
    ("x = m", "\(place) 3: write only one side, without '='."),
    ("x ∞", "\(place) 3: ∞ cannot be computed here."),
    ("x & m", "\(place) 3: '&' has no meaning here."),
    ("x\u{0}", "\(place) 2: 'U+0' has no meaning here."),
    ("max(x)", "\(place) 4: max takes two values or more, found 1."),
    ("max x", "\(place) 1: max needs brackets: max(a, b)."),
    ("exp(x, m)", "\(place) 4: exp takes one value, found 2."),
    ("sin^{-1}(x)", "\(place) 4: sin^ cannot be computed here."),
    ("()", "\(place) 2: found ')', expected \(value)."),
    ("|x", "\(place) 1: '|' is not closed."),
    ("1e999 x", "\(place) 1: 1e999 cannot be computed here."),
    (
      String(repeating: "(", count: 100),
      "The formula cannot be read. That is nested too deeply: at most 48 levels."
    ),
    (
      String(repeating: "x+", count: 5000),
      "The formula cannot be read. That is too long to read: at most 2000 bytes."
    ),
  ]

  @Test(arguments: unreadable) func whatCannotBeReadIsAskedAgain(text: String, sentence: String)
    throws
  {
    let item = try #require(read(Sample.formula()).item)
    #expect {
      _ = try item.grade(.text(text))
    } throws: { ($0 as? AnswerError)?.message.english == sentence }
  }

  @Test(arguments: [
    ("exp(m - x)", true), ("log(x - m)", false), ("x", true), ("1/(x-x)", false),
  ])
  func thePointAtWhichItDiffersIsShown(text: String, hasValue: Bool) throws {
    let item = try #require(read(Sample.formula()).item)
    guard case .remark(let remark)? = try item.grade(.text(text)).detail else {
      Issue.record("nothing is said")
      return
    }
    let english = #/At x = (−?[\d.]+), m = (−?[\d.]+) (.*)\./#
    let match = try #require(try english.wholeMatch(in: remark.english), "\(remark.english)")
    let values = hasValue ? #/yours is ([−\d.e]+), the right one is ([−\d.e]+)/# : nil
    if let values {
      #expect(try values.wholeMatch(in: match.output.3) != nil, "\(match.output.3)")
    } else {
      #expect(match.output.3.hasPrefix("your formula has no value; the right one is "))
    }
    #expect(remark.chinese.hasPrefix("当 x = \(match.output.1)，m = \(match.output.2) 时，"))
    // The same point every time.
    #expect(try item.grade(.text(text)).detail == .remark(remark))
  }

  @Test(arguments: [
    (
      Sample.formula("exp(x - n)"),
      "a.md:14:11: error: 'answer' cannot be read. Character 9: 'n' is not known here, expected x, m."
    ),
    (
      Sample.formula("exp(x"),
      "a.md:14:11: error: 'answer' cannot be read. Character 4: '(' is not closed."
    ),
    (
      Sample.formula("log(-x^2 - 1)"),
      "a.md:14:11: error: the answer has no value anywhere in the domain of its variables"
    ),
    (
      Sample.formula("1/0"),
      "a.md:14:11: error: the answer has no value anywhere in the domain of its variables"
    ),
    (
      Sample.formula("1", variables: "[2x]"),
      "a.md:13:15: error: '2x' is no name of a variable, expected one as x, d_k or α"
    ),
    (
      Sample.formula("x", variables: "[x, x]"), "a.md:13:18: error: the variable 'x' is named twice"
    ),
    (Sample.formula(domain: "{y: [0, 1]}"), "a.md:15:12: error: 'y' is none of the variables x, m"),
    (
      Sample.formula(domain: "{x: [1, 0]}"),
      "a.md:15:15: error: the domain of 'x' must be two numbers, the smaller first: [-3, 3]"
    ),
    (
      Sample.formula(domain: "{x: [1]}"),
      "a.md:15:15: error: the domain of 'x' must be two numbers, the smaller first: [-3, 3]"
    ),
  ])
  func aBadKeyIsReported(yaml: String, sentence: String) {
    let (item, sentences) = read(yaml)
    #expect(item == nil)
    #expect(sentences == [sentence])
  }

  @Test func theKeyIsShownAsTheCourseWritesIt() throws {
    let item = try #require(read(Sample.formula(#"\frac{x}{m}"#)).item)
    #expect(try item.grade(.text("x")).expected == #"\frac{x}{m}"#)
  }
}
