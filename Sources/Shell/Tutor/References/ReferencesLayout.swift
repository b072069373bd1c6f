import Canvas
import Course

/// How the references are drawn: authors and years at the left, the chosen one at the right.
struct ReferencesLayout {
  private let screen: ReferencesScreen
  private let context: Context
  private let area: Rect
  private let panes: Panes
  private let window: ListWindow

  init(screen: ReferencesScreen, area: Rect, context: Context) {
    self.screen = screen
    self.context = context
    self.area = area
    panes = Panes(area: area)
    window = ListWindow(chosen: screen.cursor.line, area: panes.list)
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }
  private var sources: [Source] { screen.sources ?? [] }

  func draw(of frame: inout Frame) {
    ScreenTitle(Strings.references[language], detail: Words.sources(sources.count)[language])
      .draw(in: area, of: &frame, context)
    panes.drawBorder(of: &frame, context)
    for index in window.indices(of: sources.count) { drawLine(of: index, &frame) }
    guard let source = screen.source else {
      if screen.sources != nil {
        frame.draw(
          Words.none[language], column: panes.list.column + 2, row: panes.list.row,
          style: theme.dimmed, in: panes.list)
      }
      return
    }
    let sheet = sheet(of: source)
    sheet.draw(
      chosen: screen.cursor.chosenRow, top: top(of: sheet), in: panes.detail,
      of: &frame, context)
  }

  private func drawLine(of index: Int, _ frame: inout Frame) {
    let source = sources[index]
    let authors = source.authors(atMost: 1, in: language)
    let mark = screen.isOfLesson(source, context) ? "\(context.glyphs.claimSource) " : ""
    Panes.drawLine(
      authors.isEmpty ? source.id : authors, detail: mark + (source.year.map(String.init) ?? ""),
      isChosen: index == screen.cursor.line, hasKeys: !screen.cursor.isInside,
      in: window.row(index),
      of: &frame, context)
  }

  private func top(of sheet: Sheet) -> Int {
    sheet.top(around: screen.cursor.chosenRow, rows: panes.detail.rows)
  }

  private func sheet(of source: Source) -> Sheet {
    var sheet = Sheet(width: panes.detail.columns)
    sheet.add(source.title, style: theme.heading)
    sheet.add()
    let year = source.year.map { ", \($0)" } ?? ""
    sheet.add(source.authors.joined(separator: ", ") + year, style: theme.text)
    if let link = source.linkName { sheet.add(link, style: theme.link) }
    sheet.add()
    let lessons = screen.lessons(on: source, context)
    let heading = lessons.isEmpty ? ReferencesScreen.noLesson : Words.lessons
    sheet.add(heading[language], style: theme.dimmed)
    for lesson in lessons { sheet.add(Sheet.Entry(row: Shelf.Row(lesson))) }
    return sheet
  }

  // MARK: The mouse

  func source(atColumn column: Int, row: Int) -> Int? {
    window.index(atColumn: column, row: row, of: sources.count)
  }

  func lesson(atColumn column: Int, row: Int) -> Int? {
    guard let source = screen.source else { return nil }
    let sheet = sheet(of: source)
    return sheet.entry(atColumn: column, row: row, top: top(of: sheet), in: panes.detail)
  }

  func isLink(atColumn column: Int, row: Int) -> Bool {
    guard let source = screen.source, let link = source.linkName else { return false }
    let sheet = sheet(of: source)
    let line = top(of: sheet) + row - panes.detail.row
    return panes.detail.contains(column: column, row: row) && sheet.text(ofLine: line) == " " + link
  }

  private enum Words {
    static let lessons = Localized(en: "Lessons that rest on it", zh: "引用它的课程")
    static let none = Localized(en: "This course names no sources.", zh: "这门课没有列出文献。")

    static func sources(_ count: Int) -> Localized<String> {
      Localized(en: count.counted("source"), zh: "\(count) 条")
    }
  }
}
