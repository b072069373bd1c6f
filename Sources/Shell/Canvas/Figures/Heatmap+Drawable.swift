import Figures

extension Heatmap: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, rows > 0, columns > 0 else { return }
    let layout = layout(in: area, context: context)
    GridLabels(
      layout: layout, rowLabels: rowLabels, columnLabels: columnLabels, rowAxis: rowAxis,
      columnAxis: columnAxis, thinsColumnLabels: hasNumberedColumns, context: context
    ).draw(in: &frame)
    if layout.halvesRows {
      drawPixels(layout, in: &frame, context: context)
    } else {
      drawCells(layout, in: &frame, context: context)
    }
    if let row = layout.legendRow {
      HeatLegend(heatmap: self, context: context).draw(
        in: Rect(column: area.column, row: row, columns: area.columns, rows: 1), of: &frame)
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    let area = Rect(column: 0, row: 0, columns: columns, rows: 1)
    let layout = layout(in: area, context: DrawingContext(theme: .dark))
    let lines = layout.halvesRows ? (rows + 1) / 2 : rows
    return RowDemand(minimum: min(lines, 4) + 2, ideal: lines + (hasAxes ? 4 : 3))
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (rows, columns) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    guard !area.isEmpty, rows > 0, columns > 0 else { return nil }
    return layout(in: area, context: context).crosshair(atColumn: column, row: row)
  }

  /// Of numbers the missing ones can be told from those that are shown; of words they cannot.
  private var hasNumberedColumns: Bool {
    columnLabels.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
  }

  private var hasAxes: Bool { !rowAxis.isEmpty || !columnAxis.isEmpty }

  private func layout(in area: Rect, context: DrawingContext) -> GridLayout {
    // A number of five cells between two for the brackets; less where all decimals fit in less.
    let numberWidth =
      (1..<5).first { width in
        numbers(width: width, context: context).map { $0.isComplete(context.decimals) } ?? false
      } ?? 5
    let labelWidth = columnLabels.reduce(0) { max($0, $1.cellWidth) }
    return GridLayout(
      .init(
        rows: rows, columns: columns,
        rowLabelWidth: rowLabels.reduce(0) { max($0, $1.cellWidth) }, hasAxes: hasAxes,
        hasLegend: true, cellColumns: 2...min(7, max(numberWidth + 2, labelWidth + 1)),
        canHalveRows: context.theme.usesColor && !context.glyphs.isASCII, canGrowRows: true,
        canBePixels: true),
      in: area, around: context.crosshair)
  }

  private func numbers(width: Int, context: DrawingContext) -> CellNumbers? {
    guard width > 0 else { return nil }
    return CellNumbers(values, width: width, atMost: context.decimals, glyphs: context.glyphs)
  }

  private func drawCells(
    _ layout: GridLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let painter = HeatPainter(
      heatmap: self, context: context, columns: layout.cellColumns,
      numbers: numbers(width: layout.cellColumns - 2, context: context))
    for row in layout.rows {
      for column in layout.columns {
        let value = self[row, column]
        let place = layout.place(row: row, column: column)
        let isMarked = context.crosshair == Crosshair(row: row, column: column)
        for line in 0..<place.rows {
          let isMiddle = line == (place.rows - 1) / 2
          frame.draw(
            isMiddle ? painter.text(value, isMarked: isMarked) : painter.filling(value),
            column: place.column, row: place.row + line,
            style: painter.style(value, isMarked: isMarked && isMiddle), in: layout.area)
        }
      }
    }
  }

  /// Two rows to a line: the upper one is the colour of the half block, the lower one its ground.
  private func drawPixels(
    _ layout: GridLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let painter = HeatPainter(heatmap: self, context: context, columns: 1, numbers: nil)
    let upperHalf: Unicode.Scalar = "▀"
    for row in layout.rows where (row - layout.rows.lowerBound) % 2 == 0 {
      for column in layout.columns {
        let hasLower = layout.rows.contains(row + 1)
        frame.draw(
          upperHalf, column: layout.place(row: row, column: column).column,
          row: layout.line(of: row),
          style: Style(
            foreground: painter.pixel(row: row, column: column),
            background: hasLower ? painter.pixel(row: row + 1, column: column) : nil),
          in: layout.area)
      }
    }
  }
}
