import Figures

/// The axis at the left of a chart: values, ticks and a line.
struct YAxis {
  let axis: Axis
  let context: DrawingContext
  private let ticks: [Axis.Tick]

  /// - Parameter rows: the height of the chart, which decides how many ticks there are
  init(_ axis: Axis, rows: Int, context: DrawingContext) {
    self.axis = axis
    self.context = context
    ticks = axis.ticks(steps: max(2, min(6, rows / 2)), ascii: context.glyphs.isASCII)
  }

  /// How wide it is.
  var columns: Int { ticks.reduce(0) { max($0, $1.label.cellWidth) } + 2 }

  /// Draws it in the columns left of the chart.
  func draw(beside plot: Rect, in area: Rect, of frame: inout Frame) {
    let border = context.glyphs.border
    let style = context.theme.border
    for row in plot.row..<plot.maxRow {
      frame.draw(border.vertical, column: plot.column - 1, row: row, style: style, in: area)
    }
    for tick in ticks {
      guard let fraction = axis.fraction(of: tick.value) else { continue }
      let row = plot.maxRow - 1 - Int((fraction * Double(plot.rows - 1)).rounded())
      guard plot.row <= row, row < plot.maxRow else { continue }
      frame.draw(border.teeLeft, column: plot.column - 1, row: row, style: style, in: area)
      frame.draw(
        tick.label, column: plot.column - 1 - tick.label.cellWidth, row: row,
        style: context.theme.axis, in: area)
    }
  }
}
