import Canvas
import Course
import Quiz

/// Choices that are moved into order: the cursor goes to one, space takes it up, and it goes along.
struct OrderEditor: AnswerEditor {
  private var choices: [[Inline]]
  /// The choices as they stand, by their numbers in the file.
  private var order: [Int]
  private var cursor = 0
  private var isHolding = false

  init(_ item: Ordering, seed: UInt64) {
    choices = item.choices
    order = Shuffle.order(of: item.choices.count, seed: seed)
  }

  let isTyping = false

  var hints: [KeyHelp] {
    isHolding
      ? [KeyHelp("↑↓", en: "move it", zh: "移动"), KeyHelp("space", en: "put down", zh: "放下")]
      : [
        KeyHelp("↑↓", en: "go", zh: "选中"), KeyHelp("space", en: "take up", zh: "拿起"),
        KeyHelp("J K", en: "move", zh: "移动"),
      ]
  }

  var answer: Answer? { .order(order) }

  mutating func handle(_ input: Input) {
    switch input {
    case .key(.up), .key(.character("k")): step(-1, moving: isHolding)
    case .key(.down), .key(.character("j")): step(1, moving: isHolding)
    case .key(.character("K")): step(-1, moving: true)
    case .key(.character("J")): step(1, moving: true)
    case .key(.character(" ")): isHolding.toggle()
    case .key(.character(let digit)):
      if let number = digit.wholeNumberValue, order.indices.contains(number - 1) {
        go(to: number - 1, moving: isHolding)
      }
    default: break
    }
  }

  private mutating func step(_ step: Int, moving: Bool) {
    go(to: min(max(0, cursor + step), order.count - 1), moving: moving)
  }

  private mutating func go(to place: Int, moving: Bool) {
    if moving { order.insert(order.remove(at: cursor), at: place) }
    cursor = place
  }

  /// A click takes a choice up, the next one puts it there.
  mutating func choose(_ index: Int) {
    guard order.indices.contains(index) else { return }
    go(to: index, moving: isHolding)
    isHolding.toggle()
  }

  mutating func restore(_ answer: Answer) {
    guard case .order(let order) = answer, order.sorted() == Array(choices.indices) else { return }
    self.order = order
  }

  mutating func translate(to item: Item) {
    if case .order(let item) = item { choices = item.choices }
  }

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let theme = context.theme
    let typesetter = Typesetter(
      width: width - 6, theme: theme, glyphs: context.glyphs, language: context.language)
    var result = AnswerLines()
    for (place, choice) in order.enumerated() where choices.indices.contains(choice) {
      result.choiceRows.append(result.lines.count)
      let isHere = place == cursor && grade == nil
      let base = isHere ? theme.selection : .plain
      let block = Block(.paragraph(choices[choice]), at: item.common.place)
      for (row, line) in typesetter.lines([block]).enumerated() {
        let pointer = isHolding ? context.glyphs.handle : context.glyphs.pointer
        var prefix = TextLine(row == 0 && isHere ? "\(pointer) " : "  ", style: base)
        let (sign, style) = sign(choice, at: place, isJudged: grade != nil, context)
        prefix.append(row == 0 ? "\(place + 1) \(sign) " : "    ", style: style.over(base))
        result.lines.append(line.prefixed(by: prefix))
      }
      if isHere, let first = result.choiceRows.last {
        result.focusRows = first..<result.lines.count
      }
    }
    if let grade, !grade.isRight { result.lines += rightOrder(width: width, item, context) }
    return result
  }

  private func sign(
    _ choice: Int, at place: Int, isJudged: Bool, _ context: Context
  ) -> (Unicode.Scalar, Style) {
    guard isJudged else { return (" ", context.theme.dimmed) }
    return choice == place
      ? (context.glyphs.right, context.theme.correct) : (context.glyphs.wrong, context.theme.wrong)
  }

  private func rightOrder(width: Int, _ item: Item, _ context: Context) -> [TextLine] {
    var lines = [TextLine(), TextLine(Words.right[context.language], style: context.theme.dimmed)]
    let typesetter = Typesetter(
      width: width - 6, theme: context.theme, glyphs: context.glyphs, language: context.language)
    for (place, choice) in choices.enumerated() {
      let block = Block(.paragraph(choice), at: item.common.place)
      for (row, line) in typesetter.lines([block]).enumerated() {
        let number = row == 0 ? "  \(place + 1)   " : "      "
        lines.append(line.prefixed(by: TextLine(number, style: context.theme.correct)))
      }
    }
    return lines
  }

  private enum Words {
    static let right = Localized(en: "The right order:", zh: "正确的顺序：")
  }
}
