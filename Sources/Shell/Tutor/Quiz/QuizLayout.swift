import Canvas
import Course
import Quiz

/// How a quiz is drawn: the question, the answer below it, then the verdict.
struct QuizLayout {
  private static let measure = 76

  private let screen: QuizScreen
  private let area: Rect
  private let context: Context
  private let body: Rect

  init(screen: QuizScreen, area: Rect, context: Context) {
    self.screen = screen
    self.area = area
    self.context = context
    let below = area.splitRows(2).rest
    let measure = min(Self.measure, area.columns - 4)
    body = Rect(
      column: area.column + (area.columns - measure) / 2, row: below.row + 1, columns: measure,
      rows: below.rows - 1)
  }

  private var theme: Theme { context.theme }

  func draw(scrolledBy scroll: Int, of frame: inout Frame) {
    ScreenTitle(title, detail: progress).draw(in: area, of: &frame, context)
    let content = content
    let top = top(content, scroll)
    for (row, line) in content.lines.dropFirst(top).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
    if let fieldRow = content.fieldRow, let editor = screen.editor as? NumberEditor,
      (top..<top + body.rows).contains(fieldRow)
    {
      editor.field.draw(
        column: body.column + 2, row: body.row + fieldRow - top,
        columns: min(32, body.columns - 2), of: &frame, style: theme.selection)
    }
  }

  /// The choice under the mouse.
  func choice(atRow row: Int, scrolledBy scroll: Int) -> Int? {
    let content = content
    let line = row - body.row + top(content, scroll)
    guard let end = content.choiceEnd, line < end, row >= body.row else { return nil }
    return content.choiceRows.lastIndex { $0 <= line }
  }

  /// The greatest scroll that shows something new.
  var maximumScroll: Int { max(0, content.lines.count - body.rows) }

  private func top(_ content: AnswerLines, _ scroll: Int) -> Int {
    max(0, min(scroll, content.lines.count - body.rows))
  }

  private var title: String {
    if let title = screen.title { return title[context.language] }
    let summary = screen.entries.first.flatMap { context.course.lesson($0.lesson) }
    return summary?.title[context.language] ?? ""
  }

  private var progress: String {
    let count = screen.entries.count
    return count == 0 ? "" : "\(min(screen.index + 1, count))/\(count)"
  }

  private var content: AnswerLines {
    switch screen.phase {
    case .finished where screen.entries.isEmpty: item(grade: nil)
    case .finished: AnswerLines(lines: summary)
    case .answering: item(grade: nil)
    case .judged(let grade): item(grade: grade)
    }
  }

  private func item(grade: Grade?) -> AnswerLines {
    guard let entry = screen.entry else {
      return AnswerLines(lines: [TextLine(Words.none[context.language], style: theme.dimmed)])
    }
    var result = AnswerLines()
    result.lines = set(entry.item.common.prompt) + [TextLine()]
    let answer = screen.editor.lines(
      width: body.columns, grade: grade, item: entry.item, context)
    result.choiceRows = answer.choiceRows.map { $0 + result.lines.count }
    result.choiceEnd = answer.choiceRows.isEmpty ? nil : result.lines.count + answer.lines.count
    result.fieldRow = answer.fieldRow.map { $0 + result.lines.count }
    result.lines += answer.lines + [TextLine()]
    if let grade {
      result.lines += verdict(grade, entry.item)
    } else {
      result.lines += hint(entry.item) + complaint
    }
    return result
  }

  private func set(_ blocks: [Block]) -> [TextLine] {
    Typesetter(
      width: body.columns, theme: theme, glyphs: context.glyphs, language: context.language
    ).lines(blocks)
  }

  private func hint(_ item: Item) -> [TextLine] {
    guard screen.showsHint else { return [] }
    guard let hint = item.common.hint else {
      return [TextLine(Words.noHint[context.language], style: theme.dimmed)]
    }
    return [TextLine(Words.hint[context.language], style: theme.callout(.tip).adding(.bold))]
      + set(hint) + [TextLine()]
  }

  private var complaint: [TextLine] {
    guard let complaint = screen.complaint else { return [] }
    return LineBreaker(width: body.columns).lines(complaint[context.language], style: theme.error)
  }

  private func verdict(_ grade: Grade, _ item: Item) -> [TextLine] {
    let (words, style) =
      grade.isRight
      ? (Words.right, theme.correct)
      : grade.score > 0 ? (Words.partly, theme.partial) : (Words.wrong, theme.wrong)
    var line = TextLine(words[context.language], style: style.adding(.bold))
    line.append("  \(grade.score.compact()) / \(grade.points.compact())", style: theme.dimmed)
    var lines = [line]
    if !grade.isRight, case .numeric = item {
      lines.append(TextLine(Words.expected(grade.expected)[context.language], style: theme.text))
    }
    if case .text(let blocks) = item.explanation { lines += [TextLine()] + set(blocks) }
    return lines
  }

  // MARK: The end

  private var summary: [TextLine] {
    let grades = screen.grades
    let score = grades.values.reduce(0) { $0 + $1.score }
    let points = screen.entries.reduce(0) { $0 + $1.item.common.points }
    var lines = [
      TextLine(
        Words.score(score.compact(), points.compact())[context.language], style: theme.heading),
      TextLine(),
    ]
    for (index, entry) in screen.entries.enumerated() {
      let mark: Mark =
        grades[index].map { $0.isRight ? .done : $0.score > 0 ? .partial : .wrong } ?? .open
      var line = TextLine("\(mark.glyph(context.glyphs)) ", style: mark.style(theme))
      let prompt = set(entry.item.common.prompt).first?.text ?? entry.item.id
      line.append(prompt.truncated(to: body.columns - 4), style: theme.text)
      lines.append(line)
    }
    return lines
  }

  private enum Words {
    static let right = Localized(en: "Right.", zh: "正确。")
    static let partly = Localized(en: "Partly right.", zh: "部分正确。")
    static let wrong = Localized(en: "Not right.", zh: "不对。")
    static let hint = Localized(en: "HINT", zh: "提示")
    static let noHint = Localized(en: "This item has no hint.", zh: "这道题没有提示。")
    static let none = Localized(en: "There are no items here.", zh: "这里没有题目。")

    static func expected(_ answer: String) -> Localized<String> {
      Localized(en: "The answer is \(answer).", zh: "答案是 \(answer)。")
    }

    static func score(_ score: String, _ points: String) -> Localized<String> {
      Localized(en: "\(score) of \(points) points", zh: "得分 \(score) / \(points)")
    }
  }
}
