import Figures

extension String {
  /// The text cut to a number of cells, with `ellipsis` in the last one where something is lost;
  /// without it in one or two cells, where letters say more.
  func fitted(to cells: Int, ellipsis: Unicode.Scalar) -> String {
    guard cells > 0 else { return "" }
    guard cellWidth > cells else { return self }
    let room = cells > 2 ? cells - 1 : cells
    var kept = ""
    var width = 0
    for cell in CellSequence(self) {
      guard width + Int(cell.width) <= room else { break }
      width += Int(cell.width)
      kept += cell.text
    }
    return cells > 2 ? kept + String(ellipsis) : kept
  }

  /// The text in the middle of a field, nearer to its start where the middle is between two cells.
  func centered(in cells: Int) -> String {
    let gap = max(0, cells - cellWidth)
    return String(repeating: " ", count: gap / 2) + self
      + String(repeating: " ", count: gap - gap / 2)
  }

  func padded(to cells: Int) -> String {
    self + String(repeating: " ", count: max(0, cells - cellWidth))
  }

  func leftPadded(to cells: Int) -> String {
    String(repeating: " ", count: max(0, cells - cellWidth)) + self
  }
}

extension Frame {
  /// Puts one scalar down if it is inside `area`.
  mutating func draw(
    _ scalar: Unicode.Scalar, column: Int, row: Int, style: Style, in area: Rect
  ) {
    guard area.contains(column: column, row: row) else { return }
    put(Cell(scalar, style: style), column: column, row: row)
  }
}

extension Color {
  /// Black or white, whichever stands out more from this colour.
  var ink: Color { Color(ColorScale.ink(on: rgb)) }
}
