import Figures
import Testing

struct NumberFormatTests {
  @Test(
    arguments: [
      (0, 3, "0.000"), (0.318, 2, "0.32"), (-0.3185, 3, "−0.319"), (2.675, 2, "2.68"),
      (9.9995, 3, "10.000"), (99.5, 0, "100"), (0.05, 0, "0"), (0.5, 0, "1"), (-0.0004, 3, "0.000"),
      (-0.0, 1, "0.0"), (1234.5, 2, "1234.50"), (1e15, 0, "1e15"), (1e22, 2, "1.00e22"),
      (.infinity, 3, "∞"), (-.infinity, 3, "−∞"), (.nan, 3, "NaN"), (0.25, -5, "0"),
    ] as [(Double, Int, String)])
  func fixed(_ number: Double, _ decimals: Int, _ text: String) {
    #expect(number.fixed(decimals) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (0.0904, "0.0904"), (1024, "1024"), (-9984, "−9984"), (0.99996, "1"),
      (1e-9, "1e−9"),
      (2.06115e-9, "2.061e−9"), (0.001, "0.001"), (0.00099, "9.9e−4"), (1_234_567, "1234567"),
      (12_345_678, "1.235e7"), (-1e9, "−1e9"), (3.14159, "3.142"), (-.infinity, "−∞"),
      (.nan, "NaN"),
      (9_999_999.9, "1e7"),
    ] as [(Double, String)])
  func compact(_ number: Double, _ text: String) {
    #expect(number.compact() == text)
  }

  @Test(
    arguments: [
      (-0.318, "-0.318"), (2.06e-9, #"2.06\cdot 10^{-9}"#), (-.infinity, #"-\infty"#),
      (.nan, #"\text{NaN}"#), (0, "0.000"), (1e9, #"1.00\cdot 10^{9}"#),
    ] as [(Double, String)])
  func latex(_ number: Double, _ text: String) {
    #expect(number.latex(3) == text)
  }

  @Test func floatsKeepTheirOwnDigits() {
    #expect(Float(0.09).compact(6) == "0.09")
    #expect(Double(Float(0.09)).compact(9) == "0.0900000036")
  }
}
