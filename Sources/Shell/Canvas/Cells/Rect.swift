public struct Size: Sendable, Hashable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; never of negative size.
public struct Rect: Sendable, Hashable {
  public var column: Int
  public var row: Int
  public var columns: Int
  public var rows: Int

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  public init(_ size: Size) { self.init(column: 0, row: 0, columns: size.columns, rows: size.rows) }

  public var maxColumn: Int { column + columns }
  public var maxRow: Int { row + rows }
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  public func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < maxColumn && row >= self.row && row < maxRow
  }

  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, columns: min(maxColumn, other.maxColumn) - left,
      rows: min(maxRow, other.maxRow) - top)
  }

  public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
    Rect(
      column: column + columns, row: row + rows, columns: self.columns - 2 * columns,
      rows: self.rows - 2 * rows)
  }

  /// Cuts the first `count` rows off, at most all.
  public func splitRows(_ count: Int) -> (top: Rect, rest: Rect) {
    let count = min(max(0, count), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: count),
      Rect(column: column, row: row + count, columns: columns, rows: rows - count)
    )
  }

  /// Cuts the first `count` columns off, at most all.
  public func splitColumns(_ count: Int) -> (left: Rect, rest: Rect) {
    let count = min(max(0, count), columns)
    return (
      Rect(column: column, row: row, columns: count, rows: rows),
      Rect(column: column + count, row: row, columns: columns - count, rows: rows)
    )
  }
}
