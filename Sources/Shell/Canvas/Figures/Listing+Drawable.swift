import Figures

extension Listing: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {}

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    RowDemand(minimum: 1, ideal: lines.count)
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (0, 0) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? { nil }
}
