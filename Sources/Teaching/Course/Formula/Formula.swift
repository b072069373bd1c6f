/// Math as a tree, read from LaTeX.
public struct Formula: Sendable, Equatable {
  public var latex: String

  /// - Throws: `FormulaError` with the offset of the character at fault.
  public init(latex: String) throws(FormulaError) {
    self.latex = latex
  }
}

public struct FormulaError: Error, Sendable, Equatable {
  public var message: String
  /// Characters from the start of the LaTeX text.
  public var offset: Int
}
