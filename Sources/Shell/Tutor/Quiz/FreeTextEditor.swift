import Canvas
import Course
import Quiz

/// A field of several lines for an answer in the learner's own words, in any language.
struct FreeTextEditor: AnswerEditor {
  private static let frame = 2

  private(set) var area = TextArea()
  private var room = TextArea.Room(columns: 72, rows: 8)

  let isTyping = true
  let takesEnter = true
  let hints = [KeyHelp("Enter", en: "new line", zh: "换行")]

  var answer: Answer? { area.isBlank ? nil : .text(area.text) }

  mutating func fit(columns: Int, rows: Int?) {
    room.columns = max(1, columns - Self.frame)
    if let rows { room.rows = max(1, rows) }
  }

  mutating func handle(_ input: Input) { _ = area.handle(input, in: room) }
  mutating func choose(_ index: Int) {}
  mutating func translate(to item: Item) {}

  mutating func restore(_ answer: Answer) {
    if case .text(let text) = answer { area = TextArea(text, limit: max(area.limit, text.count)) }
  }

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let theme = context.theme
    if let grade { return AnswerLines(lines: written(grade, width: width, theme)) }
    let bar = TextLine("\(context.glyphs.calloutBar) ", style: theme.accent)
    var lines = Array(repeating: bar, count: room.rows)
    if area.isCut {
      lines += LineBreaker(width: width).lines(
        Words.isFull(area.limit)[context.language], style: theme.error)
    }
    return AnswerLines(lines: lines, fieldRow: 0, focusRows: 0..<lines.count)
  }

  /// What was written, with the words marked that met a point or spoke against one.
  private func written(_ grade: Grade, width: Int, _ theme: Theme) -> [TextLine] {
    guard case .rubric(let reading) = grade.detail else {
      return LineBreaker(width: width).lines(area.text, style: theme.text)
    }
    return MarkedText(area.text, reading).lines(width: width, theme)
  }

  func drawField(in rect: Rect, of frame: inout Frame, _ context: Context) {
    let box = Rect(
      column: rect.column + Self.frame, row: rect.row,
      columns: min(room.columns, rect.columns - Self.frame), rows: min(room.rows, rect.rows))
    area.draw(in: box, of: &frame, style: context.theme.text, marks: context.theme.dimmed)
  }

  private enum Words {
    static func isFull(_ limit: Int) -> Localized<String> {
      Localized(
        en: "Only the first \(limit) characters fit; the rest was left out.",
        zh: "最多容纳 \(limit) 个字符，多出的部分没有放进来。")
    }
  }
}
