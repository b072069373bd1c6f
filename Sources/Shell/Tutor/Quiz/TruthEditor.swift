import Canvas
import Course
import Quiz

/// True or false, by letter, number or cursor.
struct TruthEditor: AnswerEditor {
  private var choice: Bool?

  let isTyping = false

  let hints = [KeyHelp("1 2", en: "true, false", zh: "对、错")]

  var answer: Answer? { choice.map(Answer.truth) }

  mutating func handle(_ input: Input) {
    switch input {
    case .key(.up), .key(.left), .key(.character("k")), .key(.character("1")),
      .key(.character("t")), .key(.character("y")):
      choice = true
    case .key(.down), .key(.right), .key(.character("j")), .key(.character("2")),
      .key(.character("f")):
      choice = false
    case .key(.character(" ")): choice = !(choice ?? false)
    default: break
    }
  }

  mutating func choose(_ index: Int) { choice = index == 0 }
  mutating func restore(_ answer: Answer) {
    if case .truth(let isTrue) = answer { choice = isTrue }
  }

  mutating func translate(to item: Item) {}

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    var result = AnswerLines()
    for (index, value) in [true, false].enumerated() {
      result.choiceRows.append(result.lines.count)
      let isHere = choice == value && grade == nil
      if isHere { result.focusRows = index..<index + 1 }
      let base = isHere ? context.theme.selection : .plain
      var line = TextLine(isHere ? "\(context.glyphs.pointer) " : "  ", style: base)
      let (sign, style) = sign(of: value, item, isJudged: grade != nil, context)
      line.append("\(index + 1) \(sign) ", style: style.over(base))
      line.append(Words.name(value)[context.language], style: context.theme.text.over(base))
      result.lines.append(line)
    }
    return result
  }

  private func sign(
    of value: Bool, _ item: Item, isJudged: Bool, _ context: Context
  ) -> (Unicode.Scalar, Style) {
    let (theme, glyphs) = (context.theme, context.glyphs)
    let isChosen = choice == value
    guard isJudged, case .truefalse(let item) = item else {
      return isChosen ? (glyphs.optionOn, theme.accent) : (glyphs.optionOff, theme.dimmed)
    }
    if value == item.answer {
      return (isChosen ? glyphs.right : glyphs.arrowLeft, theme.correct)
    }
    return isChosen ? (glyphs.wrong, theme.wrong) : (" ", theme.dimmed)
  }

  private enum Words {
    static func name(_ value: Bool) -> Localized<String> {
      value ? Localized(en: "True", zh: "对") : Localized(en: "False", zh: "错")
    }
  }
}
