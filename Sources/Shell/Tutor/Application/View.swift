import Canvas
import Course

extension State {
  /// The smallest window in which the screens are drawn.
  static let minimumSize = Size(columns: 60, rows: 16)

  /// The whole screen as cells.
  public func view(now: Double = 0) -> Frame {
    let context = context(now: now)
    var frame = Frame(size, style: context.theme.text)
    guard size.columns >= Self.minimumSize.columns, size.rows >= Self.minimumSize.rows else {
      drawTooSmall(in: &frame, context)
      return frame
    }
    guard let front = screens.last else { return frame }
    let (body, footer) = frame.area.splitRows(size.rows - 1)
    front.draw(in: body, of: &frame, context)
    drawFooter(front, in: footer, of: &frame, context)
    return context.glyphs.isASCII ? frame.inASCII() : frame
  }

  private func drawTooSmall(in frame: inout Frame, _ context: Context) {
    let lines = LineBreaker(width: size.columns).lines(
      Strings.tooSmall(Self.minimumSize)[language], style: context.theme.text)
    for (row, line) in lines.enumerated() { frame.draw(line, column: 0, row: row) }
  }

  /// A notice takes as many of the last rows as it needs.
  private func draw(
    _ notice: Localized<String>, above end: Int, of frame: inout Frame, _ context: Context
  ) {
    let style = context.theme.accent.over(context.theme.statusBar)
    let lines = LineBreaker(width: size.columns - 2).lines(notice[language], style: style)
      .suffix(max(1, end - 2))
    for (offset, line) in lines.enumerated() {
      let row = Rect(column: 0, row: end - lines.count + offset, columns: size.columns, rows: 1)
      frame.fill(row, with: .blank(context.theme.statusBar))
      frame.draw(line, column: 1, row: row.row, in: row)
    }
  }

  /// The last row: what has just happened, and the keys that matter most as far as there is room.
  private func drawFooter(
    _ front: any ScreenModel, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    let theme = context.theme
    frame.fill(area, with: .blank(theme.statusBar))
    var start = 1
    if let notice {
      draw(notice, above: area.maxRow, of: &frame, context)
      start += notice[language].cellWidth + 3
    }
    var column = start
    let isHelped = front is HelpScreen
    let everywhere = isHelped || front.isTyping ? [] : [KeyHelp("?", en: "keys", zh: "按键")]
    let room = area.maxColumn - (everywhere.first?.width(language) ?? 0) - 3
    let hints = front.hints.prefix { hint in
      defer { column += hint.width(language) + 3 }
      return column + hint.width(language) < room
    }
    column = start
    for hint in hints + (room > start ? everywhere : []) {
      let text = hint.action[language]
      column = frame.draw(
        hint.keys, column: column, row: area.row, style: theme.key.over(theme.statusBar), in: area)
      column = frame.draw(
        " " + text, column: column, row: area.row, style: theme.dimmed.over(theme.statusBar),
        in: area)
      column += 3
    }
  }
}
