import Figures

extension Timeline: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, !lanes.isEmpty else { return }
    let layout = TimelineLayout(self, in: area)
    let xAxis = XAxis(
      axis: axis, context: context, columns: layout.chart.column..<layout.chart.maxColumn)
    let moment = now.flatMap { xAxis.column(of: $0) }
    if layout.hasAxis {
      let isNamed = xAxis.draw(row: layout.chart.maxRow, from: nil, in: area, of: &frame)
      // Under the names of the lanes there is room where the ticks leave none.
      if !isNamed, axis.label.cellWidth + 2 <= layout.nameColumns {
        frame.draw(
          axis.label, column: area.column + 1, row: layout.chart.maxRow + 1,
          style: context.theme.dimmed, in: area)
      }
    }
    if let moment { drawNow(at: moment, layout, in: &frame, context: context) }
    let kinds = kinds
    for index in layout.lanes {
      let lane = lanes[index]
      let row = layout.row(of: index)
      drawName(of: lane, row: row, layout, in: &frame, context: context)
      for span in lane.spans {
        let painter = SpanPainter(
          kind: kinds.firstIndex(of: span.kind) ?? 0, isUnderWay: isUnderWay(span),
          context: context)
        guard let columns = layout.columns(of: span, in: self) else { continue }
        painter.draw(span.label, columns: columns, row: row, in: layout.chart, of: &frame)
      }
      guard let moment, lane.spans.contains(where: isUnderWay) else { continue }
      frame.restyle(
        Rect(column: moment, row: row, columns: 1, rows: 1).intersection(layout.chart),
        Style(attributes: .reverse))
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    guard !lanes.isEmpty else { return RowDemand(minimum: 0, ideal: 0) }
    return RowDemand(
      minimum: min(lanes.count, 3) + 2,
      ideal: (lanes.count <= 6 ? 2 * lanes.count - 1 : lanes.count) + 2)
  }

  private func drawNow(
    at column: Int, _ layout: TimelineLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let style = context.theme.crosshair
    for row in layout.chart.row..<layout.chart.maxRow {
      frame.draw(
        context.glyphs.marker, column: column, row: row, style: style, in: layout.chart)
    }
    guard layout.hasAxis else { return }
    frame.draw(
      context.glyphs.arrowUp, column: column, row: layout.chart.maxRow, style: style,
      in: layout.area)
  }

  private func drawName(
    of lane: Lane, row: Int, _ layout: TimelineLayout, in frame: inout Frame,
    context: DrawingContext
  ) {
    guard layout.nameColumns > 0 else { return }
    let isBusy = lane.spans.contains(where: isUnderWay)
    frame.draw(
      lane.name.fitted(to: layout.nameColumns - 2, ellipsis: context.glyphs.ellipsis),
      column: layout.area.column + 1, row: row,
      style: isBusy ? context.theme.strong : context.theme.axis, in: layout.area)
  }
}
