import Figures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The forms that derivations come in. Each knows the general formula, the one with values, and what
// it rests on; a lab only says which numbers.

extension Derivation {
  /// How many terms of a sum are written out.
  private static let shownTerms = 5

  /// A number that is a sum of products, as a dot product is. The largest products come first.
  /// - Parameters:
  ///   - formula: the general formula, LaTeX
  ///   - terms: the two factors of each product
  static func sumOfProducts(
    _ subject: CellReference, named name: String, value: Double, formula: String,
    terms: [(Input, Input)]
  ) -> Derivation {
    let ordered = terms.sorted {
      ($0.0.value * $0.1.value).magnitude > ($1.0.value * $1.1.value).magnitude
    }
    let counted = ordered.filter { $0.0.value != 0 && $0.1.value != 0 }
    let shown = counted.prefix(shownTerms)
    let more = counted.count > shownTerms
    let latex = shown.map {
      factor($0.0.value, latex: true) + " \\cdot " + factor($0.1.value, latex: true)
    }
    let plain = shown.map {
      factor($0.0.value, latex: false) + "·" + factor($0.1.value, latex: false)
    }
    let nothing = shown.isEmpty ? "0" : ""
    return Derivation(
      subject: subject, value: value,
      summary: "\(name) = " + nothing + plain.joined(separator: " + ") + (more ? " + …" : "")
        + " = " + value.fixed(3),
      lines: [
        formula,
        "= " + nothing + latex.joined(separator: " + ") + (more ? " + \\cdots" : ""),
        "= " + value.latex(3),
      ],
      inputs: ordered.flatMap { [$0.0, $0.1] })
  }

  /// A weight of softmax: e^(x − m) / Σ e^(xₖ − m), m the largest of the row.
  /// - Parameter row: the numbers that softmax was given, −∞ where a key is hidden
  static func softmax(
    _ subject: CellReference, named name: String, value: Double, row: [Input], column: Int
  ) -> Derivation {
    let maximum = row.map(\.value).max() ?? 0
    let own = row[column].value
    guard maximum > -.infinity else {
      return Derivation(
        subject: subject, value: value,
        summary: "\(name) = 0 / 0 " + (value.isNaN ? "= NaN" : "→ \(value.compact())"),
        lines: [
          "w_j = \\frac{e^{x_j}}{\\sum_k e^{x_k}}", "= \\frac{e^{-\\infty}}{0} = \\frac{0}{0}",
          (value.isNaN ? "= " : "\\to ") + value.latex(3),
        ], inputs: row)
    }
    let exponentials = row.map { exp($0.value - maximum) }
    let sum = exponentials.reduce(0, +)
    let largest = exponentials.sorted(by: >).prefix(shownTerms)
    return Derivation(
      subject: subject, value: value,
      summary: "\(name) = e^(\(own.fixed(3)) − \(factor(maximum, latex: false))) / \(sum.fixed(3))"
        + " = \(value.compact())",
      lines: [
        "w_j = \\frac{e^{x_j - m}}{\\sum_k e^{x_k - m}}, \\quad m = \\max_k x_k = "
          + maximum.latex(3),
        "\\sum_k e^{x_k - m} = " + largest.map { $0.latex(3) }.joined(separator: " + ")
          + (row.count > shownTerms ? " + \\cdots" : "") + " = " + sum.latex(3),
        "w_j = \\frac{e^{\(own.latex(3)) - \(factor(maximum, latex: true))}}{\(sum.latex(3))} = "
          + value.latex(4),
      ],
      inputs: [row[column]] + row.enumerated().filter { $0.offset != column }.map(\.element))
  }

  /// A score divided by the root of the head's size.
  /// - Parameter symbol: what that size is called in the formula, LaTeX
  static func scaledScore(
    _ subject: CellReference, named name: String, value: Double, score: Input, headDim: Int,
    symbol: String = "d"
  ) -> Derivation {
    Derivation(
      subject: subject, value: value,
      summary: "\(name) = \(score.value.fixed(3)) / √\(headDim) = \(value.fixed(3))",
      lines: [
        "s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{\(symbol)}}",
        "= \\frac{\(score.value.latex(3))}{\\sqrt{\(headDim)}} = \(value.latex(3))",
      ], inputs: [score])
  }

  /// A number that is not computed from others, and why it is what it is.
  static func stated(
    _ subject: CellReference, named name: String, value: Double, _ reason: String
  ) -> Derivation {
    Derivation(
      subject: subject, value: value, summary: "\(name) = \(value.fixed(3)): \(reason)", lines: [],
      inputs: [])
  }

  /// A negative number in brackets, so that it can follow a sign.
  static func factor(_ value: Double, latex: Bool) -> String {
    let text = latex ? value.latex(3) : value.fixed(3)
    return value < 0 ? "(\(text))" : text
  }
}
