import Canvas
import Quiz

/// The lines of a question in their place on the screen, scrolled.
struct QuestionPage {
  private static let measure = 76

  private let content: AnswerLines
  /// The editor while it is typed in.
  private let editor: (any AnswerEditor)?
  private let body: Rect

  init(_ content: AnswerLines, editor: (any AnswerEditor)?, in body: Rect) {
    self.content = content
    self.editor = editor
    self.body = body
  }

  /// In the middle of the screen, as wide as a text is well read.
  static func body(in area: Rect) -> Rect {
    let below = area.splitRows(2).rest
    let columns = min(measure, area.columns - 4)
    return Rect(
      column: area.column + (area.columns - columns) / 2, row: below.row + 1, columns: columns,
      rows: below.rows - 1)
  }

  func draw(scrolledBy scroll: Int, of frame: inout Frame, _ context: Context) {
    let top = top(scroll)
    for (row, line) in content.lines.dropFirst(top).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
    if let editor, let fieldRow = content.fieldRow, (top..<top + body.rows).contains(fieldRow) {
      editor.drawField(in: body.splitRows(fieldRow - top).rest, of: &frame, context)
    }
    drawMarks(top, of: &frame, context)
  }

  /// That there is more above and below.
  private func drawMarks(_ top: Int, of frame: inout Frame, _ context: Context) {
    let column = body.maxColumn + 1
    if top > 0 {
      frame.put(
        Cell(context.glyphs.arrowUp, style: context.theme.dimmed), column: column, row: body.row)
    }
    if top < maximumScroll {
      frame.put(
        Cell(context.glyphs.arrowDown, style: context.theme.dimmed), column: column,
        row: body.maxRow - 1)
    }
  }

  /// The choice under the mouse.
  func choice(atRow row: Int, scrolledBy scroll: Int) -> Int? {
    let line = row - body.row + top(scroll)
    guard let end = content.choiceEnd, line < end, row >= body.row else { return nil }
    return content.choiceRows.lastIndex { $0 <= line }
  }

  var maximumScroll: Int { max(0, content.lines.count - body.rows) }

  /// The scroll next to `scroll` that shows where the keys go to.
  func scroll(showingFocusFrom scroll: Int) -> Int {
    let scroll = top(scroll)
    guard let focus = content.focusRows ?? content.fieldRow.map({ $0..<$0 + 1 }) else {
      return scroll
    }
    // The first choice is seen with its question, as far as there is room.
    if focus.upperBound <= body.rows { return 0 }
    return min(focus.lowerBound, max(scroll, focus.upperBound - body.rows))
  }

  /// Shows the verdict with what follows, where a long question leaves no room for that below it.
  var scrollToVerdict: Int {
    guard let row = content.verdictRow, row > body.rows / 2 else { return 0 }
    return min(row, maximumScroll)
  }

  private func top(_ scroll: Int) -> Int { max(0, min(scroll, maximumScroll)) }
}
