import Canvas
import Course
import Progress

/// How home is drawn: the shelves at the left, what stands on one of them at the right.
struct HomeLayout {
  private let screen: HomeScreen
  private let context: Context
  private let area: Rect
  private let left: Rect
  private let right: Rect
  private let ways: HomeWays
  private let summaryLines: [TextLine]
  private let window: ListWindow

  init(screen: HomeScreen, area: Rect, context: Context) {
    self.screen = screen
    self.context = context
    self.area = area
    let body = area.splitRows(2).rest
    let (first, second) = body.splitColumns(min(44, max(28, area.columns * 3 / 10)))
    left = first.inset(columns: 1)
    right = Rect(
      column: second.column + 1, row: second.row, columns: second.columns - 2, rows: second.rows)
    // Below the chapters, a blank row and the labs.
    ways = HomeWays(
      now: screen.now, area: left.splitRows(screen.shelves.count + 1).rest, context: context)
    let summary = screen.current?.summary[context.language] ?? ""
    summaryLines = LineBreaker(width: right.columns - 2)
      .lines(summary, style: context.theme.dimmed)
    window = ListWindow(
      chosen: screen.cursor.row, area: right.splitRows(summaryLines.count + 1).rest)
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  func draw(of frame: inout Frame) {
    ScreenTitle("attn-tutor", detail: status).draw(in: area, of: &frame, context)
    for (index, shelf) in screen.shelves.enumerated() where index < left.rows {
      draw(shelf, index, in: shelfRect(index), of: &frame)
    }
    ways.draw(of: &frame)
    drawContinue(of: &frame)
    frame.drawDivider(atColumn: left.maxColumn + 1, beside: left, context)
    drawRows(of: &frame)
  }

  private var status: String {
    let lessons = screen.shelves.flatMap(\.rows)
    let items = lessons.flatMap(\.items)
    let right = lessons.reduce(0) { $0 + $1.rightItems(context.record) }
    let parts = [examStatus, reviewStatus, Words.status(right, items.count)[language], "中/EN"]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private var examStatus: String? {
    screen.exam.map { exam in
      let left = exam.ends - screen.now
      return (left > 0 ? Words.exam(TimeSpan(seconds: left).clock) : Words.examIsOver)[language]
    }
  }

  /// How much is due, or when something is.
  private var reviewStatus: String? {
    guard let reviews = screen.reviews else { return nil }
    let count = reviews.entries.count
    guard count == 0 else { return Words.due(count, left: reviews.left)[language] }
    return reviews.nextDue.map { Words.next(TimeSpan(seconds: $0 - screen.now).text)[language] }
  }

  // MARK: Shelves

  private func shelfRect(_ index: Int) -> Rect {
    // The labs stand apart from the chapters.
    let gap = index == screen.shelves.count - 1 ? 1 : 0
    return Rect(column: left.column, row: left.row + index + gap, columns: left.columns, rows: 1)
  }

  private func draw(_ shelf: Shelf, _ index: Int, in row: Rect, of frame: inout Frame) {
    let isChosen = index == screen.cursor.line
    let hasKeys = isChosen && !screen.cursor.isInside
    let base = hasKeys ? theme.selection : .plain
    if hasKeys { frame.fill(row, with: .blank(base)) }
    let barWidth = 8
    let pointer: Unicode.Scalar = isChosen ? context.glyphs.pointer : " "
    let name = "\(pointer) \(index + 1) \(shelf.title[language])"
    frame.draw(
      name.truncated(to: row.columns - barWidth - 2), column: row.column, row: row.row,
      style: (isChosen ? theme.strong : theme.text).over(base), in: row)
    frame.draw(
      context.glyphs.bar(shelf.share(context.record), columns: barWidth),
      column: row.maxColumn - barWidth, row: row.row, style: theme.accent.over(base), in: row)
  }

  func shelf(atColumn column: Int, row: Int) -> Int? {
    screen.shelves.indices.first { shelfRect($0).contains(column: column, row: row) }
  }

  /// The key of what is under the mouse.
  func way(atColumn column: Int, row: Int) -> Character? {
    ways.key(atColumn: column, row: row)
  }

  /// Where the learner left off, at the foot of the shelves.
  private func drawContinue(of frame: inout Frame) {
    guard let place = context.record.bookmark, let lesson = context.course.lesson(place.lesson)
    else { return }
    let title = lesson.title[language]
    let lines = LineBreaker(width: left.columns - 2).lines(title, style: theme.text)
    let top = left.maxRow - min(2, lines.count) - 1
    guard top > ways.maxRow else { return }
    var head = TextLine("c ", style: theme.key)
    head.append(Words.leftOff[language], style: theme.dimmed)
    frame.draw(head, column: left.column, row: top, in: left)
    for (row, line) in lines.prefix(2).enumerated() {
      frame.draw(line, column: left.column + 2, row: top + 1 + row, in: left)
    }
  }

  // MARK: Rows

  private func drawRows(of frame: inout Frame) {
    guard let shelf = screen.current else { return }
    for (row, line) in summaryLines.enumerated() {
      frame.draw(line, column: right.column + 1, row: right.row + row, in: right)
    }
    let view = ShelfRowView(numberWidth: ShelfRowView.numberWidth(of: shelf.rows), context: context)
    for index in window.indices(of: shelf.rows.count) {
      let isChosen = index == screen.cursor.chosenRow
      view.draw(shelf.rows[index], isChosen: isChosen, in: window.row(index), of: &frame)
    }
  }

  func row(atColumn column: Int, row: Int) -> Int? {
    window.index(atColumn: column, row: row, of: screen.current?.rows.count ?? 0)
  }

  private enum Words {
    static let leftOff = Localized(en: "continue", zh: "继续学习")

    static let examIsOver = Localized(en: "e exam: time is up", zh: "e 考试时间已到")

    static func exam(_ clock: String) -> Localized<String> {
      Localized(en: "e exam \(clock)", zh: "e 考试剩 \(clock)")
    }

    static func due(_ count: Int, left: Int) -> Localized<String> {
      let later = left > 0 ? " +\(left)" : ""
      return Localized(en: "r review \(count)\(later)", zh: "r 待复习 \(count)\(later)")
    }

    static func next(_ span: Localized<String>) -> Localized<String> {
      Localized(en: "next review in \(span.english)", zh: "下次复习：\(span.chinese)后")
    }

    static func status(_ right: Int, _ all: Int) -> Localized<String> {
      Localized(en: "\(right)/\(all) items right", zh: "已答对 \(right)/\(all) 题")
    }
  }
}
