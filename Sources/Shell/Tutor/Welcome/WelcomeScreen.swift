import Canvas
import Course

/// The first start of all: which language? Then lesson 0.
struct WelcomeScreen: ScreenModel {
  private var choice = 0

  let hints = [KeyHelp("1 2", en: "choose", zh: "选择"), KeyHelp("Enter", en: "start", zh: "开始")]
  let keys = [
    KeyHelp("1 2 ↑↓", en: "choose a language", zh: "选择语言"),
    KeyHelp("Enter", en: "start", zh: "开始"),
  ]

  private static let languages: [(language: Language, name: String, invitation: String)] = [
    (.english, "English", "Understand attention by running it."),
    (.chinese, "中文", "动手运行，看懂注意力机制。"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    choice = context.language == .english ? 0 : 1
    return []
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.up), .key(.character("k")): return point(at: 0)
    case .key(.down), .key(.character("j")): return point(at: 1)
    case .key(.character("1")): return start(with: 0, context)
    case .key(.character("2")): return start(with: 1, context)
    case .key(.enter): return start(with: choice, context)
    case .key(.escape), .key(.character("q")): return [.quit]
    case .mouse(let mouse) where mouse.action == .press:
      let rows = rows(in: context.bodyArea)
      return rows.firstIndex(of: mouse.row).map { start(with: $0, context) } ?? []
    default: return []
    }
  }

  private mutating func point(at index: Int) -> [Action] {
    choice = index
    return [.speak(Self.languages[index].language)]
  }

  private func start(with index: Int, _ context: Context) -> [Action] {
    let speak = Action.speak(Self.languages[index].language)
    guard let first = context.course.lessons.first else { return [speak, .back] }
    return [speak, .replace(LessonScreen(id: first.id))]
  }

  private func rows(in area: Rect) -> [Int] {
    let middle = area.row + area.rows / 2
    return [middle, middle + 2]
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let theme = context.theme
    let column = area.column + max(2, (area.columns - 44) / 2)
    let rows = rows(in: area)
    frame.draw("attn-tutor", column: column, row: rows[0] - 3, style: theme.heading)
    for (index, entry) in Self.languages.enumerated() {
      let isChosen = index == choice
      let mark: Unicode.Scalar = isChosen ? context.glyphs.pointer : " "
      let name = "\(mark) \(index + 1)  \(entry.name)"
      let end = frame.draw(
        name, column: column, row: rows[index], style: isChosen ? theme.strong : theme.text)
      frame.draw(
        entry.invitation, column: max(end + 2, column + 16), row: rows[index], style: theme.dimmed)
    }
  }
}
