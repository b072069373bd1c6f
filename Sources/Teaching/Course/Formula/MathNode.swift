/// A piece of a formula: what it means, and not how it is drawn.
public indirect enum MathNode: Sendable, Equatable {
  /// Pieces that follow each other. A group in braces is a row within a row.
  case row([MathNode])
  /// A letter, a number (`0.25` is one symbol), a sign, or the name of a function.
  case symbol(String, SymbolClass)
  /// Words set upright, with their spaces: `\text{if } x > 0`.
  case text(String)
  /// A space that was asked for, in cells; `\quad` is 2.
  case space(Int)
  case fraction(numerator: MathNode, denominator: MathNode)
  case root(MathNode, degree: MathNode?)
  /// `x_i^2`. Of an operator whose class has limits they stand below and above it.
  case scripts(MathNode, sub: MathNode?, sup: MathNode?)
  /// Something written above or below: `\underset`, `\overset`, the label of a brace.
  case stack(MathNode, under: MathNode?, over: MathNode?)
  /// Brackets about a row; an empty string where there is none. `grows` is true for those of
  /// `\left…\right` and of matrices, false for plain ones that were found to match.
  case fenced(left: String, MathNode, right: String, grows: Bool)
  case grid(MathGrid)
  case accent(MathAccent, MathNode)

  /// What a symbol does to the space around it and to its scripts (TeXbook, chapter 17).
  public enum SymbolClass: Sendable, Equatable {
    case ordinary, binary, relation, punctuation, open, close
    /// `\log`: scripts stand beside it.
    case function
    /// `\max`: limits stand below and above it in a display.
    case limitFunction
    /// `\sum`: as `limitFunction`, drawn as one sign.
    case largeOperator
    /// `\int`: one sign, with its scripts beside it.
    case integral
  }

  /// A row, or the piece itself where it is the only one and keeps its meaning without the row.
  /// `{,}` stays a row: in a group a comma has no space after it.
  static func grouped(_ items: [MathNode]) -> MathNode {
    guard items.count == 1, let only = items.first else { return .row(items) }
    if case .symbol(_, let kind) = only, kind != .ordinary { return .row(items) }
    return only
  }
}

/// Cells in rows and columns: matrices, cases, aligned equations, the lines of a display.
public struct MathGrid: Sendable, Equatable {
  public enum Kind: Sendable {
    case matrix
    /// Columns in pairs, right and left of a relation.
    case aligned
    case cases
    /// One column: the lines of a display that `\\` breaks.
    case lines
  }

  public enum Alignment: Sendable { case left, center, right }

  public var kind: Kind
  /// Rows may be shorter than `columns`; the cells that are absent are empty.
  public var rows: [[MathNode]]
  public var columns: [Alignment]
}

/// A mark that goes with what stands below it (or above, for the last two).
public enum MathAccent: Sendable, Equatable, CaseIterable {
  case hat, bar, tilde, vector, dot, doubleDot, overline, overbrace, underline, underbrace
}
