import Figures

extension Listing: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, !lines.isEmpty else { return }
    listed(columns: area.columns, context: context).draw(in: area, of: &frame)
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    guard !lines.isEmpty else { return RowDemand(minimum: 0, ideal: 0) }
    let listed = listed(columns: columns, context: DrawingContext(theme: .dark))
    return RowDemand(
      minimum: min(listed.lines.count, max(3, listed.focus?.count ?? 0)),
      ideal: listed.lines.count)
  }

  private func listed(columns: Int, context: DrawingContext) -> ScrolledLines {
    let setter = ListingSetter(listing: self, columns: columns, context: context)
    var result = ScrolledLines(lines: [], context: context)
    for line in lines {
      let first = result.lines.count
      result.lines += setter.lines(line)
      guard line.isLit else { continue }
      result.pointed.insert(first)
      result.focus = (result.focus?.lowerBound ?? first)..<result.lines.count
    }
    return result
  }
}
