import Foundation
import Testing

@testable import Quiz

/// Formulas that SymPy printed, read and computed (`Tests/Goldens/formulas.py`).
struct FormulaGoldenTests {
  private static let point = ["x": 1.37, "m": -0.82, "d_k": 2.5]

  @Test func plainTextAndLaTeXHaveTheValuesOfSymPy() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Goldens/formulas.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 300)
    let vocabulary = Vocabulary(.closed, names: ["x", "m", "d_k"])
    for line in lines {
      let fields = line.split(separator: "\t").map(String.init)
      let expected = try #require(Double(fields[2]))
      // SymPy's plain text has Euler's number as a capital.
      let plain = fields[0].replacing("E", with: "e").lowercased()
      for text in [plain, fields[1]] {
        let value = try ExpressionParser.expression(text, vocabulary).value(at: Self.point).value
        #expect(abs(value - expected) <= 1e-12 * abs(expected), "\(text)")
      }
    }
  }
}
