import Canvas
import Course
import Progress
import Quiz

/// The end of a session: the score in all and by lesson, then each item, what became of it and when it
/// comes back. Where there was nothing to ask, why.
struct SummaryLines {
  private let screen: QuizScreen
  private let width: Int
  private let context: Context

  init(_ screen: QuizScreen, width: Int, _ context: Context) {
    self.screen = screen
    self.width = width
    self.context = context
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  var content: AnswerLines {
    guard screen.isFinished else { return AnswerLines() }
    guard !screen.entries.isEmpty else { return AnswerLines(lines: nothing) }
    let score = QuizScore(screen.entries, course: context.course)
    var content = AnswerLines(lines: head(score) + parts(score) + [TextLine()])
    for (index, entry) in screen.entries.enumerated() {
      content.choiceRows.append(content.lines.count)
      if index == screen.row {
        content.focusRows = content.lines.count..<content.lines.count + 1
      }
      content.lines.append(row(entry, isChosen: index == screen.row))
    }
    content.choiceEnd = content.lines.count
    return content
  }

  // MARK: Nothing to ask

  private var nothing: [TextLine] {
    let breaker = LineBreaker(width: width)
    var lines = breaker.lines(
      (screen.mode == .review ? Words.nothingDue : Words.none)[language], style: theme.text)
    if let failure = screen.failure {
      lines += breaker.lines(failure.message, style: theme.error)
    }
    guard screen.mode == .review else { return lines }
    var context = context
    context.now = screen.now
    let queue = context.reviews()
    let facts = [
      queue.left > 0 ? Words.left(queue.left) : nil,
      queue.nextDue.map { Words.next(TimeSpan(seconds: $0 - screen.now).text) },
    ].compactMap { $0 }
    for words in facts.isEmpty ? [Words.never] : facts {
      lines += [TextLine()] + breaker.lines(words[language], style: theme.dimmed)
    }
    return lines
  }

  // MARK: The score

  private func head(_ score: QuizScore) -> [TextLine] {
    var lines = [
      TextLine(
        Words.score(score.score.asPoints, score.points.asPoints)[language],
        style: theme.heading)
    ]
    var facts: [String] = []
    if let seconds = screen.seconds ?? score.seconds {
      facts.append(Words.took(TimeSpan(seconds: seconds).clock)[language])
    }
    if score.skipped > 0 { facts.append(Words.skipped(score.skipped)[language]) }
    if !facts.isEmpty {
      lines.append(TextLine(facts.joined(separator: " · "), style: theme.dimmed))
    }
    return lines
  }

  private func parts(_ score: QuizScore) -> [TextLine] {
    guard !score.parts.isEmpty else { return [] }
    let counts = score.parts.map { "\($0.score.asPoints)/\($0.points.asPoints)" }
    let countWidth = counts.map(\.cellWidth).max() ?? 0
    let barWidth = 10
    let room = width - barWidth - countWidth - 4
    let titles = score.parts.map { $0.title[language].truncated(to: room) }
    let titleWidth = titles.map(\.cellWidth).max() ?? 0
    return [TextLine()]
      + zip(score.parts, zip(titles, counts)).map { part, texts in
        let (title, count) = texts
        var line = TextLine(title.padded(to: titleWidth + 2), style: theme.text)
        let share = part.points > 0 ? part.score / part.points : 0
        line.append(context.glyphs.bar(share, columns: barWidth), style: theme.accent)
        line.append("  \(count)", style: theme.dimmed)
        return line
      }
  }

  // MARK: The items

  private func row(_ entry: QuestionPanel, isChosen: Bool) -> TextLine {
    let base = isChosen ? theme.selection : .plain
    let fate = fate(of: entry)
    let pointer = isChosen ? "\(context.glyphs.pointer) " : "  "
    let mark = entry.mark
    var line = TextLine(pointer, style: base)
    line.append("\(mark.glyph(context.glyphs)) ", style: mark.style(theme).over(base))
    let room = width - 6 - fate.cellWidth
    let prompt = PromptLine(entry, context).text.truncated(to: room).padded(to: room)
    line.append(prompt, style: theme.text.over(base))
    line.append("  \(fate)", style: theme.dimmed.over(base))
    return line
  }

  /// When it comes back, or why it does not.
  private func fate(of entry: QuestionPanel) -> String {
    if entry.isSkipped { return Words.wasSkipped[language] }
    guard entry.latest != nil else { return Words.unanswered[language] }
    guard let card = context.record.cards[entry.item.id] else { return "" }
    return Words.back(TimeSpan(seconds: card.due - screen.now).text)[language]
  }

  private enum Words {
    static let none = Localized(en: "There are no items here.", zh: "这里没有题目。")
    static let nothingDue = Localized(
      en: "Nothing is due for review.", zh: "现在没有要复习的题。")
    static let never = Localized(
      en: "What you have answered once comes back here when it is about to be forgotten.",
      zh: "答过的题，会在快要忘记的时候回到这里。")
    static let wasSkipped = Localized(en: "skipped", zh: "已跳过")
    static let unanswered = Localized(en: "not answered", zh: "未作答")

    static func score(_ score: String, _ points: String) -> Localized<String> {
      Localized(en: "\(score) of \(points) points", zh: "得分 \(score) / \(points)")
    }

    static func took(_ clock: String) -> Localized<String> {
      Localized(en: "took \(clock)", zh: "用时 \(clock)")
    }

    static func skipped(_ count: Int) -> Localized<String> {
      Localized(en: "\(count) skipped", zh: "跳过 \(count) 题")
    }

    static func back(_ span: Localized<String>) -> Localized<String> {
      Localized(en: "in \(span.english)", zh: "\(span.chinese.withoutLeadingBlanks)后再问")
    }

    static func left(_ count: Int) -> Localized<String> {
      Localized(
        en: "Today's share is done; \(count) more are kept for tomorrow.",
        zh: "今天的复习量已满，还有 \(count) 题留到明天。")
    }

    static func next(_ span: Localized<String>) -> Localized<String> {
      Localized(en: "The next one comes in \(span.english).", zh: "下一题\(span.chinese)后到期。")
    }
  }
}

extension QuestionPanel {
  /// How the learner stands with it in this session.
  var mark: Mark {
    latest.map { $0.grade.isRight ? .done : $0.grade.score > 0 ? .partial : .wrong } ?? .open
  }
}

extension String {
  /// With blanks at its end.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - cellWidth))
  }
}
