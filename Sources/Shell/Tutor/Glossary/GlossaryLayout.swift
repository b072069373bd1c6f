import Canvas
import Course

/// How the glossary is drawn: what is typed and the terms at the left, the meaning at the right.
struct GlossaryLayout {
  private let screen: GlossaryScreen
  private let context: Context
  private let area: Rect
  private let panes: Panes
  private let found: [Term]
  private let window: ListWindow

  init(screen: GlossaryScreen, area: Rect, context: Context) {
    self.screen = screen
    self.context = context
    self.area = area
    panes = Panes(area: area)
    found = screen.found
    window = ListWindow(chosen: screen.selection, area: panes.list.splitRows(2).rest)
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  func draw(of frame: inout Frame) {
    let all = screen.terms?.count ?? 0
    let count = found.count == all ? "\(all)" : "\(found.count)/\(all)"
    ScreenTitle(Strings.glossary[language], detail: Words.terms(count)[language])
      .draw(in: area, of: &frame, context)
    panes.drawBorder(of: &frame, context)
    drawList(of: &frame)
    if let term = screen.term {
      sheet(of: term).draw(chosen: 0, top: 0, in: panes.detail, of: &frame, context)
    }
    drawField(of: &frame)
  }

  private func drawField(of frame: inout Frame) {
    let (top, _) = panes.list.splitRows(1)
    frame.draw("/ ", column: top.column, row: top.row, style: theme.accent, in: top)
    if screen.field.text.isEmpty {
      frame.draw(
        Words.invitation[language], column: top.column + 3, row: top.row, style: theme.dimmed,
        in: top)
    }
    screen.field.draw(
      column: top.column + 2, row: top.row,
      columns: screen.field.text.isEmpty ? 1 : top.columns - 2, of: &frame,
      style: theme.selection)
  }

  private func drawList(of frame: inout Frame) {
    for index in window.indices(of: found.count) {
      let term = found[index]
      let name = term.name[language]
      let other = term.otherName(than: language) ?? ""
      let room = window.area.columns - name.cellWidth - 4
      Panes.drawLine(
        name, detail: other.cellWidth <= room ? other : "", isChosen: index == screen.selection,
        in: window.row(index), of: &frame, context)
    }
    if screen.terms != nil, found.isEmpty {
      frame.draw(
        Words.nothing[language], column: window.area.column + 2, row: window.area.row,
        style: theme.dimmed, in: window.area)
    }
  }

  /// A term's names, its meaning, and the lesson that explains it.
  private func sheet(of term: Term) -> Sheet {
    var sheet = Sheet(width: panes.detail.columns)
    sheet.add(term.name[language], style: theme.heading)
    if let other = term.otherName(than: language) { sheet.add(other, style: theme.dimmed) }
    sheet.add()
    sheet.add(term.meaning[language], style: theme.text)
    sheet.add()
    guard let id = term.lesson, let row = context.course.row(of: id) else { return sheet }
    sheet.add(
      (row.isWritten ? Words.explained : Words.willBeExplained)[language], style: theme.dimmed)
    sheet.add(Sheet.Entry(row: row))
    let others = (screen.terms ?? []).filter { $0.lesson == id && $0.id != term.id }
    if !others.isEmpty {
      sheet.add()
      sheet.add(Words.also[language], style: theme.dimmed)
      let separator = " \(context.glyphs.separator) "
      sheet.add(others.map { $0.name[language] }.joined(separator: separator), style: theme.text)
    }
    return sheet
  }

  // MARK: The mouse

  func term(atColumn column: Int, row: Int) -> Int? {
    window.index(atColumn: column, row: row, of: found.count)
  }

  func isLesson(atColumn column: Int, row: Int) -> Bool {
    guard let term = screen.term else { return false }
    return sheet(of: term).entry(atColumn: column, row: row, top: 0, in: panes.detail) != nil
  }

  private enum Words {
    static let invitation = Localized(en: "type to find", zh: "输入即可查找")
    static let nothing = Localized(en: "Nothing found.", zh: "没有找到。")
    static let explained = Localized(en: "Explained in", zh: "讲解见")
    static let willBeExplained = Localized(
      en: "Will be explained in a lesson still to come", zh: "将在待写的一课中讲解")
    static let also = Localized(en: "Also in this lesson", zh: "同一课的其他术语")

    static func terms(_ count: String) -> Localized<String> {
      Localized(en: "\(count) terms", zh: "\(count) 条")
    }
  }
}
