import Canvas
import Course
import Quiz

/// A field for a number, with a unit where the learner wants one.
struct NumberEditor: FieldEditor {
  var field = TextField(limit: 60)

  let hints = [KeyHelp("0-9", en: "type a number", zh: "输入数值")]

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
