import Canvas
import Course
import Quiz

/// A field for a number, with a unit where the learner wants one.
struct NumberEditor: AnswerEditor {
  private(set) var field = TextField(limit: 60)

  let isTyping = true
  let hints = [KeyHelp("0-9", en: "type a number", zh: "输入数值")]

  var answer: Answer? {
    let text = field.text
    return text.allSatisfy(\.isWhitespace) ? nil : .text(text)
  }

  mutating func handle(_ input: Input) { _ = field.handle(input) }
  mutating func choose(_ index: Int) {}
  mutating func translate(to item: Item) {}

  mutating func restore(_ answer: Answer) {
    if case .text(let text) = answer { field = TextField(text, limit: field.limit) }
  }

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    guard let grade else {
      return AnswerLines(lines: [TextLine("> ", style: context.theme.accent)], fieldRow: 0)
    }
    let theme = context.theme
    var line = TextLine("> ", style: theme.accent)
    line.append(field.text, style: grade.isRight ? theme.correct : theme.wrong)
    return AnswerLines(lines: [line])
  }
}
