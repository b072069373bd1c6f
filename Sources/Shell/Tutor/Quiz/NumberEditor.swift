import Canvas
import Course
import Quiz

/// A field for a number, with a unit where the learner wants one.
struct NumberEditor: AnswerEditor {
  private var field = TextField(limit: 60)

  let isTyping = true
  let hints = [KeyHelp("0-9", en: "type a number", zh: "输入数值")]

  var answer: Answer? {
    let text = field.text
    return text.allSatisfy(\.isWhitespace) ? nil : .text(text)
  }

  mutating func handle(_ input: Input) { _ = field.handle(input) }
  mutating func choose(_ index: Int) {}
  mutating func translate(to item: Item) {}

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    guard let grade else {
      return AnswerLines(lines: [TextLine("> ", style: context.theme.accent)], fieldRow: 0)
    }
    let theme = context.theme
    var line = TextLine("> ", style: theme.accent)
    line.append(field.text, style: grade.isRight ? theme.correct : theme.wrong)
    return AnswerLines(lines: [line])
  }

  func drawField(in area: Rect, of frame: inout Frame, _ context: Context) {
    field.draw(
      column: area.column + 2, row: area.row, columns: min(32, area.columns - 2), of: &frame,
      style: context.theme.selection)
  }
}
