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
    let row = layout.row(of: index)
    let place = layout.place(of: index)
    if place.columns > 2 {
      for column in [place.column, place.maxColumn - 1] {
        frame.draw(
          context.glyphs.border.vertical, column: column, row: row, style: context.theme.border,
          in: layout.area)
      }
    }
    drawName(
      of: index, within: place.columns > 2 ? place.inset(columns: 1) : place, layout, in: &frame,
      context: context)
    let style = index == current ? context.theme.accent : context.theme.text
    for (note, column) in zip(levels[index].notes, layout.notes) {
      frame.draw(
        column.aligned(note.fitted(to: column.width, ellipsis: context.glyphs.ellipsis)),
        column: column.start, row: row, style: style, in: layout.area)
    }
  }

  private func drawName(
    of index: Int, within place: Rect, _ layout: PyramidLayout, in frame: inout Frame,
    context: DrawingContext
  ) {
    let isCurrent = index == current
    let (theme, glyphs) = (context.theme, context.glyphs)
    // The pointer keeps its place beside a name that has to be cut.
    let pointed = isCurrent ? String(glyphs.pointer) + " " : ""
    let name = levels[index].name.fitted(
      to: place.columns
        - (pointed.cellWidth + 2 < place.columns ? 2 * pointed.cellWidth : 0),
      ellipsis: glyphs.ellipsis)
    frame.draw(
      name.centered(in: place.columns), column: place.column, row: place.row,
      style: isCurrent ? theme.selection : theme.strong, in: layout.area)
    let gap = (place.columns - name.cellWidth) / 2
    guard isCurrent, gap >= 2 else { return }
    frame.draw(
      glyphs.pointer, column: place.column + gap - 2, row: place.row, style: theme.selection,
      in: layout.area)
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
