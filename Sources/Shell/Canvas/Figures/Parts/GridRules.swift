/// The boxes around the cells of a matrix.
struct GridRules {
  var layout: GridLayout
  var context: DrawingContext

  func draw(in frame: inout Frame) {
    let border = context.glyphs.border
    let style = context.theme.border
    let (left, top) = (layout.firstGridColumn - 1, layout.firstGridRow - 1)
    let right = left + layout.columns.count * layout.columnPitch
    let bottom = layout.maxGridRow - 1
    for row in top...max(top, bottom) {
      let isRule =
        row == top || row == bottom
        || layout.rowPitch > layout.cellRows && (row - top) % layout.rowPitch == 0
      for column in left...max(left, right) {
        let isPost = (column - left) % layout.columnPitch == 0
        guard isRule || isPost else { continue }
        frame.draw(
          border.joint(
            up: isPost && row > top, down: isPost && row < bottom, left: isRule && column > left,
            right: isRule && column < right),
          column: column, row: row, style: style, in: layout.area)
      }
    }
  }
}

extension Glyphs.Border {
  /// The sign that joins the arms given; the horizontal line where there are none.
  func joint(up: Bool, down: Bool, left: Bool, right: Bool) -> Unicode.Scalar {
    switch (up, down, left, right) {
    case (true, true, true, true): cross
    case (true, true, true, false): teeLeft
    case (true, true, false, true): teeRight
    case (true, true, false, false), (true, false, false, false), (false, true, false, false):
      vertical
    case (false, true, true, true): teeDown
    case (true, false, true, true): teeUp
    case (false, true, false, true): topLeft
    case (false, true, true, false): topRight
    case (true, false, false, true): bottomLeft
    case (true, false, true, false): bottomRight
    case (false, false, _, _): horizontal
    }
  }
}
