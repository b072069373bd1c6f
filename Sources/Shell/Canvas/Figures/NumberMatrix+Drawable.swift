import Figures

extension NumberMatrix: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, rows > 0, columns > 0 else { return }
    let layout = layout(in: area, context: context)
    GridLabels(
      layout: layout, rowLabels: rowLabels, columnLabels: columnLabels, context: context
    ).draw(in: &frame)
    for row in layout.rows {
      for column in layout.columns {
        let value = self[row, column]
        let isMarked = context.crosshair == Crosshair(row: row, column: column)
        let inner = max(1, layout.cellColumns - 2)
        let number = text(value, context: context)
          .fitted(to: inner, ellipsis: context.glyphs.ellipsis).leftPadded(to: inner)
        let place = layout.place(row: row, column: column)
        frame.draw(
          layout.cellColumns < 3 ? number : isMarked ? "[\(number)]" : " \(number) ",
          column: place.column, row: place.row,
          style: isMarked ? context.theme.crosshair : style(value, context: context), in: area)
      }
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    RowDemand(minimum: min(rows, 3) + 1, ideal: rows + 1)
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (rows, columns) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    guard !area.isEmpty, rows > 0, columns > 0 else { return nil }
    return layout(in: area, context: context).crosshair(atColumn: column, row: row)
  }

  private func layout(in area: Rect, context: DrawingContext) -> GridLayout {
    let widest = values.reduce(1) { max($0, text($1, context: context).cellWidth) }
    let label = columnLabels.reduce(0) { max($0, $1.cellWidth) }
    let width = min(max(widest + 2, min(label + 1, 12)), max(1, area.columns))
    return GridLayout(
      .init(
        rows: rows, columns: columns,
        rowLabelWidth: rowLabels.reduce(0) { max($0, $1.cellWidth) }, hasAxes: false,
        hasLegend: false, cellColumns: width...width, canHalveRows: false, canGrowRows: false,
        canBePixels: false),
      in: area, around: context.crosshair)
  }

  private func text(_ value: Float, context: DrawingContext) -> String {
    context.glyphs.plain(value.fixed(decimals))
  }

  private func style(_ value: Float, context: DrawingContext) -> Style {
    if value.isFinite { return context.theme.text }
    return value == -.infinity ? context.theme.dimmed : context.theme.wrong
  }
}
