/// The axes and labels around a matrix, with the crosshair's row and column marked.
struct GridLabels {
  var layout: GridLayout
  var rowLabels: [String]
  var columnLabels: [String]
  var rowAxis = ""
  var columnAxis = ""
  /// True where only every so many columns have their label if all labels do not fit; else they are
  /// cut.
  var thinsColumnLabels = false
  var context: DrawingContext

  func draw(in frame: inout Frame) {
    drawAxes(in: &frame)
    drawRowLabels(in: &frame)
    drawColumnLabels(in: &frame)
    drawHiddenMarks(in: &frame)
  }

  private func drawAxes(in frame: inout Frame) {
    guard let row = layout.axisRow else { return }
    let style = context.theme.dimmed
    var column = layout.area.column + (layout.labelColumns > 0 ? 1 : 0)
    if !rowAxis.isEmpty {
      let text = "\(rowAxis) \(context.glyphs.arrowDown)"
      column = frame.draw(text, column: column, row: row, style: style, in: layout.area) + 2
    }
    if !columnAxis.isEmpty {
      frame.draw(
        "\(columnAxis) \(context.glyphs.arrowRight)", column: max(column, layout.firstGridColumn),
        row: row, style: style, in: layout.area)
    }
  }

  private func drawRowLabels(in frame: inout Frame) {
    let width = layout.labelColumns - 2
    guard width > 0 else { return }
    for row in layout.rows {
      let isMarked = row == context.crosshair?.row
      // The line of two rows bears the label of the upper one, or of the one that is looked at.
      if layout.halvesRows, (row - layout.rows.lowerBound) % 2 == 1, !isMarked { continue }
      let line = layout.line(of: row) + (layout.cellRows - 1) / 2
      let style = isMarked ? context.theme.crosshair : context.theme.axis
      let label = rowLabels[row].fitted(to: width, ellipsis: context.glyphs.ellipsis)
      frame.draw(
        label.padded(to: width), column: layout.area.column + 1, row: line, style: style,
        in: layout.area)
      if isMarked {
        frame.draw(
          context.glyphs.pointer, column: layout.area.column, row: line, style: style,
          in: layout.area)
      }
    }
  }

  private func drawColumnLabels(in frame: inout Frame) {
    guard let row = layout.headerRow else { return }
    if thinsColumnLabels, labelStride > 1 { return drawSomeColumnLabels(row: row, in: &frame) }
    if layout.isPixels, columnLabels.contains(where: { $0.cellWidth > 1 }) {
      return drawMarkedColumnLabel(row: row, in: &frame)
    }
    for column in layout.columns {
      let isMarked = column == context.crosshair?.column
      let width = layout.cellColumns
      let label = columnLabels[column]
      let room = columnLabelRoom(label)
      let text = label.fitted(to: room, ellipsis: context.glyphs.ellipsis).centered(in: width)
      frame.draw(
        text, column: layout.place(row: 0, column: column).column, row: row,
        style: isMarked ? context.theme.crosshair : context.theme.axis, in: layout.area)
    }
  }

  /// From one label to the next with a blank between them, in columns of the matrix.
  private var labelStride: Int {
    let widest = columnLabels.reduce(0) { max($0, $1.cellWidth) }
    return (widest + layout.columnPitch) / layout.columnPitch
  }

  /// The marked column keeps its label, and those around it give way.
  private func drawSomeColumnLabels(row: Int, in frame: inout Frame) {
    let stride = labelStride
    let marked = context.crosshair?.column
    for column in layout.columns {
      let isMarked = column == marked
      let givesWay = marked.map { layout.columns.contains($0) && abs($0 - column) < stride }
      guard isMarked || column % stride == 0 && givesWay != true else { continue }
      let room = layout.area.maxColumn - layout.firstGridColumn
      let label = columnLabels[column].fitted(to: room, ellipsis: context.glyphs.ellipsis)
      let start = min(
        layout.place(row: 0, column: column).column, layout.area.maxColumn - label.cellWidth)
      frame.draw(
        label, column: start, row: row,
        style: isMarked ? context.theme.crosshair : context.theme.axis, in: layout.area)
    }
  }

  /// A blank keeps labels of letters apart; wide characters stand apart without one.
  private func columnLabelRoom(_ label: String) -> Int {
    let width = layout.cellColumns
    if width > 2 { return width - 1 }
    let isWide = label.unicodeScalars.first.map { $0.cellWidth == 2 } ?? false
    return isWide || label.cellWidth <= 2 ? width : 1
  }

  /// Over columns of one cell there is room for one label, kept inside the grid.
  private func drawMarkedColumnLabel(row: Int, in frame: inout Frame) {
    guard let column = context.crosshair?.column, layout.columns.contains(column) else { return }
    let room = layout.area.maxColumn - layout.firstGridColumn
    let label = columnLabels[column].fitted(to: room, ellipsis: context.glyphs.ellipsis)
    let wanted = layout.place(row: 0, column: column).column - (label.cellWidth - 1) / 2
    let last = layout.area.maxColumn - label.cellWidth
    frame.draw(
      label, column: max(layout.firstGridColumn, min(wanted, last)), row: row,
      style: context.theme.crosshair, in: layout.area)
  }

  /// Arrows toward rows and columns that there was no room for.
  private func drawHiddenMarks(in frame: inout Frame) {
    guard layout.labelColumns > 0 else { return }
    let style = context.theme.dimmed
    let glyphs = context.glyphs
    let beside = layout.firstGridColumn - 1
    let last = layout.rows.upperBound - 1
    if layout.hidesAbove {
      let line = layout.line(of: layout.rows.lowerBound)
      frame.draw(glyphs.arrowUp, column: beside, row: line, style: style, in: layout.area)
    }
    if layout.hidesBelow, last >= layout.rows.lowerBound {
      let line = layout.line(of: last) + layout.cellRows - 1
      frame.draw(glyphs.arrowDown, column: beside, row: line, style: style, in: layout.area)
    }
    guard let row = layout.headerRow, layout.hidesLeft || layout.hidesRight else { return }
    if layout.hidesLeft {
      frame.draw(
        glyphs.arrowLeft, column: layout.area.column, row: row, style: style, in: layout.area)
    }
    if layout.hidesRight {
      frame.draw(
        glyphs.arrowRight, column: layout.area.column + 1, row: row, style: style, in: layout.area)
    }
  }
}
