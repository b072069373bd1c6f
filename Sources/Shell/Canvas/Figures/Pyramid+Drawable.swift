import Figures

extension Pyramid: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, !levels.isEmpty else { return }
    let layout = PyramidLayout(self, in: area)
    drawHeadings(layout, in: &frame, context: context)
    for level in layout.levels {
      if layout.isBoxed { drawRule(above: level, layout, in: &frame, context: context) }
      drawLevel(level, layout, in: &frame, context: context)
    }
    if layout.isBoxed {
      drawRule(above: layout.levels.upperBound, layout, in: &frame, context: context)
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    guard !levels.isEmpty else { return RowDemand(minimum: 0, ideal: 0) }
    let heading = headings.isEmpty ? 0 : 1
    return RowDemand(
      minimum: min(levels.count, 3) + heading, ideal: 2 * levels.count + 1 + heading)
  }

  public var crosshairBounds: (rows: Int, columns: Int) { (0, 0) }

  public func crosshair(
    atColumn column: Int, row: Int, in area: Rect, context: DrawingContext
  ) -> Crosshair? { nil }

  private func drawHeadings(
    _ layout: PyramidLayout, in frame: inout Frame, context: DrawingContext
  ) {
    guard let row = layout.headingRow else { return }
    for (heading, column) in zip(headings, layout.notes) {
      frame.draw(
        column.aligned(heading), column: column.start, row: row, style: context.theme.dimmed,
        in: layout.area)
    }
  }

  private func drawLevel(
    _ index: Int, _ layout: PyramidLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let level = levels[index]
    let isCurrent = index == current
    let (theme, glyphs) = (context.theme, context.glyphs)
    let row = layout.row(of: index)
    let place = layout.place(of: index)
    let inner = max(0, place.columns - 2)
    if inner > 0 {
      for column in [place.column, place.maxColumn - 1] {
        frame.draw(
          glyphs.border.vertical, column: column, row: row, style: theme.border, in: layout.area)
      }
    }
    let room = inner > 0 ? inner : place.columns
    let start = inner > 0 ? place.column + 1 : place.column
    // The pointer keeps its place beside a name that has to be cut.
    let pointed = isCurrent ? String(glyphs.pointer) + " " : ""
    let name = level.name.fitted(
      to: room - (pointed.cellWidth + 2 < room ? 2 * pointed.cellWidth : 0),
      ellipsis: glyphs.ellipsis)
    frame.draw(
      name.centered(in: room), column: start, row: row,
      style: isCurrent ? theme.selection : theme.strong, in: layout.area)
    if isCurrent {
      let gap = (room - name.cellWidth) / 2
      if gap >= 2 {
        frame.draw(
          glyphs.pointer, column: start + gap - 2, row: row, style: theme.selection,
          in: layout.area)
      }
    }
    for (note, column) in zip(level.notes, layout.notes) {
      frame.draw(
        column.aligned(note.fitted(to: column.width, ellipsis: glyphs.ellipsis)),
        column: column.start, row: row, style: isCurrent ? theme.accent : theme.text,
        in: layout.area)
    }
  }

  /// The line between a level and the one above it: as long as the longer of their sides.
  private func drawRule(
    above index: Int, _ layout: PyramidLayout, in frame: inout Frame, context: DrawingContext
  ) {
    let upper = index > layout.levels.lowerBound ? layout.halfWidths[index - 1] : -1
    let lower = index < layout.levels.upperBound ? layout.halfWidths[index] : -1
    let half = max(upper, lower)
    guard half > 0 else { return }
    for offset in -half...half {
      frame.draw(
        context.glyphs.border.joint(
          up: abs(offset) == upper, down: abs(offset) == lower, left: offset > -half,
          right: offset < half),
        column: layout.center + offset, row: layout.row(of: index) - 1,
        style: context.theme.border, in: layout.area)
    }
  }
}
