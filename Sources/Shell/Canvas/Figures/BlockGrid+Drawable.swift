import Figures

extension BlockGrid: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, rows > 0, columns > 0 else { return }
    let legend = BlockLegend(grid: self, columns: area.columns, context: context)
    let layout = layout(in: area, legendRows: legend.rows, context: context)
    GridLabels(
      layout: layout, rowLabels: rowLabels, columnLabels: columnLabels, rowAxis: rowAxis,
      columnAxis: columnAxis, thinsColumnLabels: true, context: context
    ).draw(in: &frame)
    if layout.frame > 0 { GridRules(layout: layout, context: context).draw(in: &frame) }
    for row in layout.rows {
      for column in layout.columns {
        drawBlock(row: row, column: column, layout, in: &frame, context: context)
      }
    }
    let rest = area.splitRows(layout.maxGridRow - area.row).rest
    legend.draw(in: rest.rows > legend.rows ? rest.splitRows(1).rest : rest, of: &frame)
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    let context = DrawingContext(theme: .dark)
    let legend = BlockLegend(grid: self, columns: columns, context: context).rows
    let around = 1 + (hasAxes ? 1 : 0) + (legend > 0 ? legend + 1 : 0)
    // Few rows look best with a rule between them, more of them without.
    let ruled = rows <= 8 ? 2 * rows + 1 : rows + 2
    let canBeRuled =
      GridLayout(ruled: demand, in: Rect(column: 0, row: 0, columns: columns, rows: ruled + 1))
      != nil
    return RowDemand(
      minimum: min(rows, 4) + 1 + min(1, legend), ideal: around + (canBeRuled ? ruled : rows))
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (rows, columns) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? {
    guard !area.isEmpty, rows > 0, columns > 0 else { return nil }
    let legend = BlockLegend(grid: self, columns: area.columns, context: context)
    return layout(in: area, legendRows: legend.rows, context: context)
      .crosshair(atColumn: column, row: row)
  }

  private var hasAxes: Bool { !rowAxis.isEmpty || !columnAxis.isEmpty }

  private var demand: GridLayout.Demand {
    let label = columnLabels.reduce(0) { max($0, $1.cellWidth) }
    return GridLayout.Demand(
      rows: rows, columns: columns,
      rowLabelWidth: rowLabels.reduce(0) { max($0, $1.cellWidth) }, hasAxes: hasAxes,
      hasLegend: false, cellColumns: 3...max(3, min(label + 1, 8)), canHalveRows: false,
      canGrowRows: false, canBePixels: true)
  }

  /// In boxes of rules where all blocks fit so and are few enough to be counted; else one or two
  /// columns each, those around the current one where there is no room for all.
  private func layout(in area: Rect, legendRows: Int, context: DrawingContext) -> GridLayout {
    let room = area.splitRows(
      area.rows - min(legendRows, max(0, area.rows - min(rows, 2) - 1))
    ).top
    if max(rows, columns) <= 20, let layout = GridLayout(ruled: demand, in: room) { return layout }
    var demand = demand
    demand.cellColumns = 2...2
    return GridLayout(demand, in: room, around: current ?? context.crosshair)
  }

  private var current: Crosshair? {
    states.prefix(rows * columns).firstIndex(of: .current).map {
      Crosshair(row: $0 / columns, column: $0 % columns)
    }
  }

  private func drawBlock(
    row: Int, column: Int, _ layout: GridLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let state = self[row, column]
    let place = layout.place(row: row, column: column)
    let sign = context.glyphs.block(state)
    for line in 0..<place.rows {
      let isMiddle = line == (place.rows - 1) / 2
      // What waits is left open, but for a dot that says that something will come.
      let text =
        state != .waiting
        ? sign.repeated(place.columns)
        : (isMiddle ? String(sign) : "").centered(in: place.columns)
      frame.draw(
        text, column: place.column, row: place.row + line,
        style: context.theme.block(state), in: layout.area)
    }
    if context.crosshair == Crosshair(row: row, column: column) {
      drawCrosshair(
        on: place, row: place.row + (place.rows - 1) / 2, layout, in: &frame, context: context)
    }
  }

  private func drawCrosshair(
    on place: Rect, row: Int, _ layout: GridLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let style = context.theme.crosshair
    let isOneColumn = place.columns == 1
    frame.draw(
      isOneColumn ? "+" : "[", column: place.column, row: row, style: style, in: layout.area)
    if !isOneColumn {
      frame.draw("]", column: place.maxColumn - 1, row: row, style: style, in: layout.area)
    }
  }
}

extension Glyphs {
  /// What a block is filled with.
  func block(_ state: BlockGrid.State) -> Unicode.Scalar {
    switch state {
    case .waiting: untouched
    case .current: shades[2]
    case .done: shades[4]
    case .skipped: hatch
    }
  }
}

extension Theme {
  func block(_ state: BlockGrid.State) -> Style {
    switch state {
    case .waiting: track
    case .current: accent
    case .done: bar
    case .skipped: dimmed
    }
  }
}
