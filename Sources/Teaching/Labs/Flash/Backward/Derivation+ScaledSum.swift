import Figures

extension Derivation {
  /// A number that is a factor times a sum of products, added to what was there before.
  /// - Parameters:
  ///   - formula: the general formula, LaTeX
  ///   - before: what the products are added to; nil for nothing
  static func scaledSum(
    _ subject: CellReference, named name: String, value: Double, formula: String,
    before: Input? = nil, scale: Double, terms: [(Input, Input)]
  ) -> Derivation {
    let sum = sumOfProducts(subject, named: name, value: 0, formula: formula, terms: terms)
    let total = terms.reduce(0) { $0 + $1.0.value * $1.1.value }
    let isPlain = scale == 1
    func text(latex: Bool) -> String {
      func number(_ value: Double) -> String { latex ? value.latex(3) : value.fixed(3) }
      let product =
        isPlain
        ? factor(total, latex: latex)
        : "\(number(scale)) \(latex ? "\\cdot" : "·") \(factor(total, latex: latex))"
      let start = before.map { "\(number($0.value)) + " } ?? ""
      return "\(start)\(product) = \(number(value))"
    }
    return Derivation(
      subject: subject, value: value, summary: "\(name) = " + text(latex: false),
      lines: [
        formula, "\\Sigma " + sum.lines[1] + " = \(total.latex(3))", "= " + text(latex: true),
      ],
      inputs: [before].compactMap { $0 } + sum.inputs)
  }
}
