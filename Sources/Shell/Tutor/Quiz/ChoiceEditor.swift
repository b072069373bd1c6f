import Canvas
import Course
import Quiz

/// Choices by number or cursor: one, or all that apply.
struct ChoiceEditor: AnswerEditor {
  private var choices: [[Inline]]
  private let allowsSeveral: Bool
  private var cursor = 0
  private var marked: Set<Int> = []

  init(choices: [[Inline]], allowsSeveral: Bool) {
    self.choices = choices
    self.allowsSeveral = allowsSeveral
  }

  let isTyping = false

  var hints: [KeyHelp] {
    let choose = KeyHelp("1-\(max(1, choices.count))", en: "choose", zh: "选择")
    return allowsSeveral ? [choose, KeyHelp("space", en: "mark", zh: "勾选")] : [choose]
  }

  var answer: Answer? {
    if allowsSeveral { return marked.isEmpty ? nil : .choices(marked) }
    return marked.first.map(Answer.choice)
  }

  mutating func handle(_ input: Input) {
    switch input {
    case .key(.up), .key(.character("k")): move(by: -1)
    case .key(.down), .key(.character("j")): move(by: 1)
    case .key(.character(" ")): choose(cursor)
    case .key(.character(let digit)):
      if let number = digit.wholeNumberValue { choose(number - 1) }
    default: break
    }
  }

  private mutating func move(by step: Int) {
    guard !choices.isEmpty else { return }
    cursor = min(max(0, cursor + step), choices.count - 1)
    if !allowsSeveral { marked = [cursor] }
  }

  mutating func choose(_ index: Int) {
    guard choices.indices.contains(index) else { return }
    cursor = index
    if allowsSeveral { marked.formSymmetricDifference([index]) } else { marked = [index] }
  }

  mutating func restore(_ answer: Answer) {
    switch answer {
    case .choice(let index): marked = [index]
    case .choices(let indices): marked = indices
    case .truth, .order, .pairs, .text: return
    }
    marked.formIntersection(choices.indices)
    cursor = marked.min() ?? 0
  }

  mutating func translate(to item: Item) {
    switch item {
    case .single(let item): choices = item.choices
    case .multiple(let item): choices = item.choices
    default: break
    }
  }

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let theme = context.theme
    // The pointer, the number and the box before a choice.
    let lead = allowsSeveral && grade == nil ? 8 : 6
    let typesetter = Typesetter(
      width: width - lead, theme: theme, glyphs: context.glyphs, language: context.language)
    var result = AnswerLines()
    for (index, choice) in choices.enumerated() {
      let isHere = index == cursor && grade == nil
      let base = isHere ? theme.selection : .plain
      if grade != nil, index > 0, reason(for: index - 1, item) != nil {
        result.lines.append(TextLine())
      }
      result.choiceRows.append(result.lines.count)
      let block = Block(.paragraph(choice), at: item.common.place)
      for (row, line) in typesetter.lines([block]).enumerated() {
        var prefix = TextLine(row == 0 && isHere ? "\(context.glyphs.pointer) " : "  ", style: base)
        let number =
          row == 0
          ? "\(index + 1) \(sign(index, grade, item, context)) "
          : String(repeating: " ", count: lead - 2)
        prefix.append(number, style: style(index, grade, item, theme).over(base))
        result.lines.append(line.prefixed(by: prefix))
      }
      if isHere, let first = result.choiceRows.last {
        result.focusRows = first..<result.lines.count
      }
      if let grade { append(reason(for: index, item), grade, typesetter, context, to: &result) }
    }
    return result
  }

  /// Why this choice is right or wrong, below it once it is judged.
  private func append(
    _ reason: [Block]?, _ grade: Grade, _ typesetter: Typesetter, _ context: Context,
    to result: inout AnswerLines
  ) {
    guard let reason else { return }
    for line in typesetter.lines(reason) {
      result.lines.append(
        line.prefixed(by: TextLine("      ", style: context.theme.dimmed)))
    }
  }

  private func reason(for index: Int, _ item: Item) -> [Block]? {
    guard case .choices(let reasons) = item.explanation else { return nil }
    return reasons[index + 1]
  }

  private func sign(_ index: Int, _ grade: Grade?, _ item: Item, _ context: Context) -> String {
    let glyphs = context.glyphs
    guard grade != nil else {
      let isMarked = marked.contains(index)
      return allowsSeveral
        ? (isMarked ? "[x]" : "[ ]") : "\(isMarked ? glyphs.optionOn : glyphs.optionOff)"
    }
    if item.rightChoices.contains(index) {
      return "\(marked.contains(index) ? glyphs.right : glyphs.arrowLeft)"
    }
    return marked.contains(index) ? "\(glyphs.wrong)" : " "
  }

  private func style(_ index: Int, _ grade: Grade?, _ item: Item, _ theme: Theme) -> Style {
    guard grade != nil else { return marked.contains(index) ? theme.accent : theme.dimmed }
    if item.rightChoices.contains(index) { return theme.correct }
    return marked.contains(index) ? theme.wrong : theme.dimmed
  }
}

extension Item {
  /// The choices that are right, counted from 0; empty where there are none to choose from.
  var rightChoices: Set<Int> {
    switch self {
    case .single(let item): [item.answer]
    case .multiple(let item): item.answer
    default: []
    }
  }
}
