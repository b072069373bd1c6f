import Canvas
import Course
import Progress
import Quiz

/// What stands before and after the questions of an interview.
struct InterviewPages {
  private let screen: InterviewScreen
  private let width: Int
  private let context: Context

  init(_ screen: InterviewScreen, width: Int, _ context: Context) {
    self.screen = screen
    self.width = width
    self.context = context
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  private func broken(_ text: Localized<String>, _ style: Style) -> [TextLine] {
    LineBreaker(width: width).lines(text[language], style: style)
  }

  // MARK: Before

  var intro: [TextLine] {
    var lines = broken(Words.rules, theme.text) + [TextLine()]
    for (index, scope) in screen.scopes.enumerated() {
      let isChosen = index == screen.scope
      let base = isChosen ? theme.selection : .plain
      var line = TextLine(isChosen ? "\(context.glyphs.pointer) " : "  ", style: base)
      line.append(scope.title[language], style: theme.text.over(base))
      let count = screen.items.ordered(among: scope.lessons, by: context.record).count
      line.append("  " + Words.questions(count)[language], style: theme.dimmed.over(base))
      lines.append(line)
    }
    lines.append(TextLine())
    return lines + repeats
  }

  /// What comes back, now or later.
  private var repeats: [TextLine] {
    let due = screen.due(context).count
    if due > 0 { return broken(Words.due(due), theme.accent) }
    guard let wait = Repeats.wait(context.record, at: context.now) else { return [] }
    return broken(Words.wait(TimeSpan(seconds: wait).clock), theme.dimmed)
  }

  // MARK: After

  var summary: [TextLine] {
    let judged = screen.rounds.filter { $0.panel.latest != nil }
    guard !judged.isEmpty else {
      return broken(Words.nothing, theme.dimmed) + [TextLine()] + repeats
    }
    var lines = [TextLine(Words.heading(judged.count)[language], style: theme.heading), TextLine()]
    for round in judged { lines += self.lines(of: round) }
    lines.append(TextLine())
    lines += repeats
    return lines
  }

  /// The question, and a mark for each of its points; the second time both.
  private func lines(of round: InterviewScreen.Round) -> [TextLine] {
    let prompt = PromptLine(round.panel, context).text
    let lead =
      switch round.reason {
      case .planned: ""
      case .followUp: "  "
      case .again: "\(context.glyphs.arrowRight) "
      }
    var marks = TextLine()
    if let judgement = round.panel.latest {
      if case .short(let item) = round.panel.shown, let tally = judgement.tally {
        let count = item.rubric.points.count
        if let first = round.panel.first {
          marks.append(contentsOf: self.marks(first, count: count))
          marks.append(" \(context.glyphs.arrowRight) ", style: theme.dimmed)
        }
        marks.append(contentsOf: self.marks(tally, count: count))
      } else {
        let mark = round.panel.mark
        marks.append("\(mark.glyph(context.glyphs))", style: mark.style(theme))
      }
    }
    var line = TextLine(lead, style: theme.dimmed)
    line.append(prompt.truncated(to: max(10, width - marks.width - line.width - 2)))
    let pad = max(1, width - line.width - marks.width)
    line.append(String(repeating: " ", count: pad))
    line.append(contentsOf: marks)
    return [line]
  }

  private func marks(_ tally: RubricTally, count: Int) -> TextLine {
    var line = TextLine()
    for point in 1...max(1, count) {
      if tally.met.contains(point) {
        line.append("\(context.glyphs.right)", style: theme.correct)
      } else if tally.contradicted.contains(point) {
        line.append("\(context.glyphs.wrong)", style: theme.wrong)
      } else {
        line.append("\(context.glyphs.untouched)", style: theme.partial)
      }
    }
    return line
  }

  private enum Words {
    static let rules = Localized(
      en:
        "A question, a clock, and your own words, in English or Chinese. Then you see which points you made, which you left out, and where you said the opposite. What you left out is asked for again in other words ten minutes later.",
      zh:
        "只有题目和计时，用自己的话回答，中文英文都行。答完会看到哪些要点说到了、哪些漏了、哪些说反了。漏掉要点的题，十分钟后换个问法再问一次。")
    static let nothing = Localized(en: "Nothing was answered.", zh: "还没有回答任何题。")

    static func questions(_ count: Int) -> Localized<String> {
      Localized(en: count == 1 ? "1 question" : "\(count) questions", zh: "\(count) 题")
    }

    static func due(_ count: Int) -> Localized<String> {
      Localized(
        en: count == 1 ? "One question comes back now." : "\(count) questions come back now.",
        zh: "有 \(count) 题现在重问。")
    }

    static func wait(_ clock: String) -> Localized<String> {
      Localized(en: "The next question comes back in \(clock).", zh: "下一次重问在 \(clock) 后。")
    }

    static func heading(_ count: Int) -> Localized<String> {
      Localized(en: count == 1 ? "1 answer" : "\(count) answers", zh: "回答了 \(count) 次")
    }
  }
}
