import Figures

extension Bars: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, count > 0 else { return }
    let numbers = values.prefix(count).map {
      context.glyphs.reading($0, decimals: areWhole ? 0 : context.decimals)
    }
    let numberWidth = numbers.reduce(0) { max($0, $1.cellWidth) }
    var labelWidth = labels.prefix(count).reduce(0) { max($0, $1.cellWidth) }
    labelWidth = min(labelWidth, max(4, area.columns / 3))
    let showsNumbers = area.columns >= numberWidth + 5
    let room = area.columns - (showsNumbers ? numberWidth + 1 : 0)
    let labelColumns = labelWidth > 0 && room >= labelWidth + 5 ? labelWidth + 2 : 0
    let length = room - labelColumns

    let pitch = pitch(rows: area.rows)
    let shown = shownBars(in: area, context: context)
    for index in shown {
      let row = area.row + (index - shown.lowerBound) * pitch
      let isMarked = context.crosshair?.row == index
      let style = isMarked ? context.theme.crosshair : context.theme.axis
      if labelColumns > 0 {
        let label = labels[index].fitted(to: labelWidth, ellipsis: context.glyphs.ellipsis)
        frame.draw(
          label.padded(to: labelWidth), column: area.column + 1, row: row, style: style, in: area)
        if isMarked {
          frame.draw(
            context.glyphs.pointer, column: area.column, row: row, style: style, in: area)
        }
      }
      drawBar(
        fraction(of: values[index]),
        in: Rect(column: area.column + labelColumns, row: row, columns: length, rows: 1),
        of: &frame, context: context)
      if showsNumbers {
        frame.draw(
          numbers[index].leftPadded(to: numberWidth), column: area.maxColumn - numberWidth,
          row: row, style: isMarked ? context.theme.crosshair : context.theme.text, in: area)
      }
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    RowDemand(minimum: min(count, 3), ideal: count <= 8 ? max(1, 2 * count - 1) : count)
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (count, count > 0 ? 1 : 0) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    guard area.contains(column: column, row: row) else { return nil }
    let shown = shownBars(in: area, context: context)
    let index = shown.lowerBound + (row - area.row) / pitch(rows: area.rows)
    return shown.contains(index) ? Crosshair(row: index, column: 0) : nil
  }

  /// From one bar to the next: with a blank line between them where there is room.
  private func pitch(rows: Int) -> Int { rows >= 2 * count - 1 ? 2 : 1 }

  private func shownBars(in area: Rect, context: DrawingContext) -> Range<Int> {
    let visible = pitch(rows: area.rows) == 2 ? count : area.rows
    return visibleRange(of: count, visible: visible, around: context.crosshair?.row)
  }

  private var areWhole: Bool { values.allSatisfy { $0.isFinite && $0.rounded() == $0 } }

  private func drawBar(
    _ fraction: Double, in area: Rect, of frame: inout Frame, context: DrawingContext
  ) {
    frame.draw(
      context.glyphs.bar(fraction, columns: area.columns), column: area.column, row: area.row,
      style: context.theme.bar, in: area)
  }
}
