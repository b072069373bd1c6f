import Canvas
import Course
import Progress
import Quiz

/// How an interview is drawn. On a wide screen the model answer stands beside the points, else below.
struct InterviewLayout {
  private static let wideColumns = 120
  private static let gap = 4

  private let screen: InterviewScreen
  private let area: Rect
  private let context: Context
  private let body: Rect

  init(screen: InterviewScreen, area: Rect, context: Context) {
    self.screen = screen
    self.area = area
    self.context = context
    body = QuestionPage.body(in: area)
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  /// The columns of a text that is read or written.
  var measure: Int { body.columns }

  /// The rows that are left for the field below the question.
  func fieldRows(of panel: QuestionPanel) -> Int {
    let prompt = set(panel.shown.common.prompt, width: measure).count
    return max(3, body.rows - prompt - reasonLines.count - 3)
  }

  var maximumScroll: Int {
    if let columns = judgedColumns { return max(0, columns.height - body.rows) }
    return page.maximumScroll
  }

  func choice(atRow row: Int) -> Int? { page.choice(atRow: row, scrolledBy: screen.scroll) }

  func draw(of frame: inout Frame) {
    ScreenTitle(title, detail: detail).draw(in: area, of: &frame, context)
    if let columns = judgedColumns {
      columns.draw(from: min(screen.scroll, maximumScroll), rows: body.rows, of: &frame)
      if screen.scroll < maximumScroll {
        frame.draw(
          "\(context.glyphs.arrowDown)", column: area.maxColumn - 2, row: body.maxRow - 1,
          style: theme.dimmed)
      }
    } else {
      page.draw(scrolledBy: screen.scroll, of: &frame, context)
    }
  }

  private var title: String {
    guard case .again = screen.round?.reason else { return Strings.interview[language] }
    return Words.again[language]
  }

  /// The clock: of the answer while it is written, of what comes back at other times.
  private var detail: String {
    if let panel = screen.panel, panel.stage == .answering, let began = panel.shownAt {
      return TimeSpan(seconds: (context.now - began).rounded(.down)).clock
    }
    if !screen.due(context).isEmpty { return Words.isDue[language] }
    return Repeats.wait(context.record, at: context.now).map {
      Words.comesBack(TimeSpan(seconds: $0).clock)[language]
    } ?? ""
  }

  // MARK: One column

  private var page: QuestionPage {
    QuestionPage(content, editor: screen.isTyping ? screen.panel?.editor : nil, in: body)
  }

  private var content: AnswerLines {
    switch screen.stage {
    case .intro: return AnswerLines(lines: InterviewPages(screen, width: measure, context).intro)
    case .finished:
      return AnswerLines(lines: InterviewPages(screen, width: measure, context).summary)
    case .round: break
    }
    guard let panel = screen.panel else { return AnswerLines() }
    var content = QuestionLines(panel, width: measure, context).content
    let lead = reasonLines
    content.lines = lead + content.lines
    content.choiceRows = content.choiceRows.map { $0 + lead.count }
    content.choiceEnd = content.choiceEnd.map { $0 + lead.count }
    content.fieldRow = content.fieldRow.map { $0 + lead.count }
    content.focusRows = content.focusRows.map {
      $0.lowerBound + lead.count..<$0.upperBound + lead.count
    }
    return content
  }

  /// Why a follow-up is asked, without the words of the point: they may answer it.
  private var reasonLines: [TextLine] {
    guard case .followUp(let point) = screen.round?.reason else { return [] }
    let words = Words.followUp(point)[language]
    return LineBreaker(width: measure).lines(words, style: theme.dimmed) + [TextLine()]
  }

  // MARK: Two columns

  /// A free answer that was judged.
  private var judgedColumns: Columns? {
    guard let panel = screen.panel, panel.stage == .judged, let judgement = panel.latest,
      case .short(let item) = panel.shown, case .rubric(let reading) = judgement.grade.detail
    else { return nil }
    let isWide = area.columns >= Self.wideColumns
    let width = isWide ? min(86, (area.columns - 4 - Self.gap) * 11 / 20) : measure
    let rightWidth = isWide ? min(76, area.columns - 4 - Self.gap - width) : measure
    let left = isWide ? max(2, (area.columns - width - Self.gap - rightWidth) / 2) : body.column
    var points = reasonLines + set(panel.shown.common.prompt, width: width) + [TextLine()]
    points +=
      panel.editor.lines(width: width, grade: judgement.grade, item: panel.shown, context).lines
    points += [TextLine(), verdict(judgement, item)]
    points += changes(judgement, panel)
    points += [TextLine()]
    points +=
      RubricLines(
        points: item.rubric.points, reading: reading, overruled: judgement.overruled,
        first: panel.first, width: width, context: context
      ).lines
    var model = [TextLine(Strings.spokenAnswer[language], style: theme.heading)]
    model += set(item.model, width: rightWidth)
    if case .text(let blocks) = item.explanation, blocks != item.model {
      model += [TextLine()] + set(blocks, width: rightWidth)
    }
    if !isWide {
      points += [TextLine()] + model
      model = []
    }
    return Columns(
      left: points, right: model, column: left, rightColumn: left + width + Self.gap,
      row: body.row)
  }

  /// How many points, and how long it took.
  private func verdict(_ judgement: Judgement, _ item: FreeText) -> TextLine {
    let met = judgement.tally?.met.count ?? 0
    let style =
      judgement.grade.isRight ? theme.correct : met > 0 ? theme.partial : theme.wrong
    var line = TextLine(
      Words.points(met, of: item.rubric.points.count)[language], style: style.adding(.bold))
    if let seconds = judgement.attempt.seconds {
      line.append(
        "  \(TimeSpan(seconds: seconds.rounded(.down)).clock)", style: theme.dimmed)
    }
    return line
  }

  /// What became of the points that were missed the first time.
  private func changes(_ judgement: Judgement, _ panel: QuestionPanel) -> [TextLine] {
    guard let first = panel.first, let tally = judgement.tally else { return [] }
    let missed = Set(first.missed + first.contradicted)
    let met = missed.intersection(tally.met).count
    let words = Words.second(met, of: missed.count)[language]
    return LineBreaker(width: measure).lines(words, style: theme.text)
  }

  private struct Columns {
    var left: [TextLine]
    var right: [TextLine]
    var column: Int
    var rightColumn: Int
    var row: Int

    var height: Int { max(left.count, right.count) }

    func draw(from top: Int, rows: Int, of frame: inout Frame) {
      for (offset, line) in left.dropFirst(top).prefix(rows).enumerated() {
        frame.draw(line, column: column, row: row + offset)
      }
      for (offset, line) in right.dropFirst(top).prefix(rows).enumerated() {
        frame.draw(line, column: rightColumn, row: row + offset)
      }
    }
  }

  private func set(_ blocks: [Block], width: Int) -> [TextLine] {
    Typesetter(width: width, theme: theme, glyphs: context.glyphs, language: language)
      .lines(blocks)
  }

  private enum Words {
    static let again = Localized(en: "Interview: once more, in other words", zh: "面试：换个问法再来一次")
    static let isDue = Localized(en: "a question comes back next", zh: "下一题是重问")

    static func comesBack(_ clock: String) -> Localized<String> {
      Localized(en: "a question comes back in \(clock)", zh: "\(clock) 后重问一题")
    }

    static func followUp(_ point: Int) -> Localized<String> {
      Localized(en: "A follow-up on point \(point)", zh: "针对要点 \(point) 的追问")
    }

    static func points(_ met: Int, of count: Int) -> Localized<String> {
      Localized(en: "\(met) of \(count) points", zh: "\(count) 个要点说到了 \(met) 个")
    }

    static func second(_ met: Int, of missed: Int) -> Localized<String> {
      let verb = met == 1 ? "is" : "are"
      return switch missed {
      case 1:
        met == 1
          ? Localized(en: "The point that was missing is there now.", zh: "上次漏掉的要点，这次说到了。")
          : Localized(en: "The point that was missing is missing still.", zh: "上次漏掉的要点，这次还是没有。")
      default:
        Localized(
          en: "Of the \(missed) points that were missing, \(met) \(verb) there now.",
          zh: "上次漏掉 \(missed) 个要点，这次补上了 \(met) 个。")
      }
    }
  }
}
