/// Lines of text behind a margin for the pointer; where there is no room for all, those around the
/// lines that matter.
struct ScrolledLines {
  /// The pointer, and a mark where lines are hidden.
  static let margin = 2

  var lines: [TextLine]
  /// The lines that have the pointer.
  var pointed: Set<Int> = []
  /// The lines that must be seen, as many as there is room for.
  var focus: Range<Int>?
  var context: DrawingContext

  func draw(in area: Rect, of frame: inout Frame) {
    guard !area.isEmpty else { return }
    let shown = shown(rows: area.rows)
    // In the narrowest places text says more than a margin does.
    let margin = area.columns > 8 ? Self.margin : 0
    for index in shown {
      let row = area.row + index - shown.lowerBound
      frame.draw(lines[index], column: area.column + margin, row: row, in: area)
      guard margin > 0 else { continue }
      if pointed.contains(index) {
        frame.draw(
          context.glyphs.pointer, column: area.column, row: row, style: context.theme.crosshair,
          in: area)
      }
      let isCut =
        index == shown.lowerBound && index > 0
        ? context.glyphs.arrowUp
        : index == shown.upperBound - 1 && index < lines.count - 1 ? context.glyphs.arrowDown : nil
      if let isCut {
        frame.draw(isCut, column: area.column + 1, row: row, style: context.theme.dimmed, in: area)
      }
    }
  }

  private func shown(rows: Int) -> Range<Int> {
    let page = visibleRange(of: lines.count, visible: rows, around: focus?.lowerBound)
    guard let focus, focus.upperBound > page.upperBound else { return page }
    let first = min(focus.lowerBound, focus.upperBound - page.count)
    return first..<min(lines.count, first + page.count)
  }
}
