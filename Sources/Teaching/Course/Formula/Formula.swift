/// Math as a tree, read from the part of LaTeX that lessons about attention need.
///
///     let scores = try Formula(latex: #"\frac{QK^T}{\sqrt{d_k}}"#)
///
/// Reading takes time linear in the text, some microseconds for a formula of one line. What is not
/// understood is an error, never left out: a formula that lost a sign teaches something false.
public struct Formula: Sendable, Equatable {
  /// The text as it was written.
  public let latex: String
  public let root: MathNode

  /// - Throws: `FormulaError` with the offset of the character at fault.
  public init(latex: String) throws(FormulaError) {
    self.latex = latex
    var parser = try MathParser(latex)
    root = try parser.formula()
  }
}
