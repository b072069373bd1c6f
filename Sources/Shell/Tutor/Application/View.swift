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
    return frame
  }

  private func drawTooSmall(in frame: inout Frame, _ context: Context) {
    let lines = LineBreaker(width: size.columns).lines(
      Strings.tooSmall(Self.minimumSize)[language], style: context.theme.text)
    for (row, line) in lines.enumerated() { frame.draw(line, column: 0, row: row) }
  }

  /// The last row: what has just happened, or the keys that matter most.
  private func drawFooter(
    _ front: any ScreenModel, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    let theme = context.theme
    frame.fill(area, with: .blank(theme.statusBar))
    if let notice {
      frame.draw(
        " " + notice[language], column: 0, row: area.row,
        style: theme.accent.over(theme.statusBar), in: area)
      return
    }
    var column = 1
    let isHelped = front is HelpScreen
    let everywhere = isHelped || front.isTyping ? [] : [KeyHelp("?", en: "keys", zh: "按键")]
    for hint in front.hints + everywhere {
      let text = hint.action[language]
      let width = hint.keys.cellWidth + 1 + text.cellWidth
      guard column + width < area.maxColumn else { break }
      column = frame.draw(
        hint.keys, column: column, row: area.row, style: theme.key.over(theme.statusBar), in: area)
      column = frame.draw(
        " " + text, column: column, row: area.row, style: theme.dimmed.over(theme.statusBar),
        in: area)
      column += 3
    }
  }
}
