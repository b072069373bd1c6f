import Course

extension MathLayout {
  /// Cells in columns. Rows of one cell's height stand close; a taller one gets a blank row.
  func grid(_ grid: MathGrid) -> MathBox {
    let cells = grid.rows.map { row in
      row.enumerated().map { column, cell in
        self.row(cell.items, continues: grid.kind == .aligned && !column.isMultiple(of: 2))
      }
    }
    let columns = grid.columns.enumerated().map { index, alignment in
      let width = cells.map { index < $0.count ? $0[index].width : 0 }.max() ?? 0
      return (width: width, alignment: alignment.inBoxes, space: grid.space(before: index))
    }
    let rows = cells.map { row in
      MathBox.beside(
        columns.enumerated().map { index, column in
          (index < row.count ? row[index] : MathBox(""))
            .widened(to: column.width, column.alignment).padded(left: column.space)
        })
    }
    return Self.lines(rows, .left, loose: grid.kind == .cases && rows.count == 2)
  }

  /// Rows from the top down, on the baseline of the middle one.
  static func lines(
    _ rows: [MathBox], _ alignment: MathBox.Alignment, loose: Bool = false
  ) -> MathBox {
    guard var last = rows.first else { return MathBox("") }
    var boxes = [last]
    var middle = 0
    for (index, row) in rows.enumerated().dropFirst() {
      if loose || !last.isOneRow || !row.isOneRow { boxes.append(.blank(0)) }
      if index == rows.count / 2 { middle = boxes.count }
      boxes.append(row)
      last = row
    }
    let box = MathBox.stacked(boxes, alignment, anchor: middle)
    return rows.count.isMultiple(of: 2) ? box.withBaseline((box.height - 1) / 2) : box
  }
}

extension MathGrid {
  fileprivate func space(before column: Int) -> Int {
    if column == 0 { return 0 }
    return kind == .aligned ? (column.isMultiple(of: 2) ? 4 : 0) : 2
  }
}

extension MathGrid.Alignment {
  fileprivate var inBoxes: MathBox.Alignment {
    switch self {
    case .left: .left
    case .center: .center
    case .right: .right
    }
  }
}
