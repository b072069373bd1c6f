import Canvas
import Course
import Quiz

/// Left sides, each paired with a right side by its letter.
struct MatchEditor: AnswerEditor {
  private var left: [[Inline]]
  private var right: [[Inline]]
  /// The right sides as they are listed, by their numbers in the file.
  private let shown: [Int]
  private(set) var cursor = 0
  private(set) var pairs: [Int: Int] = [:]

  init(_ item: Matching, seed: UInt64) {
    left = item.left
    right = item.right
    shown = Shuffle.order(of: item.right.count, seed: seed)
  }

  let isTyping = false

  var hints: [KeyHelp] {
    [
      KeyHelp("↑↓", en: "left side", zh: "选左边"),
      KeyHelp("a-\(letter(max(0, shown.count - 1)))", en: "its right side", zh: "配右边"),
    ]
  }

  var answer: Answer? { pairs.isEmpty ? nil : .pairs(pairs) }
  /// Nothing is judged at once before every left side has its right one.
  var isComplete: Bool { pairs.count == left.count }

  mutating func handle(_ input: Input) {
    switch input {
    case .key(.up): move(by: -1)
    case .key(.down): move(by: 1)
    case .key(.left): turn(by: -1)
    case .key(.right), .key(.character(" ")): turn(by: 1)
    case .key(.backspace), .key(.delete): pairs[cursor] = nil
    case .key(.character(let character)):
      if let number = character.wholeNumberValue, left.indices.contains(number - 1) {
        cursor = number - 1
      } else if let place = shown.indices.first(where: { letter($0) == character }) {
        pair(with: shown[place])
        move(by: 1)
      }
    default: break
    }
  }

  private mutating func move(by step: Int) {
    cursor = min(max(0, cursor + step), max(0, left.count - 1))
  }

  /// A right side belongs to one left side: it is taken from the one that had it.
  private mutating func pair(with side: Int) {
    for (other, paired) in pairs where paired == side { pairs[other] = nil }
    pairs[cursor] = side
  }

  /// The next right side for the left one at the cursor.
  private mutating func turn(by step: Int) {
    let place = pairs[cursor].flatMap { shown.firstIndex(of: $0) }
    let next =
      place.map { ($0 + step + shown.count) % shown.count } ?? (step > 0 ? 0 : shown.count - 1)
    pair(with: shown[next])
  }

  mutating func choose(_ index: Int) {
    if left.indices.contains(index) {
      cursor = index
    } else if shown.indices.contains(index - left.count) {
      pair(with: shown[index - left.count])
      move(by: 1)
    }
  }

  mutating func restore(_ answer: Answer) {
    guard case .pairs(let pairs) = answer else { return }
    self.pairs = pairs.filter { left.indices.contains($0.key) && right.indices.contains($0.value) }
  }

  mutating func translate(to item: Item) {
    guard case .match(let item) = item, item.left.count == left.count else { return }
    (left, right) = (item.left, item.right)
  }

  /// Those that mean something else in a quiz are left out.
  private static let letters = Array("abcdefgijklmnoprtvwxyz")

  private func letter(_ place: Int) -> Character {
    Self.letters[min(place, Self.letters.count - 1)]
  }

  // MARK: Drawing

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let typesetter = Typesetter(
      width: width - 9, theme: context.theme, glyphs: context.glyphs, language: context.language)
    func set(_ inlines: [Inline]) -> [TextLine] {
      typesetter.lines([Block(.paragraph(inlines), at: item.common.place)])
    }
    var result = AnswerLines()
    for index in left.indices {
      result.choiceRows.append(result.lines.count)
      let lines = lines(ofLeft: index, set(left[index]), grade: grade, context)
      if index == cursor, grade == nil {
        result.focusRows = result.lines.count..<result.lines.count + lines.count
      }
      result.lines += lines
      guard let grade, !grade.isRight, pairs[index] != index else { continue }
      for (row, line) in set(right[index]).enumerated() {
        let arrow = row == 0 ? "       \(context.glyphs.arrowLeft) " : "         "
        result.lines.append(
          line.prefixed(by: TextLine(arrow, style: context.theme.correct)))
      }
    }
    result.lines.append(TextLine())
    for (place, side) in shown.enumerated() {
      result.choiceRows.append(result.lines.count)
      let isTaken = pairs.values.contains(side)
      for (row, line) in set(right[side]).enumerated() {
        let name = row == 0 ? "    \(letter(place))    " : "         "
        let style = isTaken ? context.theme.dimmed : context.theme.key
        result.lines.append(line.prefixed(by: TextLine(name, style: style)))
      }
    }
    return result
  }

  private func lines(
    ofLeft index: Int, _ text: [TextLine], grade: Grade?, _ context: Context
  ) -> [TextLine] {
    let (theme, glyphs) = (context.theme, context.glyphs)
    let isHere = index == cursor && grade == nil
    let base = isHere ? theme.selection : .plain
    let paired = pairs[index].flatMap { shown.firstIndex(of: $0) }.map { "\(letter($0))" } ?? "·"
    var style = pairs[index] == nil ? theme.dimmed : theme.accent
    var lead = isHere ? "\(glyphs.pointer) " : "  "
    if grade != nil {
      let isRight = pairs[index] == index
      style = isRight ? theme.correct : theme.wrong
      lead = "\(isRight ? glyphs.right : glyphs.wrong) "
    }
    return text.enumerated().map { row, line in
      var prefix = TextLine(
        row == 0 ? lead : "  ", style: grade == nil ? base : style.over(base))
      prefix.append(
        row == 0 ? "\(index + 1) [\(paired)] " : "      ", style: style.over(base))
      return line.prefixed(by: prefix)
    }
  }
}
