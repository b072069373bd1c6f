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
    let room = max(0, area.columns - 6)
    let lines = entries.map { entry in
      let base = entry.isChosen ? theme.selection.over(theme.statusBar) : theme.statusBar
      var line = TextLine(" \(entry.key) ", style: theme.key.over(base))
      line.append("\(entry.text.truncated(to: room)) ", style: base)
      return line
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
