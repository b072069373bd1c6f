import Canvas

extension Frame {
  /// A line between two parts of a screen, as high as the part beside it.
  mutating func drawDivider(atColumn column: Int, beside area: Rect, _ context: Context) {
    let cell = Cell(context.glyphs.border.vertical, style: context.theme.border)
    for row in area.row..<area.maxRow { put(cell, column: column, row: row) }
  }
}
