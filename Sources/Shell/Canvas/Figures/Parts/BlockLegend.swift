import Figures

/// The lines under a grid of blocks: what the states that occur mean, and the block under the
/// crosshair.
struct BlockLegend {
  private let lines: [TextLine]
  private let reading: TextLine
  private let context: DrawingContext

  var rows: Int { lines.count }

  init(grid: BlockGrid, columns: Int, context: DrawingContext) {
    self.context = context
    let theme = context.theme
    let occurring = Set(grid.states)
    let entries = BlockGrid.State.allCases.filter(occurring.contains).compactMap { state in
      grid.legend[state].map { meaning in
        TextLine([
          Span(String(context.glyphs.block(state)), style: theme.block(state)),
          Span(" \(meaning)", style: theme.axis),
        ])
      }
    }
    lines = entries.reduce(into: []) { lines, entry in
      if let last = lines.last, last.width + 3 + entry.width < columns {
        lines[lines.count - 1].append("   ")
        lines[lines.count - 1].append(contentsOf: entry)
      } else {
        lines.append(entry)
      }
    }
    reading = Self.reading(grid, context: context)
  }

  /// Which block is looked at, and its state: `Q₃ → K₂  done`.
  private static func reading(_ grid: BlockGrid, context: DrawingContext) -> TextLine {
    guard let crosshair = context.crosshair, grid.rowLabels.indices.contains(crosshair.row),
      grid.columnLabels.indices.contains(crosshair.column)
    else { return TextLine() }
    let row = grid.rowLabels[crosshair.row]
    let column = grid.columnLabels[crosshair.column]
    let state = grid.legend[grid[crosshair.row, crosshair.column]]
    return TextLine([
      Span("\(row) \(context.glyphs.arrowRight) \(column)", style: context.theme.dimmed),
      Span(state.map { "  \($0)" } ?? "", style: context.theme.accent),
    ])
  }

  func draw(in area: Rect, of frame: inout Frame) {
    guard !area.isEmpty else { return }
    let column = area.column + (area.columns > 1 ? 1 : 0)
    var end = column
    for (index, line) in lines.prefix(area.rows).enumerated() {
      end = frame.draw(line, column: column, row: area.row + index, in: area) + 3
    }
    let row = area.row + max(0, min(lines.count, area.rows) - 1)
    if reading.width > 0, end + reading.width <= area.maxColumn {
      frame.draw(reading, column: end, row: row, in: area)
    }
  }
}
