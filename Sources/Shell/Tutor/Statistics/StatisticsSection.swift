import Canvas
import Figures
import Labs

/// One part of the statistics: sentences, and what they say as pictures.
struct StatisticsSection {
  private static let mostRows = 14

  var title: String
  var lines: [TextLine]
  var figures: [View]

  /// With its title, and a blank line below.
  func rows(width: Int) -> Int {
    figures.reduce(2 + lines.count) { $0 + 1 + rows(of: $1, width: width) }
  }

  private func rows(of view: View, width: Int) -> Int {
    let demand = view.figure.preferredRows(forColumns: width)
    let isList = if case .bars = view.figure { true } else { false }
    let most = isList ? (demand.ideal <= 5 ? demand.ideal : listRows(view)) : Self.mostRows
    return max(demand.minimum, min(demand.ideal, most)) + (view.title.isEmpty ? 0 : 1)
  }

  /// A bar a line, without blank lines between.
  private func listRows(_ view: View) -> Int {
    if case .bars(let bars) = view.figure { bars.count } else { Self.mostRows }
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    frame.draw(
      title.truncated(to: area.columns), column: area.column, row: area.row,
      style: context.theme.heading, in: area)
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: area.column, row: area.row + 1 + row, in: area)
    }
    var row = area.row + 1 + lines.count
    for view in figures {
      row += 1
      var rows = rows(of: view, width: area.columns)
      if !view.title.isEmpty {
        frame.draw(
          view.title.truncated(to: area.columns), column: area.column, row: row,
          style: context.theme.strong, in: area)
        row += 1
        rows -= 1
      }
      view.figure.draw(
        in: Rect(column: area.column, row: row, columns: area.columns, rows: rows), of: &frame,
        context: DrawingContext(theme: context.theme, glyphs: context.glyphs, decimals: 0))
      row += rows
    }
  }
}
