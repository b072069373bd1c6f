import Figures

/// What can be drawn into a rectangle of cells.
///
/// Drawing is a function of the value, the rectangle and the context: it keeps no state, draws
/// nothing outside `area`, and takes every size down to 1 × 1, showing less where there is less room.
public protocol Drawable {
  func draw(in area: Rect, of frame: inout Frame, context: DrawingContext)

  /// How many rows the picture needs to say something, and how many to show all of it.
  func preferredRows(forColumns columns: Int) -> RowDemand

  /// How far a crosshair can be moved: 0 in a direction in which there is nothing to choose.
  var crosshairBounds: (rows: Int, columns: Int) { get }

  /// The cell of the value that is drawn at a place of the frame: what a click there means. It is
  /// the inverse of `draw` with the same arguments. Nil where no value is drawn.
  func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair?
}

/// A figure without single values to look at.
extension Drawable {
  public var crosshairBounds: (rows: Int, columns: Int) { (0, 0) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? { nil }
}

/// What a drawing needs to know beside its value and its place.
public struct DrawingContext: Sendable, Equatable {
  public var theme: Theme
  public var glyphs: Glyphs
  /// The cell that the learner looks at.
  public var crosshair: Crosshair?
  /// How many decimals numbers have where there is room for them.
  public var decimals: Int

  public init(
    theme: Theme, glyphs: Glyphs = .unicode, crosshair: Crosshair? = nil, decimals: Int = 3
  ) {
    self.theme = theme
    self.glyphs = glyphs
    self.crosshair = crosshair
    self.decimals = decimals
  }
}

extension DrawingContext {
  /// True where lines are told apart by signs.
  var usesSigns: Bool { glyphs.isASCII || !theme.usesColor }
}

/// One number of a figure, by its row and column from 0.
public struct Crosshair: Sendable, Hashable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// Rows that a drawing asks for.
public struct RowDemand: Sendable, Hashable {
  public var minimum: Int
  public var ideal: Int

  public init(minimum: Int, ideal: Int) {
    self.minimum = minimum
    self.ideal = max(minimum, ideal)
  }
}
