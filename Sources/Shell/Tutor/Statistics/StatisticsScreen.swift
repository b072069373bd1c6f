import Canvas
import Course
import Figures
import Progress

/// What the answers say of the learner, and what comes next.
struct StatisticsScreen: ScreenModel {
  private var history: HistoryStatistics?
  private var scroll = 0
  private var isAsked = false

  let hints = [
    KeyHelp("↑↓", en: "scroll", zh: "滚动"), KeyHelp("+ −", en: "reviews a day", zh: "每天复习"),
    KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [
    KeyHelp("↑↓ PgUp PgDn", en: "scroll", zh: "滚动"),
    KeyHelp("+ -", en: "how many reviews a day", zh: "每天最多复习多少题"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    scroll(by: 0, context)
    guard !isAsked else { return [] }
    isAsked = true
    return [.effect(.loadHistory)]
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    if case .historyLoaded(let events) = message {
      history = HistoryStatistics(events, days: context.days, at: context.now)
    }
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    [.effect(.loadHistory)]
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape), .key(.character("q")), .key(.enter), .key(.character("s")): return [.back]
    case .key(.down), .key(.character("j")): scroll(by: 1, context)
    case .key(.up), .key(.character("k")): scroll(by: -1, context)
    case .key(.pageDown), .key(.character(" ")): scroll(by: body(context).rows - 2, context)
    case .key(.pageUp): scroll(by: 2 - body(context).rows, context)
    case .key(.home), .key(.character("g")): scroll = 0
    case .key(.end), .key(.character("G")): scroll(by: page(context).rows, context)
    case .key(.character("+")), .key(.character("=")): return changeLimit(by: 5, context)
    case .key(.character("-")): return changeLimit(by: -5, context)
    case .mouse(let mouse):
      if mouse.action != .press { scroll(by: mouse.action == .wheelDown ? 3 : -3, context) }
    default: break
    }
    return []
  }

  private mutating func scroll(by rows: Int, _ context: Context) {
    let most = max(0, page(context).rows - body(context).rows)
    scroll = min(max(0, scroll + rows), most)
  }

  private func changeLimit(by step: Int, _ context: Context) -> [Action] {
    let limits = ReviewLimits(settings: context.record.settings)
    let range = ReviewLimits.range
    let reviews = min(max(range.lowerBound, limits.reviews + step), range.upperBound)
    return [
      .effect(.save(.set(key: ReviewLimits.reviewsKey, value: "\(reviews)"))),
      .notify(Words.limit(reviews)),
    ]
  }

  // MARK: View

  private func body(_ context: Context) -> Rect { Self.body(of: context.bodyArea) }

  private static func body(of area: Rect) -> Rect { area.splitRows(2).rest.inset(columns: 2) }

  private func page(_ context: Context) -> StatisticsPage {
    let report = StatisticsReport(
      record: context.record,
      history: history ?? HistoryStatistics([], days: context.days, at: context.now),
      course: context.course, days: context.days, at: context.now)
    let sections = StatisticsSections(report: report, context: context)
    return StatisticsPage(columns: body(context).columns) { sections.all(width: $0) }
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let detail = history.map { $0.activity.answers } ?? 0
    ScreenTitle(
      Strings.statistics[context.language],
      detail: detail > 0 ? Words.answers(detail)[context.language] : ""
    ).draw(in: area, of: &frame, context)
    let body = Self.body(of: area)
    let page = page(context)
    guard page.rows > 0 else { return drawNothing(in: body, of: &frame, context) }
    page.draw(from: scroll, in: body, of: &frame, context)
    drawScrollMark(page, beside: body, of: &frame, context)
  }

  private func drawNothing(in area: Rect, of frame: inout Frame, _ context: Context) {
    let breaker = LineBreaker(width: min(96, area.columns))
    let texts = [HistorySentences.nothingYet, CalibrationSentences.nothingYet]
    let lines = texts.flatMap {
      breaker.lines($0[context.language], style: context.theme.text) + [TextLine()]
    }
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: area.column, row: area.row + row, in: area)
    }
  }

  /// How far down the page the screen is, at its right edge.
  private func drawScrollMark(
    _ page: StatisticsPage, beside body: Rect, of frame: inout Frame, _ context: Context
  ) {
    let overflow = page.rows - body.rows
    guard overflow > 0 else { return }
    let length = max(1, body.rows * body.rows / page.rows)
    let start = (body.rows - length) * min(scroll, overflow) / overflow
    for row in start..<(start + length) {
      frame.put(
        Cell(context.glyphs.scrollMark, style: context.theme.dimmed), column: body.maxColumn + 1,
        row: body.row + row)
    }
  }

  private enum Words {
    static func answers(_ count: Int) -> Localized<String> {
      Localized(en: count.counted("answer"), zh: "答过 \(count) 次")
    }

    static func limit(_ count: Int) -> Localized<String> {
      Localized(en: "At most \(count.counted("review")) a day.", zh: "每天最多复习 \(count) 题。")
    }
  }
}
