import Figures

extension Figure: Drawable {
  private var drawable: any Drawable {
    switch self {
    case .heatmap(let heatmap): heatmap
    case .bars(let bars): bars
    case .lines(let lines): lines
    case .histogram(let histogram): histogram
    case .matrix(let matrix): matrix
    case .blocks(let grid): grid
    case .flow(let flow): flow
    case .pyramid(let pyramid): pyramid
    case .timeline(let timeline): timeline
    case .listing(let listing): listing
    }
  }

  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    drawable.draw(in: area, of: &frame, context: context)
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    drawable.preferredRows(forColumns: columns)
  }

  public var crosshairBounds: (rows: Int, columns: Int) { drawable.crosshairBounds }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    drawable.crosshair(atColumn: column, row: row, in: area, context: context)
  }
}
