import Canvas
import Course
import Quiz

/// Where the parts of an exam stand: what is coming, a question, or all of them; the clock at the top.
struct ExamLayout {
  private let screen: ExamScreen
  private let area: Rect
  private let context: Context
  private let page: QuestionPage

  init(screen: ExamScreen, area: Rect, context: Context) {
    self.screen = screen
    self.area = area
    self.context = context
    let body = QuestionPage.body(in: area)
    let lines = ExamLines(screen, width: body.columns, context)
    page = QuestionPage(
      lines.content, editor: screen.isTyping ? screen.panel?.editor : nil, in: body)
  }

  func draw(of frame: inout Frame) {
    ScreenTitle(title, detail: detail).draw(in: area, of: &frame, context)
    page.draw(scrolledBy: screen.scroll, of: &frame, context)
  }

  func choice(atRow row: Int) -> Int? { page.choice(atRow: row, scrolledBy: screen.scroll) }
  var maximumScroll: Int { page.maximumScroll }
  func scroll(showingFocusFrom scroll: Int) -> Int { page.scroll(showingFocusFrom: scroll) }

  private var title: String { screen.plan.title[context.language] }

  private var detail: String {
    guard let remaining = screen.remaining else { return "" }
    let clock = TimeSpan(seconds: remaining).clock
    guard screen.phase == .question, !screen.panels.isEmpty else { return clock }
    return "\(screen.index + 1)/\(screen.panels.count) · \(clock)"
  }
}

/// What an exam shows, as lines.
struct ExamLines {
  private let screen: ExamScreen
  private let width: Int
  private let context: Context

  init(_ screen: ExamScreen, width: Int, _ context: Context) {
    self.screen = screen
    self.width = width
    self.context = context
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  var content: AnswerLines {
    switch screen.phase {
    case .intro: AnswerLines(lines: intro)
    case .reading: AnswerLines()
    case .judging: AnswerLines(lines: [TextLine(Words.judging[language], style: theme.dimmed)])
    case .question:
      screen.panel.map { QuestionLines($0, width: width, context).content } ?? AnswerLines()
    case .overview: overview
    }
  }

  private var intro: [TextLine] {
    let breaker = LineBreaker(width: width)
    let head = Words.head(screen.plan.count, screen.plan.minutes.compact())
    var lines = [TextLine(head[language], style: theme.heading), TextLine()]
    for rule in Words.rules {
      for (row, line) in LineBreaker(width: width - 2).lines(rule[language], style: theme.text)
        .enumerated()
      {
        let bullet = row == 0 ? "\(context.glyphs.bullets.first ?? "-") " : "  "
        lines.append(line.prefixed(by: TextLine(bullet, style: theme.dimmed)))
      }
    }
    lines.append(TextLine())
    return lines + breaker.lines(Words.begin[language], style: theme.accent)
  }

  private var overview: AnswerLines {
    let (answered, count) = (screen.answeredCount, screen.panels.count)
    var content = AnswerLines(lines: [
      TextLine(Words.answered(answered, count)[language], style: theme.heading), TextLine(),
    ])
    if screen.isHandingIn {
      let open = count - answered
      let question = open > 0 ? Words.handInOpen(open) : Words.handIn
      content.lines += LineBreaker(width: width).lines(question[language], style: theme.accent)
      content.lines.append(TextLine())
    }
    for index in screen.panels.indices {
      content.choiceRows.append(content.lines.count)
      if index == screen.row { content.focusRows = content.lines.count..<content.lines.count + 1 }
      content.lines.append(row(index))
    }
    content.choiceEnd = content.lines.count
    return content
  }

  private func row(_ index: Int) -> TextLine {
    let isChosen = index == screen.row
    let base = isChosen ? theme.selection : .plain
    let mark = screen.isAnswered(index) ? context.glyphs.optionOn : context.glyphs.optionOff
    let number = "\(index + 1)"
    var line = TextLine(isChosen ? "\(context.glyphs.pointer) " : "  ", style: base)
    line.append("\(mark) ", style: theme.accent.over(base))
    line.append(
      String(repeating: " ", count: max(0, 2 - number.count)) + number + "  ",
      style: theme.dimmed.over(base))
    let prompt = PromptLine(screen.panels[index], context).text
    line.append(
      prompt.truncated(to: width - 8).padded(to: width - 8), style: theme.text.over(base))
    return line
  }

  private enum Words {
    static let rules = [
      Localized(
        en: "Nothing is judged before the end, and there are no hints.",
        zh: "交卷之前不判分，也没有提示。"),
      Localized(
        en: "Go back and forth, and change what you have answered.",
        zh: "可以前后翻看，随时修改答案。"),
      Localized(
        en:
          "Every answer is kept at once. The clock runs on even if you leave or the power fails.",
        zh: "每个答案都会立即保存。中途离开或断电，计时都不会停。"),
    ]
    static let begin = Localized(
      en: "Enter starts the clock.", zh: "按 Enter 开始计时。")
    static let judging = Localized(
      en: "Computing the last keys …", zh: "正在计算最后几道题的答案……")
    static let handIn = Localized(
      en: "Hand in now? y hands in, any other key goes back.", zh: "现在交卷吗？按 y 交卷，按其他键返回。")

    static func head(_ count: Int, _ minutes: String) -> Localized<String> {
      Localized(
        en: "\(count) questions in \(minutes) minutes", zh: "\(minutes) 分钟，\(count) 道题")
    }

    static func answered(_ count: Int, _ all: Int) -> Localized<String> {
      Localized(en: "\(count) of \(all) answered", zh: "已答 \(count) / \(all) 题")
    }

    static func handInOpen(_ open: Int) -> Localized<String> {
      Localized(
        en: "\(open) unanswered. Hand in all the same? y hands in, any other key goes back.",
        zh: "还有 \(open) 题没答，仍要交卷吗？按 y 交卷，按其他键返回。")
    }
  }
}
