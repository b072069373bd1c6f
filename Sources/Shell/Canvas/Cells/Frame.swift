/// A grid of cells that views draw into: the whole screen at one moment.
public struct Frame: Sendable, Equatable {
  public let size: Size
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: (column: Int, row: Int)? {
    get { cursorPlace.map { ($0.column, $0.row) } }
    set { cursorPlace = newValue.map { CursorPlace(column: $0.column, row: $0.row) } }
  }

  private struct CursorPlace: Sendable, Equatable {
    var column: Int
    var row: Int
  }

  private var cursorPlace: CursorPlace?

  public init(_ size: Size, style: Style = .plain) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank(style), count: self.size.columns * self.size.rows)
  }

  public var area: Rect { Rect(size) }

  /// The cell at a place, which must be inside.
  public subscript(column: Int, row: Int) -> Cell { cells[row * size.columns + column] }

  /// Puts one cell down. Outside the frame nothing happens; a wide cell that would be cut at the
  /// right edge, and what remains of a wide cell that is half covered, become blanks.
  public mutating func put(_ cell: Cell, column: Int, row: Int) {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns, cell.width > 0 else {
      return
    }
    let index = row * size.columns + column
    mendLeft(of: index, column: column)
    if cell.width == 2 {
      guard column + 1 < size.columns else {
        mendRight(of: index, column: column)
        cells[index] = .blank(cell.style)
        return
      }
      mendRight(of: index + 1, column: column + 1)
      cells[index] = cell
      cells[index + 1] = .continuation(cell.style)
    } else {
      mendRight(of: index, column: column)
      cells[index] = cell
    }
  }

  /// Draws text from a place, clipped to `area` (the frame where it is nil).
  /// - Returns: the column after the last cell that the text takes, drawn or not.
  @discardableResult
  public mutating func draw(
    _ text: String, column: Int, row: Int, style: Style = .plain, in area: Rect? = nil
  ) -> Int {
    let clip = area ?? self.area
    var column = column
    for cell in CellSequence(text, style: style) {
      defer { column += Int(cell.width) }
      guard row >= clip.row, row < clip.maxRow, column < clip.maxColumn else { continue }
      if column < clip.column {
        // The right half of a wide cell that starts left of the clip is a blank.
        if column + Int(cell.width) > clip.column {
          put(.blank(style), column: clip.column, row: row)
        }
      } else if column + Int(cell.width) > clip.maxColumn {
        put(.blank(style), column: column, row: row)
      } else {
        put(cell, column: column, row: row)
      }
    }
    return column
  }

  public mutating func fill(_ area: Rect, with cell: Cell = .blank()) {
    let area = area.intersection(self.area)
    guard !area.isEmpty else { return }
    for row in area.row..<area.maxRow {
      for column in area.column..<area.maxColumn { put(cell, column: column, row: row) }
    }
  }

  /// Lays `style` over the cells of an area; what it leaves open stays.
  public mutating func restyle(_ area: Rect, _ style: Style) {
    let area = area.intersection(self.area)
    guard !area.isEmpty else { return }
    for row in area.row..<area.maxRow {
      for column in area.column..<area.maxColumn {
        let index = row * size.columns + column
        cells[index].style = style.over(cells[index].style)
      }
    }
  }

  private mutating func mendLeft(of index: Int, column: Int) {
    if cells[index].isContinuation, column > 0 { cells[index - 1] = .blank(cells[index - 1].style) }
  }

  private mutating func mendRight(of index: Int, column: Int) {
    if cells[index].width == 2, column + 1 < size.columns {
      cells[index + 1] = .blank(cells[index + 1].style)
    }
  }
}

extension Frame {
  /// Copies the cells of another frame, clipped to `area`.
  public mutating func copy(_ other: Frame, column: Int, row: Int, in area: Rect) {
    let clip = Rect(column: column, row: row, columns: other.size.columns, rows: other.size.rows)
      .intersection(area).intersection(self.area)
    guard !clip.isEmpty else { return }
    for y in clip.row..<clip.maxRow {
      for x in clip.column..<clip.maxColumn {
        let cell = other[x - column, y - row]
        // A wide cell of which the clip lets only one half through is a blank.
        let isCut =
          cell.width == 2 && x + 1 == clip.maxColumn || cell.isContinuation && x == clip.column
        put(isCut ? .blank(cell.style) : cell, column: x, row: y)
      }
    }
    if let cursor = other.cursor,
      clip.contains(column: cursor.column + column, row: cursor.row + row)
    {
      self.cursor = (cursor.column + column, cursor.row + row)
    }
  }
}
