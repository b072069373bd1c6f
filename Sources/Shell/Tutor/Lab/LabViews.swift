import Canvas
import Figures
import Labs

/// The views of a lab's present step: one below the other, or in two columns where it is wide.
struct LabViews {
  private static let twoColumns = 110

  let panel: LabPanel
  let context: Context

  func draw(in area: Rect, of frame: inout Frame) {
    for placed in placed(in: area) {
      draw(placed, of: &frame)
    }
  }

  private func draw(_ placed: Placed, of frame: inout Frame) {
    let count = panel.views(context.language).count
    var room = placed.title.columns
    if placed.isPrimary, count > 1 {
      let sign = "v \(panel.firstView % count + 1)/\(count)"
      room -= sign.cellWidth + 1
      frame.draw(
        sign, column: placed.title.maxColumn - sign.cellWidth, row: placed.title.row,
        style: context.theme.dimmed, in: placed.title)
    }
    frame.draw(
      placed.view.title.truncated(to: room), column: placed.title.column, row: placed.title.row,
      style: context.theme.strong, in: placed.title)
    placed.view.figure.draw(
      in: placed.figure, of: &frame, context: drawingContext(hasCrosshair: isCrossed(placed)))
  }

  /// A broken and a true picture of the same tensor are looked at in the same cell.
  private func isCrossed(_ placed: Placed) -> Bool {
    guard !placed.isPrimary, let tensor = panel.primaryFigure?.tensor else {
      return placed.isPrimary
    }
    return panel.mutant != nil && placed.view.figure.tensor == tensor
  }

  func cell(atColumn column: Int, row: Int, in area: Rect) -> Crosshair? {
    guard let first = placed(in: area).first else { return nil }
    return first.view.figure.crosshair(
      atColumn: column, row: row, in: first.figure, context: drawingContext(hasCrosshair: true))
  }

  private func drawingContext(hasCrosshair: Bool) -> DrawingContext {
    DrawingContext(
      theme: context.theme, glyphs: context.glyphs,
      crosshair: hasCrosshair ? panel.crosshair : nil)
  }

  private struct Placed {
    var view: View
    var title: Rect
    var figure: Rect
    var isPrimary: Bool
  }

  /// Gives each view the rows it wants from the top; what does not fit is left out.
  private func placed(in area: Rect) -> [Placed] {
    guard !area.isEmpty else { return [] }
    let views = panel.views(context.language)
    var columns = [area]
    if area.columns >= Self.twoColumns, views.count > 1 {
      let (left, right) = area.splitColumns(area.columns / 2 - 1)
      columns = [
        left,
        Rect(
          column: right.column + 2, row: right.row, columns: right.columns - 2, rows: right.rows),
      ]
    }
    var placed: [Placed] = []
    for (index, view) in views.enumerated() {
      let column = columns.count == 1 || columns[0].rows >= columns[1].rows ? 0 : 1
      let room = columns[column]
      let wanted = view.figure.preferredRows(forColumns: room.columns)
      var rest = max(0, room.rows - 1)
      // What is broken leaves as much room for the truth below it.
      let half = room.rows / 2 - 2
      if panel.mutant != nil, index == 0, columns.count == 1, half >= wanted.minimum { rest = half }
      let isLastHere = index >= views.count - columns.count
      let rows = isLastHere ? min(rest, max(wanted.ideal, 0)) : min(wanted.ideal, rest)
      guard rows >= wanted.minimum || index == 0 else { continue }
      let (title, below) = room.splitRows(1)
      let (figure, remainder) = below.splitRows(rows)
      placed.append(Placed(view: view, title: title, figure: figure, isPrimary: index == 0))
      columns[column] = remainder.splitRows(1).rest
    }
    return placed
  }
}

extension Figure {
  /// The tensor whose numbers the figure shows one by one; nil for other figures.
  var tensor: String? {
    switch self {
    case .heatmap(let heatmap): heatmap.tensor
    case .matrix(let matrix): matrix.tensor
    case .blocks(let grid): grid.tensor
    case .bars, .lines, .histogram, .flow, .pyramid, .timeline, .listing: nil
    }
  }
}
