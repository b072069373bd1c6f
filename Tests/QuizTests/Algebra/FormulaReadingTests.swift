import Course
import Testing

@testable import Quiz

/// What is shown to have been understood.
struct FormulaReadingTests {
  private static func item(_ variables: String = "[x, m, d_k, α]") throws -> FormulaValue {
    guard case .formula(let item)? = read(Sample.formula("x", variables: variables)).item else {
      throw NoFormula()
    }
    return item
  }

  private struct NoFormula: Error {}

  @Test(arguments: [
    ("2x", "2 x"), ("x*m", "x m"), ("x*2", #"x \cdot 2"#), ("x/2m", #"\frac{x}{2} m"#),
    ("x/(2m)", #"\frac{x}{2 m}"#), ("e^(x-m)", "{e}^{x - m}"),
    ("x-(m-1)", #"x - \left(m - 1\right)"#),
    ("-x^2", "-{x}^{2}"), ("(-x)^2", #"{\left(-x\right)}^{2}"#),
    ("x(m+1)", #"x \left(m + 1\right)"#),
    ("√d_k", #"\sqrt{d_{k}}"#), ("∛x", #"\sqrt[{3}]{x}"#), ("alpha", "α"),
    ("|x|", #"\left|x\right|"#),
    ("exp x", #"\operatorname{exp}\left(x\right)"#), ("log_2 x", #"\log_{2}\left(x\right)"#),
    ("max(x,m)", #"\operatorname{max}\left(x, m\right)"#),
    ("((x))", "x"), ("x + -m", "x - m"), ("1 - -x", #"1 - \left(-x\right)"#), ("pi", #"\pi"#),
  ])
  func isSetAsItWasUnderstood(text: String, latex: String) throws {
    let reading = try Self.item().reading(of: text)
    #expect(reading == latex)
    // What is shown reads as the same again, and can be laid out.
    #expect(try Self.item().reading(of: reading) == latex)
    _ = try Formula(latex: reading)
  }

  @Test func aPowerOfTenIsSetAsOne() throws {
    #expect(try Self.item().reading(of: "1e-3x") == #"1 \cdot 10^{-3} \cdot x"#)
  }

  @Test(arguments: [
    ("d_model", #"d_{\mathrm{model}}"#), ("headDim", #"\mathrm{headDim}"#), ("x'", "x'"),
    (#"\\hat{x}"#, #"\hat{x}"#), ("x_1", "x_{1}"),
  ])
  func namesAreSet(name: String, latex: String) throws {
    let item = try Self.item("[\"\(name)\"]".replacing("[", with: "[x, "))
    #expect(try item.reading(of: name.replacing(#"\\"#, with: #"\"#)) == latex)
  }
}
