import Canvas
import Course

/// How the page of a section is drawn: what there is to open and the terms, and the lab beside them
/// or below, where there is room for it.
struct SectionLayout {
  private let screen: SectionScreen
  private let context: Context
  private let area: Rect
  let text: Rect
  /// nil where the lab is not drawn on the page.
  let lab: Rect?
  let sheet: Sheet

  private static let leastLabRows = 9

  init(screen: SectionScreen, area: Rect, context: Context) {
    self.screen = screen
    self.context = context
    self.area = area
    let wide = LessonLayout(area: area)
    let sheet = Self.sheet(of: screen, width: wide.text.columns, context)
    self.sheet = sheet
    guard screen.panel != nil else {
      (text, lab) = (wide.text, nil)
      return
    }
    if let beside = wide.lab {
      (text, lab) = (wide.text, beside)
      return
    }
    let (top, rest) = wide.text.splitRows(sheet.count + 1)
    if rest.rows >= Self.leastLabRows {
      (text, lab) = (top, rest)
    } else {
      (text, lab) = (wide.text, nil)
    }
  }

  private static func sheet(of screen: SectionScreen, width: Int, _ context: Context) -> Sheet {
    let (theme, language) = (context.theme, context.language)
    let lessons = screen.lessons(context)
    var sheet = Sheet(width: width)
    let hasMore = screen.panel != nil || !lessons.isEmpty || screen.terms?.isEmpty == false
    sheet.add((hasMore ? Words.toCome : Words.nothing)[language], style: theme.text)
    if let panel = screen.panel {
      sheet.add()
      sheet.add(Words.lab[language], style: theme.strong)
      sheet.add(Sheet.Entry(row: Shelf.Row(panel.description)))
    }
    if !lessons.isEmpty {
      sheet.add()
      sheet.add(Words.lessons[language], style: theme.strong)
      for lesson in lessons { sheet.add(Sheet.Entry(row: Shelf.Row(lesson))) }
    }
    guard let terms = screen.terms, !terms.isEmpty else { return sheet }
    sheet.add()
    sheet.add(Words.terms[language], style: theme.strong)
    let list = Block(
      .list(start: nil, items: terms.map { [$0.definition(in: language)] }), at: terms[0].place)
    sheet.add(
      Typesetter(width: width - 2, theme: theme, glyphs: context.glyphs, language: language)
        .lines([list]))
    return sheet
  }

  func draw(of frame: inout Frame) {
    let number = screen.section.notes.first.map { $0 + "  " } ?? ""
    ScreenTitle(
      number + screen.section.title[context.language], detail: Strings.toCome[context.language]
    ).draw(in: area, of: &frame, context)
    sheet.draw(chosen: screen.chosen, top: screen.top, in: text, of: &frame, context)
    guard let lab, let panel = screen.panel else { return }
    if lab.column > text.maxColumn {
      frame.drawDivider(atColumn: lab.column - 2, beside: lab, context)
    }
    LabInset(panel: panel, isFocused: false, context: context).draw(in: lab, of: &frame)
  }

  func entry(atColumn column: Int, row: Int) -> Int? {
    sheet.entry(atColumn: column, row: row, top: screen.top, in: text)
  }

  private enum Words {
    static let toCome = Localized(
      en: "The lesson on this question is still to be written. What there is by now:",
      zh: "这个问题的课文还没有写好。目前已有：")
    static let nothing = Localized(
      en: "The lesson on this question is still to be written, and there is nothing to try yet.",
      zh: "这个问题的课文还没有写好，也还没有可以动手的实验。")
    static let lab = Localized(en: "To try", zh: "可以动手的实验")
    static let lessons = Localized(en: "Lessons to read", zh: "可以先读的课")
    static let terms = Localized(en: "Its terms", zh: "相关术语")
  }
}
