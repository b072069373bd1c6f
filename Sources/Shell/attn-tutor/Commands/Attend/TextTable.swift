import Canvas

/// Rows of text in columns that stand below each other, whatever the width of their characters.
struct TextTable {
  private let rows: [[String]]
  /// Columns that end together, as numbers do.
  private let alignsRight: Bool

  init(_ rows: [[String]], alignsRight: Bool = false) {
    self.rows = rows
    self.alignsRight = alignsRight
  }

  var text: String {
    let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { column < $0.count ? $0[column].cellWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let pad = String(repeating: " ", count: widths[column] - cell.cellWidth)
        if alignsRight && column > 0 { return pad + cell }
        return column == row.count - 1 ? cell : cell + pad
      }
      let line = cells.joined(separator: "  ")
      return line[...(line.lastIndex { $0 != " " } ?? line.startIndex)] + "\n"
    }.joined()
  }
}
