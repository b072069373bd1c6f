import Figures

extension Histogram: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, !counts.isEmpty else { return }
    let (bins, plot) = layout(in: area, context: context)
    if hasLegend(in: area, context: context) {
      drawLegend(row: area.row, in: area, of: &frame, context: context)
    }
    drawBars(bins, in: plot, of: &frame, context: context)
    drawExpected(bins, in: plot, of: &frame, context: context)
    guard hasAxis(in: area) else { return }
    if plot.column > area.column {
      YAxis(Axis("", 0...bins.peak), rows: plot.rows, context: context)
        .draw(beside: plot, in: area, of: &frame)
    }
    XAxis(axis: axis, context: context, columns: plot.column..<plot.maxColumn).draw(
      row: plot.maxRow, from: plot.column > area.column ? plot.column - 1 : nil, in: area,
      of: &frame)
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    RowDemand(minimum: 5, ideal: max(8, min(14, columns / 5)))
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (counts.isEmpty ? 0 : 1, counts.count) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    guard area.contains(column: column, row: row), !counts.isEmpty else { return nil }
    let (bins, plot) = layout(in: area, context: context)
    return bins.bin(atColumn: column - plot.column).map { Crosshair(row: 0, column: $0) }
  }

  private func hasAxis(in area: Rect) -> Bool { area.rows >= 4 && area.columns >= 8 }

  private func hasLegend(in area: Rect, context: DrawingContext) -> Bool {
    area.rows >= 6 && markedBin(context) != nil
  }

  private func layout(in area: Rect, context: DrawingContext) -> (HistogramBins, plot: Rect) {
    let legend = hasLegend(in: area, context: context) ? 1 : 0
    let rows = area.rows - legend - (hasAxis(in: area) ? 2 : 0)
    var left = 0
    if hasAxis(in: area), area.columns >= 24 {
      // The peak, and so the ticks, may grow where bins share a column: room for its digits is kept.
      left = YAxis(Axis("", 0...peak), rows: rows, context: context).columns
    }
    let bins = HistogramBins(self, columns: area.columns - left)
    return (
      bins,
      Rect(column: area.column + left, row: area.row + legend, columns: bins.columns, rows: rows)
    )
  }

  private func markedBin(_ context: DrawingContext) -> Int? {
    context.crosshair.flatMap { counts.indices.contains($0.column) ? $0.column : nil }
  }

  private func drawBars(
    _ bins: HistogramBins, in plot: Rect, of frame: inout Frame, context: DrawingContext
  ) {
    let glyphs = context.glyphs.verticalBars
    let marked = markedBin(context)
    for column in 0..<plot.columns {
      guard let bin = bins.bin(atColumn: column) else { continue }
      let isMarked = marked.map { bins.covers($0, column: column) } ?? false
      let style = isMarked ? markedBar(context) : context.theme.bar
      for row in 0..<plot.rows {
        let part = bins.parts(of: bins.count(bin), inRow: row, of: plot.rows, steps: glyphs.count)
        // Where nothing was counted there is nothing to draw, so that the ground stays as it was.
        guard part > 0 else { continue }
        let isShaded = isMarked && !context.theme.usesColor && part == glyphs.count - 1
        frame.draw(
          isShaded ? context.glyphs.shade(0.5) : glyphs[part], column: plot.column + column,
          row: plot.row + row, style: style, in: plot)
      }
    }
  }

  /// Without colour the bar keeps its style, as reversing it would turn it into a gap.
  private func markedBar(_ context: DrawingContext) -> Style {
    context.theme.usesColor ? context.theme.crosshair : context.theme.bar
  }

  /// The expected counts as a line of dots over the bars.
  private func drawExpected(
    _ bins: HistogramBins, in plot: Rect, of frame: inout Frame, context: DrawingContext
  ) {
    guard expected != nil else { return }
    var dots = DotGrid(columns: plot.columns, rows: plot.rows, usesSigns: context.usesSigns)
    var last: (x: Double, y: Double)?
    for (x, count) in bins.expectedLine {
      let point = (x: x, y: count / bins.peak)
      dots.line(from: last ?? point, to: point, owner: 1)
      last = point
    }
    for row in 0..<plot.rows {
      for column in 0..<plot.columns {
        guard let dot = dots[column, row], let bin = bins.bin(atColumn: column) else { continue }
        // On a bar the dots stand on the bar's colour; where it half fills the cell they win.
        let part = bins.parts(of: bins.count(bin), inRow: row, of: plot.rows, steps: 9)
        var style = context.theme.series(1)
        let isMarked = markedBin(context).map { bins.covers($0, column: column) } ?? false
        let bar = isMarked ? markedBar(context) : context.theme.bar
        if part >= 5, let ground = bar.foreground {
          style = Style(foreground: ground.ink, background: ground)
        }
        frame.draw(
          dot.scalar, column: plot.column + column, row: plot.row + row, style: style, in: plot)
      }
    }
  }

  private func drawLegend(
    row: Int, in area: Rect, of frame: inout Frame, context: DrawingContext
  ) {
    var column = area.column
    func write(_ text: String, _ style: Style, gap: Int = 1) {
      column = frame.draw(text, column: column, row: row, style: style, in: area) + gap
    }
    if let bin = markedBin(context) {
      let width = (range.upperBound - range.lowerBound) / Double(counts.count)
      let start = range.lowerBound + width * Double(bin)
      let decimals = min(2, context.decimals)
      write(
        context.glyphs.plain("[\(start.fixed(decimals)), \((start + width).fixed(decimals)))"),
        context.theme.axis, gap: 2)
      write("\(counts[bin])", context.theme.accent, gap: 2)
      if let expected, expected.indices.contains(bin) {
        write(String(context.usesSigns ? DotGrid.sign(1) : "⠒"), context.theme.series(1))
        write(context.glyphs.reading(expected[bin], decimals: 1), context.theme.axis)
      }
    }
  }
}
