import Course

/// A table as lines: columns as wide as they need, the widest ones narrowed until it fits.
struct TableSetter {
  private static let gap = 2

  private let table: Table
  private let galley: Galley
  private let columns: Int
  /// The page's targets and, once the lines are set, those of the table.
  private(set) var targets: [Page.Target]

  init(_ table: Table, galley: Galley) {
    self.table = table
    self.galley = galley
    targets = galley.page.targets
    columns = max(table.header.count, table.rows.map(\.count).max() ?? 0)
  }

  mutating func lines() -> [TextLine] {
    let header = cells(table.header, style: galley.theme.strong)
    var rows: [[[Span]]] = []
    for row in table.rows { rows.append(cells(row, style: galley.theme.text)) }
    let widths = fittingWidths([header] + rows)
    let rule = TextLine(
      widths.map { galley.glyphs.border.horizontal.repeated($0) }
        .joined(separator: String(repeating: " ", count: Self.gap)),
      style: galley.theme.border)
    return set(header, widths) + [rule] + rows.flatMap { set($0, widths) }
  }

  private mutating func cells(_ row: [[Inline]], style: Style) -> [[Span]] {
    var cells: [[Span]] = []
    for column in 0..<columns {
      var flow = InlineFlow(galley: galley, style: style, targets: targets)
      flow.add(column < row.count ? row[column] : [])
      targets = flow.targets
      cells.append(flow.spans)
    }
    return cells
  }

  private func fittingWidths(_ rows: [[[Span]]]) -> [Int] {
    var widths = (0..<columns).map { column in
      rows.map { row in row[column].reduce(0) { $0 + $1.text.cellWidth } }.max() ?? 0
    }
    let room = galley.measure - Self.gap * max(0, columns - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 4,
      let column = widths.firstIndex(of: widest)
    {
      widths[column] -= 1
    }
    return widths
  }

  private func set(_ row: [[Span]], _ widths: [Int]) -> [TextLine] {
    let cells = zip(row, widths).map { LineBreaker(width: $1).lines($0) }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { index in
      var line = TextLine()
      for (column, cell) in cells.enumerated() {
        if column > 0 { line.append(String(repeating: " ", count: Self.gap)) }
        let piece = index < cell.count ? cell[index] : TextLine()
        let room = max(0, widths[column] - piece.width)
        let lead = leading(room, column)
        line.append(String(repeating: " ", count: lead))
        line.append(contentsOf: piece)
        line.append(String(repeating: " ", count: room - lead))
      }
      return line
    }
  }

  private func leading(_ room: Int, _ column: Int) -> Int {
    guard column < table.alignments.count else { return 0 }
    return switch table.alignments[column] {
    case .leading: 0
    case .center: room / 2
    case .trailing: room
    }
  }
}
