import Canvas
import Course

/// The words of the field: what is typed finds them by name and meaning, in either language.
struct GlossaryScreen: ScreenModel {
  /// What the list begins at.
  private enum Start: Sendable {
    case top
    case term(String)
    case lesson(String)
  }

  private(set) var field = TextField(limit: 60)
  /// In the order of the course; nil until they have been read.
  private(set) var terms: [Term]?
  private(set) var selection = 0
  private let start: Start

  init() { start = .top }
  init(term: String) { start = .term(term) }
  /// - Parameter lesson: the list begins at its terms
  init(lesson: String) { start = .lesson(lesson) }

  let isTyping = true
  let hints = [
    KeyHelp("a-z", en: "find", zh: "查找"), KeyHelp("↑↓", en: "choose", zh: "选择"),
    KeyHelp("Enter", en: "the lesson", zh: "看课文"), KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys: [KeyHelp] = []

  mutating func prepare(_ context: Context) -> [Action] {
    terms == nil ? [.effect(.loadGlossary)] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    guard case .glossaryLoaded(let loaded) = message, terms == nil else { return [] }
    terms = loaded
    switch start {
    case .top: break
    case .term(let id): selection = loaded.firstIndex { $0.id == id } ?? 0
    case .lesson(let id):
      guard let first = loaded.firstIndex(where: { $0.lesson == id }) else {
        return loaded.isEmpty ? [] : [.notify(Words.noneHere)]
      }
      selection = first
    }
    return []
  }

  /// The terms that hold what is typed.
  var found: [Term] { (terms ?? []).matching(field.text) }

  var term: Term? {
    let found = found
    return found.indices.contains(selection) ? found[selection] : nil
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape):
      guard !field.text.isEmpty else { return [.back] }
      clear()
    case .key(.enter): return open(context)
    case .key(.up): move(by: -1)
    case .key(.down): move(by: 1)
    case .key(.pageUp): move(by: 4 - context.bodyArea.rows)
    case .key(.pageDown): move(by: context.bodyArea.rows - 4)
    case .mouse(let mouse): return handle(mouse, context)
    case .resized, .ended: break
    case .key, .paste:
      let before = field.text
      if field.handle(input), field.text != before { selection = 0 }
    }
    return []
  }

  /// All terms again; the one that was found stays chosen.
  private mutating func clear() {
    let id = term?.id
    field = TextField(limit: field.limit)
    selection = terms?.firstIndex { $0.id == id } ?? 0
  }

  private mutating func move(by step: Int) {
    selection = min(max(0, selection + step), max(0, found.count - 1))
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: move(by: 1)
    case .wheelUp: move(by: -1)
    case .press:
      let layout = GlossaryLayout(screen: self, area: context.bodyArea, context: context)
      if let index = layout.term(atColumn: mouse.column, row: mouse.row) {
        selection = index
      } else if layout.isLesson(atColumn: mouse.column, row: mouse.row) {
        return open(context)
      }
    }
    return []
  }

  private func open(_ context: Context) -> [Action] {
    guard let term else { return [] }
    guard let id = term.lesson, let row = context.course.row(of: id) else {
      return [.notify(Words.noLesson)]
    }
    // Who came from that very lesson goes back to it.
    if case .lesson(id) = start { return [.back] }
    return row.open()
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    GlossaryLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let noneHere = Localized(
      en: "No term is explained first in this lesson; here are all.",
      zh: "没有以本课为出处的术语，这里列出全部。")
    static let noLesson = Localized(
      en: "No lesson explains this term yet.", zh: "还没有讲这个术语的课。")
  }
}
