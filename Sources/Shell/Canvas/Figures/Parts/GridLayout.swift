/// Where the labels and the cells of a matrix stand.
///
/// ```text
///  query ↓  key →                 axes, where there is room
///            the   cat   sat      column labels
///  the      0.41  0.33  0.26
/// ▸cat      0.20 [0.55] 0.25      row labels, then cells of one width
///
///  0.00 ░▒▓█ 1.00   cat → cat     the scale, where there is room
/// ```
struct GridLayout: Equatable {
  /// What a matrix asks of its layout.
  struct Demand {
    var rows: Int
    var columns: Int
    var rowLabelWidth: Int
    var hasAxes: Bool
    var hasLegend: Bool
    /// The widths that a column may have, and whether one cell may stand for two rows.
    var cellColumns: ClosedRange<Int>
    var canHalveRows: Bool
    var canGrowRows: Bool
    /// What does not fit: to be shrunk to columns of one cell, or scrolled at the least width.
    var canBePixels: Bool
  }

  let area: Rect
  /// The pointer, the label and the gap after it; 0 where there is no room for labels.
  let labelColumns: Int
  let cellColumns: Int
  let cellRows: Int
  /// How far it is from one cell to the next: more than its size where there are rules between.
  let columnPitch: Int
  let rowPitch: Int
  /// The frame at the left of the cells and above them: 1 where there is one.
  let frame: Int
  /// True where the upper and the lower half of a cell show one row each.
  let halvesRows: Bool
  let rows: Range<Int>
  let columns: Range<Int>
  let totalRows: Int
  let totalColumns: Int
  let axisRow: Int?
  let headerRow: Int?
  let legendRow: Int?
  let firstGridRow: Int

  var firstGridColumn: Int { area.column + labelColumns + frame }
  /// The first line under the cells and the frame.
  var maxGridRow: Int { line(of: rows.upperBound - 1) + cellRows + frame }
  var isPixels: Bool { cellColumns == 1 }
  var hidesLeft: Bool { columns.lowerBound > 0 }
  var hidesRight: Bool { columns.upperBound < totalColumns }
  var hidesAbove: Bool { rows.lowerBound > 0 }
  var hidesBelow: Bool { rows.upperBound < totalRows }

  init(_ demand: Demand, in area: Rect, around crosshair: Crosshair?) {
    self.area = area
    totalRows = demand.rows
    totalColumns = demand.columns

    labelColumns = Self.labelColumns(demand, in: area)
    let room = max(0, area.columns - labelColumns)
    let share = room / max(1, demand.columns)
    if share >= demand.cellColumns.lowerBound {
      cellColumns = min(share, demand.cellColumns.upperBound)
    } else {
      cellColumns = demand.canBePixels ? 1 : max(1, min(demand.cellColumns.lowerBound, room))
    }
    columns = visibleRange(
      of: demand.columns, visible: room / cellColumns, around: crosshair?.column)

    halvesRows = demand.canHalveRows && cellColumns == 1
    let lines = halvesRows ? (demand.rows + 1) / 2 : demand.rows
    var free = area.rows
    func take(_ wanted: Bool, leaving least: Int) -> Bool {
      guard wanted, free - 1 >= min(lines, least) else { return false }
      free -= 1
      return true
    }
    let hasHeader = take(demand.columns > 0, leaving: 2)
    let hasLegend = take(demand.hasLegend, leaving: 2)
    let hasAxes = take(demand.hasAxes, leaving: 6)
    let hasGap = hasLegend && take(true, leaving: lines)
    cellRows = demand.canGrowRows && cellColumns >= 5 && lines > 0 && free / lines >= 3 ? 3 : 1
    (columnPitch, rowPitch, frame) = (cellColumns, cellRows, 0)
    rows = visibleRange(
      of: demand.rows, visible: halvesRows ? free * 2 : free / cellRows, around: crosshair?.row)

    axisRow = hasAxes ? area.row : nil
    headerRow = hasHeader ? area.row + (hasAxes ? 1 : 0) : nil
    firstGridRow = area.row + (hasAxes ? 1 : 0) + (hasHeader ? 1 : 0)
    let shown = halvesRows ? (rows.count + 1) / 2 : rows.count * cellRows
    legendRow = hasLegend ? firstGridRow + shown + (hasGap ? 1 : 0) : nil
  }

  /// A layout with every cell in a box of rules, in rows as high as there is room for; nil where
  /// not all cells fit so.
  init?(ruled demand: Demand, in area: Rect) {
    labelColumns = Self.labelColumns(demand, in: area)
    guard demand.rows > 0, demand.columns > 0 else { return nil }
    let share = (area.columns - labelColumns - 1) / demand.columns - 1
    // Cells about as high as they are wide; the last form has rules between columns only.
    let forms = [
      (height: 3, rule: 1), (height: 2, rule: 1), (height: 1, rule: 1), (height: 1, rule: 0),
    ]
    let free = area.rows - 1
    let form = forms.first { form in
      share >= max(demand.cellColumns.lowerBound, 2 * form.height)
        && demand.rows * (form.height + form.rule) + 2 - form.rule <= free
    }
    guard let form else { return nil }
    self.area = area
    totalRows = demand.rows
    totalColumns = demand.columns
    cellRows = form.height
    cellColumns = min(share, max(2 * form.height + 2, demand.cellColumns.upperBound))
    (columnPitch, rowPitch, frame) = (cellColumns + 1, cellRows + form.rule, 1)
    halvesRows = false
    rows = 0..<demand.rows
    columns = 0..<demand.columns
    let height = demand.rows * (form.height + form.rule) + 2 - form.rule
    let hasAxes = demand.hasAxes && height < free
    axisRow = hasAxes ? area.row : nil
    headerRow = area.row + (hasAxes ? 1 : 0)
    firstGridRow = area.row + (hasAxes ? 1 : 0) + 2
    legendRow = nil
  }

  private static func labelColumns(_ demand: Demand, in area: Rect) -> Int {
    let widest = max(3, min(16, area.columns / 4))
    let labels = demand.rowLabelWidth > 0 ? min(demand.rowLabelWidth, widest) + 2 : 0
    return area.columns - labels >= 2 ? labels : 0
  }

  /// The rectangle of a cell that is shown.
  func place(row: Int, column: Int) -> Rect {
    Rect(
      column: firstGridColumn + (column - columns.lowerBound) * columnPitch, row: line(of: row),
      columns: cellColumns, rows: cellRows)
  }

  /// The first line of a row that is shown.
  func line(of row: Int) -> Int {
    let offset = row - rows.lowerBound
    return firstGridRow + (halvesRows ? offset / 2 : offset * rowPitch)
  }

  /// The cell that is drawn at a place; of two in one place the upper one. Rules are no cells.
  func crosshair(atColumn column: Int, row: Int) -> Crosshair? {
    let (x, y) = (column - firstGridColumn, row - firstGridRow)
    guard area.contains(column: column, row: row), x >= 0, y >= 0, x % columnPitch < cellColumns,
      y % rowPitch < cellRows
    else { return nil }
    let found = Crosshair(
      row: rows.lowerBound + y * (halvesRows ? 2 : 1) / rowPitch,
      column: columns.lowerBound + x / columnPitch)
    return rows.contains(found.row) && columns.contains(found.column) ? found : nil
  }
}
