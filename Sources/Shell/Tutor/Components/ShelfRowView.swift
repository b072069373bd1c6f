import Canvas
import Course
import Progress

/// A lesson or a lab as one line of a list: its number, its title, how the learner stands with it.
struct ShelfRowView {
  /// That of the widest number of the list, so that titles begin at one column.
  var numberWidth: Int
  var context: Context

  static func numberWidth(of rows: [Shelf.Row]) -> Int { rows.map(\.number.cellWidth).max() ?? 0 }

  /// - Parameters:
  ///   - isNext: marked as the one to go on with
  ///   - note: stands at the right edge instead of how the learner stands
  func draw(
    _ row: Shelf.Row, isChosen: Bool, isNext: Bool = false, note: TextLine? = nil, in rect: Rect,
    of frame: inout Frame
  ) {
    let theme = context.theme
    let base = isChosen ? theme.selection : .plain
    if isChosen { frame.fill(rect, with: .blank(base)) }
    let sign: Unicode.Scalar = isNext ? context.glyphs.pointer : " "
    frame.draw(
      "\(sign)", column: rect.column, row: rect.row, style: theme.accent.over(base), in: rect)
    frame.draw(
      row.number, column: rect.column + 1, row: rect.row, style: theme.dimmed.over(base), in: rect)
    let start = rect.column + 1 + numberWidth + 2
    let state = note ?? standing(of: row)
    let room = rect.maxColumn - start - state.width - 2
    frame.draw(
      row.title[context.language].truncated(to: room), column: start, row: rect.row,
      style: (row.isPlanned ? theme.dimmed : theme.text).over(base), in: rect)
    var column = rect.maxColumn - state.width
    for span in state.spans {
      column = frame.draw(
        span.text, column: column, row: rect.row, style: span.style.over(base), in: rect)
    }
  }

  private func standing(of row: Shelf.Row) -> TextLine {
    let theme = context.theme
    if row.isPlanned { return TextLine(Strings.toCome[context.language], style: theme.dimmed) }
    guard row.isWritten else { return TextLine() }
    let mark = row.mark(context.record)
    var line = TextLine("\(mark.glyph(context.glyphs))", style: mark.style(theme))
    if !row.items.isEmpty {
      let right = row.rightItems(context.record)
      line.append(
        "  \(Words.quiz[context.language]) \(right)/\(row.items.count)", style: theme.dimmed)
    }
    return line
  }

  private enum Words {
    static let quiz = Localized(en: "quiz", zh: "题")
  }
}
