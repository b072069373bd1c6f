import Canvas
import Course
import Labs

/// `/`: lessons, labs and terms whose words hold what is typed, in either language.
struct SearchScreen: ScreenModel {
  private var field = TextField(limit: 60)
  private var terms: [Term] = []
  private var selection = 0

  let isTyping = true
  let hints = [
    KeyHelp("↑↓", en: "choose", zh: "选择"), KeyHelp("Enter", en: "open", zh: "打开"),
    KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [KeyHelp("↑↓ Enter", en: "open what was found", zh: "打开搜到的内容")]

  mutating func prepare(_ context: Context) -> [Action] {
    terms.isEmpty ? [.effect(.loadGlossary)] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    if case .glossaryLoaded(let terms) = message { self.terms = terms }
    return []
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape): return [.back]
    case .key(.enter): return open(context)
    case .key(.up): selection = max(0, selection - 1)
    case .key(.down): selection = min(max(0, hits(context).count - 1), selection + 1)
    case .mouse, .resized, .ended: break
    case .key, .paste:
      if field.handle(input) { selection = 0 }
    }
    return []
  }

  private func open(_ context: Context) -> [Action] {
    let hits = hits(context)
    guard hits.indices.contains(selection) else { return [] }
    switch hits[selection].target {
    case .lesson(let id): return [.replace(LessonScreen(id: id))]
    case .lab(let name): return LabScreen(lab: name).map { [.replace($0)] } ?? []
    case .term(let id): return [.replace(GlossaryScreen(term: id))]
    }
  }

  // MARK: Finding

  private struct Hit {
    enum Target {
      case lesson(String)
      case lab(String)
      /// In the glossary, as its lesson is still to be written.
      case term(String)
    }

    var kind: Localized<String>
    var title: String
    var detail: String
    var target: Target
  }

  private func hits(_ context: Context) -> [Hit] {
    let language = context.language
    let lessons = context.course.lessons.filter { lesson in
      isFound(in: [lesson.title.english, lesson.title.chinese, lesson.id] + lesson.tags)
    }.map { lesson in
      Hit(
        kind: Words.lesson, title: lesson.title[language], detail: lesson.notes.first ?? "",
        target: .lesson(lesson.id))
    }
    let labs = LabRegistry.all.map(\.description).filter { lab in
      isFound(in: [lab.name, lab.title.english, lab.title.chinese])
    }.map { lab in
      Hit(kind: Words.lab, title: lab.title[language], detail: lab.name, target: .lab(lab.name))
    }
    let terms = terms.matching(field.text).map { term in
      let lesson = term.lesson.flatMap { context.course.lesson($0) }
      return Hit(
        kind: Words.term, title: term.name[language], detail: term.meaning[language],
        target: lesson.map { .lesson($0.id) } ?? .term(term.id))
    }
    return lessons + labs + terms
  }

  private func isFound(in texts: [String]) -> Bool {
    let wanted = field.text.lowercased().split(separator: " ")
    let text = texts.joined(separator: "\n").lowercased()
    return wanted.allSatisfy { text.contains($0) }
  }

  // MARK: View

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let theme = context.theme
    ScreenTitle(Words.title[context.language]).draw(in: area, of: &frame, context)
    let body = area.splitRows(2).rest.inset(columns: 2)
    let hits = hits(context)
    let rows = body.splitRows(2).rest
    let top = max(0, selection - rows.rows + 1)
    for (offset, hit) in hits.dropFirst(top).prefix(rows.rows).enumerated() {
      let isChosen = top + offset == selection
      let row = Rect(column: rows.column, row: rows.row + offset, columns: rows.columns, rows: 1)
      let base = isChosen ? theme.selection : .plain
      if isChosen { frame.fill(row, with: .blank(base)) }
      let kind = frame.draw(
        hit.kind[context.language], column: row.column + 1, row: row.row,
        style: theme.dimmed.over(base), in: row)
      let title = frame.draw(
        hit.title, column: max(kind + 2, row.column + 10), row: row.row,
        style: theme.strong.over(base), in: row)
      frame.draw(
        hit.detail.truncated(to: row.maxColumn - title - 2), column: title + 2, row: row.row,
        style: theme.dimmed.over(base), in: row)
    }
    if hits.isEmpty {
      frame.draw(
        Words.nothing[context.language], column: rows.column + 1, row: rows.row,
        style: theme.dimmed, in: rows)
    }
    frame.draw("/ ", column: body.column, row: body.row, style: theme.accent, in: body)
    field.draw(
      column: body.column + 2, row: body.row, columns: min(60, body.columns - 2), of: &frame,
      style: theme.selection)
  }

  private enum Words {
    static let title = Localized(en: "Search", zh: "搜索")
    static let lesson = Localized(en: "lesson", zh: "课程")
    static let lab = Localized(en: "lab", zh: "实验")
    static let term = Localized(en: "term", zh: "术语")
    static let nothing = Localized(en: "Nothing found.", zh: "没有找到。")
  }
}
