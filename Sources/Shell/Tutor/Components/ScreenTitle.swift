import Canvas

/// The first row of a screen, which says where one is, and a blank one below.
struct ScreenTitle {
  var title: String
  var detail: String

  init(_ title: String, detail: String = "") {
    self.title = title
    self.detail = detail
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let detailWidth = detail.cellWidth
    let row = area.splitRows(1).top
    let bar = context.theme.titleBar
    frame.fill(row, with: .blank(bar))
    frame.draw(
      detail, column: max(area.column + 1, area.maxColumn - detailWidth - 1), row: row.row,
      style: context.theme.keyLabel.over(context.theme.statusBar), in: row)
    let room = Rect(
      column: area.column, row: area.row,
      columns: max(0, area.columns - (detailWidth > 0 ? detailWidth + 3 : 1)), rows: 1)
    frame.draw(
      title.truncated(to: room.columns - 1), column: area.column + 1, row: area.row,
      style: bar, in: room)
  }
}

extension String {
  /// The text, or its start and an ellipsis where it is wider than `columns`.
  func truncated(to columns: Int) -> String {
    guard cellWidth > columns else { return self }
    var kept = ""
    var width = 1
    for cell in CellSequence(self) {
      width += Int(cell.width)
      if width > columns { break }
      kept += cell.text
    }
    return columns > 0 ? kept + "…" : ""
  }

  /// With blanks at its start.
  func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - cellWidth)) + self
  }
}
