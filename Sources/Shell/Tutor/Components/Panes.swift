import Canvas

/// A list at the left, and at the right what stands behind the chosen one.
struct Panes {
  let list: Rect
  let detail: Rect

  /// - Parameters: area: of the whole screen, its title included; share: of its columns that the list
  ///   takes
  init(area: Rect, share: Double = 0.4) {
    let body = area.splitRows(2).rest
    let columns = Int(Double(area.columns) * share)
    let (left, right) = body.splitColumns(min(64, max(28, columns)))
    list = left.inset(columns: 1)
    detail = Rect(
      column: right.column + 1, row: right.row, columns: right.columns - 2, rows: right.rows)
  }

  func drawBorder(of frame: inout Frame, _ context: Context) {
    frame.drawDivider(atColumn: list.maxColumn + 1, beside: list, context)
  }

  /// One line of the list, with what is said of it at the right edge.
  static func drawLine(
    _ text: String, detail: String = "", isChosen: Bool, hasKeys: Bool = true, in row: Rect,
    of frame: inout Frame, _ context: Context
  ) {
    let theme = context.theme
    let base = isChosen && hasKeys ? theme.selection : .plain
    if isChosen && hasKeys { frame.fill(row, with: .blank(base)) }
    let pointer: Unicode.Scalar = isChosen ? context.glyphs.pointer : " "
    let room = row.columns - (detail.isEmpty ? 1 : detail.cellWidth + 2)
    frame.draw(
      "\(pointer) \(text)".truncated(to: room), column: row.column, row: row.row,
      style: (isChosen ? theme.strong : theme.text).over(base), in: row)
    frame.draw(
      detail, column: row.maxColumn - detail.cellWidth, row: row.row,
      style: theme.dimmed.over(base), in: row)
  }
}

/// Which rows of a long list are on the screen.
struct ListWindow {
  let first: Int
  let area: Rect

  init(chosen: Int, area: Rect) {
    first = max(0, chosen - area.rows + 1)
    self.area = area
  }

  /// Those that are on the screen, of a list of `count`.
  func indices(of count: Int) -> Range<Int> {
    min(first, count)..<min(first + area.rows, count)
  }

  func row(_ index: Int) -> Rect {
    Rect(column: area.column, row: area.row + index - first, columns: area.columns, rows: 1)
  }

  /// The number of the row under the mouse, of a list of `count`.
  func index(atColumn column: Int, row: Int, of count: Int) -> Int? {
    let index = first + row - area.row
    guard area.contains(column: column, row: row), index < count else { return nil }
    return index
  }
}
