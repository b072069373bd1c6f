/// One place of the screen: a spacing scalar with the marks that combine with it.
///
/// A scalar of width 2 fills its cell and the next one, which is then a `continuation`. Terminals
/// place text by scalars and not by grapheme clusters, so this does too.
public struct Cell: Sendable, Hashable {
  public var scalar: Unicode.Scalar
  /// Combining marks, mostly empty.
  public var marks: String
  /// 1 or 2; 0 for the right half of the wide cell before it.
  public var width: UInt8
  public var style: Style

  public init(_ scalar: Unicode.Scalar, marks: String = "", width: UInt8 = 1, style: Style) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.style = style
  }

  public static func blank(_ style: Style = .plain) -> Cell { Cell(" ", style: style) }

  static func continuation(_ style: Style) -> Cell { Cell(" ", width: 0, style: style) }

  public var isContinuation: Bool { width == 0 }

  public var text: String {
    isContinuation ? "" : marks.isEmpty ? String(Character(scalar)) : String(scalar) + marks
  }
}
