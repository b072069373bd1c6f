import Figures

extension Lines: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty else { return }
    let hasAxis = area.rows >= 5 && area.columns >= 10
    let hasLegend = !series.isEmpty && area.rows >= 4
    let legend = hasLegend ? drawLegend(in: area, of: &frame, context: context) : nil
    let legendRows = legend?.rows ?? 0
    let plotRow = area.row + legendRows
    let plotRows = area.rows - legendRows - (hasAxis ? 2 : 0)
    guard plotRows > 0 else { return }

    let yAxis = YAxis(self.yAxis, rows: plotRows, context: context)
    let left = hasAxis && area.columns >= yAxis.columns + 8 ? yAxis.columns : 0
    let plot = Rect(
      column: area.column + left, row: plotRow, columns: area.columns - left, rows: plotRows)

    if left > 0 { yAxis.draw(beside: plot, in: area, of: &frame) }
    let xAxis = XAxis(axis: xAxis, context: context, columns: plot.column..<plot.maxColumn)
    if hasAxis {
      let isNamed = xAxis.draw(
        row: plot.maxRow, from: left > 0 ? plot.column - 1 : nil, in: area, of: &frame)
      if let legend {
        drawAxisNames(
          includingX: !isNamed, after: legend.end, in: area, of: &frame, context: context)
      }
    }
    if let marker, let column = xAxis.column(of: marker) {
      for row in plot.row..<plot.maxRow {
        frame.draw(
          context.glyphs.marker, column: column, row: row, style: context.theme.dimmed, in: plot)
      }
      if hasAxis {
        frame.draw(
          context.glyphs.arrowUp, column: column, row: plot.maxRow,
          style: context.theme.crosshair, in: area)
      }
    }
    drawDots(in: plot, of: &frame, context: context)
    drawPoints(in: plot, of: &frame, context: context)
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    RowDemand(minimum: 6, ideal: max(10, min(20, columns / 4)))
  }

  private func drawDots(in plot: Rect, of frame: inout Frame, context: DrawingContext) {
    var dots = DotGrid(
      columns: plot.columns, rows: plot.rows, usesSigns: context.usesSigns)
    for (owner, series) in series.enumerated() {
      for piece in pieces(of: series) {
        dots.line(from: piece[0], to: piece[0], owner: owner)
        for (from, to) in zip(piece, piece.dropFirst()) {
          dots.line(from: from, to: to, owner: owner)
        }
      }
    }
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        guard let dot = dots[column, row] else { continue }
        frame.draw(
          dot.scalar, column: plot.column + column, row: plot.row + row,
          style: context.theme.series(dot.owner), in: plot)
      }
    }
  }

  /// A series of one point, which as a dot would be lost among lines.
  private func drawPoints(in plot: Rect, of frame: inout Frame, context: DrawingContext) {
    for (owner, series) in series.enumerated() where series.count == 1 {
      guard let point = pieces(of: series).first?.first, (0...1).contains(point.x),
        (0...1).contains(point.y)
      else { continue }
      frame.draw(
        context.usesSigns ? DotGrid.sign(owner) : context.glyphs.handle,
        column: plot.column + Int((point.x * Double(plot.columns - 1)).rounded()),
        row: plot.row + Int(((1 - point.y) * Double(plot.rows - 1)).rounded()),
        style: context.theme.series(owner), in: plot)
    }
  }

  /// One entry a series, with its value at the marker, in as many rows as they need, but two at most.
  /// - Returns: how many, and the column after the last entry
  private func drawLegend(
    in area: Rect, of frame: inout Frame, context: DrawingContext
  ) -> (rows: Int, end: Int) {
    var column = area.column
    var row = area.row
    for (index, series) in series.enumerated() {
      let areWhole = series.y.allSatisfy { $0.rounded() == $0 }
      let value = marker.flatMap { self.value(of: series, at: $0) }.map {
        context.glyphs.reading($0, decimals: areWhole && $0.rounded() == $0 ? 0 : context.decimals)
      }
      let width = 2 + series.name.cellWidth + (value.map { $0.cellWidth + 1 } ?? 0)
      if column > area.column, column + width > area.maxColumn {
        guard row == area.row, area.rows >= 8 else {
          return (row - area.row + 1, area.maxColumn)
        }
        row += 1
        column = area.column
      }
      let sign = context.usesSigns ? DotGrid.sign(index) : context.glyphs.played
      frame.draw(sign, column: column, row: row, style: context.theme.series(index), in: area)
      column = frame.draw(
        series.name, column: column + 2, row: row, style: context.theme.axis, in: area)
      if let value {
        column = frame.draw(
          value, column: column + 1, row: row, style: context.theme.strong, in: area)
      }
      column += 3
    }
    return (row - area.row + 1, row == area.row ? column : area.maxColumn)
  }

  /// The names of the axes at the right of the legend, where there is room for them.
  private func drawAxisNames(
    includingX: Bool, after end: Int, in area: Rect, of frame: inout Frame,
    context: DrawingContext
  ) {
    let names = [
      yAxis.label.isEmpty ? "" : "\(yAxis.label) \(context.glyphs.arrowUp)",
      includingX ? "\(xAxis.label) \(context.glyphs.arrowRight)" : "",
    ]
    let text = names.filter { !$0.isEmpty }.joined(separator: "  ")
    let start = area.maxColumn - text.cellWidth
    guard start >= end else { return }
    frame.draw(text, column: start, row: area.row, style: context.theme.dimmed, in: area)
  }
}
