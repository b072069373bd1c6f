import Figures

extension ShapeFlow: Drawable {
  public func draw(in area: Rect, of frame: inout Frame, context: DrawingContext) {
    guard !area.isEmpty, !stages.isEmpty else { return }
    if let layout = FlowLayout(self, columns: area.columns, rows: area.rows) {
      FlowPainter(flow: self, layout: layout, context: context).draw(in: area, of: &frame)
    } else {
      listed(columns: area.columns, context: context).draw(in: area, of: &frame)
    }
  }

  public func preferredRows(forColumns columns: Int) -> RowDemand {
    guard !stages.isEmpty else { return RowDemand(minimum: 0, ideal: 0) }
    let rows =
      FlowLayout(self, columns: columns, rows: .max)?.rows
      ?? listed(columns: columns, context: DrawingContext(theme: .dark)).lines.count
    return RowDemand(minimum: min(stages.count, 3, rows), ideal: rows)
  }

  /// The stages as lines, where there is no room for boxes: the operation and what comes of it,
  /// beside each other where that fits for all of them.
  private func listed(columns: Int, context: DrawingContext) -> ScrolledLines {
    let theme = context.theme
    let room = max(1, columns > 8 ? columns - ScrolledLines.margin : columns)
    let operations = stages.map { stage in
      stage.operation.isEmpty ? "" : "\(context.glyphs.arrowRight) \(stage.operation)"
    }
    let results = stages.map { $0.boxes.map { "\($0.name) \($0.shape)" } }
    let operationWidth = operations.reduce(0) { max($0, $1.cellWidth) }
    let resultWidth = results.reduce(0) { max($0, $1.joined(separator: "  ").cellWidth) }
    let isTable = operationWidth + 2 + resultWidth <= room

    var list = ScrolledLines(lines: [], context: context)
    for (index, stage) in stages.enumerated() {
      let first = list.lines.count
      let isCurrent = index == current
      let shapes = stage.boxes.enumerated().flatMap { number, box in
        [
          Span(number == 0 ? "" : "  "),
          Span(box.name, style: isCurrent ? theme.accent : theme.strong, mayBreak: false),
          Span(" \(box.shape)", style: theme.text, mayBreak: false),
        ]
      }
      let style = isCurrent ? theme.accent : theme.dimmed
      if isTable {
        let operation = operations[index].padded(to: operationWidth + 2)
        list.lines.append(TextLine(shapes).prefixed(by: TextLine(operation, style: style)))
      } else {
        if !operations[index].isEmpty {
          list.lines += LineBreaker(width: room).lines(operations[index], style: style)
        }
        list.lines += LineBreaker(width: room).lines(shapes)
      }
      guard isCurrent else { continue }
      list.pointed = [first]
      list.focus = first..<list.lines.count
    }
    return list
  }
}
