import Canvas

/// A few choices by letter, in the lower right corner.
struct PopUpMenu {
  struct Entry {
    var key: Character
    var text: String
    /// What is chosen at present.
    var isChosen = false
  }

  var entries: [Entry]

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let theme = context.theme
    let breaker = LineBreaker(width: area.columns - 6)
    let lines = entries.flatMap { entry in
      let base = entry.isChosen ? theme.selection.over(theme.statusBar) : theme.statusBar
      return breaker.lines(entry.text, style: base).enumerated().map { index, text in
        var line = TextLine(index == 0 ? " \(entry.key) " : "   ", style: theme.key.over(base))
        for span in text.spans { line.append(span.text, style: span.style) }
        line.append(" ", style: base)
        return line
      }
    }
    let width = lines.map(\.width).max() ?? 0
    let box = Rect(
      column: area.maxColumn - width - 2, row: area.maxRow - lines.count - 1, columns: width,
      rows: lines.count)
    frame.fill(box, with: .blank(theme.statusBar))
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: box.column, row: box.row + row, in: box)
    }
  }
}
