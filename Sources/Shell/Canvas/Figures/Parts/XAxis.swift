import Figures

/// The axis under a chart: a line with ticks, their values, and the name of the axis.
struct XAxis {
  let axis: Axis
  let context: DrawingContext
  /// Where the places of the axis lie: the first column is its start, the last one its end.
  let columns: Range<Int>

  /// Two rows: the line, and the values with the name at the right where there is room left.
  /// - Returns: whether there was, or there is no name
  @discardableResult
  func draw(row: Int, from corner: Int?, in area: Rect, of frame: inout Frame) -> Bool {
    guard !columns.isEmpty else { return true }
    let style = context.theme.border
    let border = context.glyphs.border
    for column in columns {
      frame.draw(border.horizontal, column: column, row: row, style: style, in: area)
    }
    if let corner {
      frame.draw(border.bottomLeft, column: corner, row: row, style: style, in: area)
    }
    var free = area.column
    for tick in axis.ticks(steps: max(2, columns.count / 6), ascii: context.glyphs.isASCII) {
      guard let column = column(of: tick.value) else { continue }
      frame.draw(border.teeDown, column: column, row: row, style: style, in: area)
      let label = tick.label
      let start = min(
        max(free, column - (label.cellWidth - 1) / 2), area.maxColumn - label.cellWidth)
      guard start >= free else { continue }
      free =
        frame.draw(label, column: start, row: row + 1, style: context.theme.axis, in: area) + 1
    }
    let room = area.maxColumn - free - 1
    guard !axis.label.isEmpty else { return true }
    guard room >= min(4, axis.label.cellWidth) else { return false }
    let name = axis.label.fitted(to: room, ellipsis: context.glyphs.ellipsis)
    let last = min(area.maxColumn, columns.upperBound + name.cellWidth + 1) - name.cellWidth
    frame.draw(
      name, column: max(free + 1, last), row: row + 1, style: context.theme.dimmed, in: area)
    return true
  }

  func column(of value: Double) -> Int? {
    guard let fraction = axis.fraction(of: value), fraction > -0.001, fraction < 1.001 else {
      return nil
    }
    return columns.lowerBound + Int((fraction * Double(columns.count - 1)).rounded())
  }
}
