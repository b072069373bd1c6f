import Course

/// A formula laid out in cells, with the row that stands on the line of the text around it.
public struct MathBox: Sendable, Equatable {
  /// The rows from the top; each is of the same width.
  public var rows: [String]
  public var width: Int
  /// The index of the row that is level with the text.
  public var baseline: Int
}
