import Canvas
import Course
import Progress
import Quiz

/// A question as lines: what is asked, the answer below it, then a hint or the verdict.
struct QuestionLines {
  private let panel: QuestionPanel
  private let width: Int
  private let context: Context

  init(_ panel: QuestionPanel, width: Int, _ context: Context) {
    self.panel = panel
    self.width = width
    self.context = context
  }

  private var theme: Theme { context.theme }

  var content: AnswerLines {
    switch panel.stage {
    case .waiting: AnswerLines(lines: waiting)
    case .failed(let error): AnswerLines(lines: failed(error.message))
    case .answering: question(nil)
    case .judged: question(panel.latest)
    }
  }

  private var waiting: [TextLine] {
    panel.isSlow ? [TextLine(Words.waiting[context.language], style: theme.dimmed)] : []
  }

  private func failed(_ reason: Localized<String>) -> [TextLine] {
    let breaker = LineBreaker(width: width)
    return breaker.lines(Words.failed[context.language], style: theme.error)
      + breaker.lines(reason[context.language], style: theme.text)
  }

  private func question(_ judgement: Judgement?) -> AnswerLines {
    let item = panel.shown
    var result = AnswerLines()
    result.lines = set(item.common.prompt) + [TextLine()]
    let verdict = judgement.map { VerdictLines($0, of: panel, width: width, context) }
    let headline = result.lines.count
    // Before what may be longer than the screen.
    if let verdict {
      result.verdictRow = result.lines.count
      result.lines += [verdict.headline, TextLine()]
    }
    let answer = panel.editor.lines(width: width, grade: judgement?.grade, item: item, context)
    let top = result.lines.count
    result.choiceRows = answer.choiceRows.map { $0 + top }
    result.choiceEnd =
      (answer.choiceEnd ?? (answer.choiceRows.isEmpty ? nil : answer.lines.count)).map { $0 + top }
    result.fieldRow = answer.fieldRow.map { $0 + top }
    result.focusRows = answer.focusRows.map { $0.lowerBound + top..<$0.upperBound + top }
    result.lines += answer.lines + [TextLine()]
    if let verdict {
      result.lines += verdict.lines
      let last = result.lines.lastIndex { !$0.text.isEmpty } ?? headline
      result.focusRows = headline..<max(headline, last) + 1
    } else {
      add(hint(item) + complaint, to: &result)
    }
    return result
  }

  /// What was asked for, or is wrong, is kept on the screen together with the field.
  private func add(_ lines: [TextLine], to result: inout AnswerLines) {
    guard !lines.isEmpty else { return }
    result.lines += lines
    let focus = result.focusRows ?? result.fieldRow.map { $0..<$0 + 1 }
    result.focusRows = focus.map { $0.lowerBound..<result.lines.count }
  }

  private func set(_ blocks: [Block]) -> [TextLine] {
    Typesetter(width: width, theme: theme, glyphs: context.glyphs, language: context.language)
      .lines(blocks)
  }

  private func hint(_ item: Item) -> [TextLine] {
    guard panel.showsHint else { return [] }
    guard let hint = item.common.hint else {
      return [TextLine(Words.noHint[context.language], style: theme.dimmed)]
    }
    return [TextLine(Words.hint[context.language], style: theme.callout(.tip).adding(.bold))]
      + set(hint) + [TextLine()]
  }

  private var complaint: [TextLine] {
    guard let complaint = panel.complaint else { return [] }
    return LineBreaker(width: width).lines(complaint[context.language], style: theme.error)
  }

  private enum Words {
    static let hint = Localized(en: "HINT", zh: "提示")
    static let noHint = Localized(en: "This item has no hint.", zh: "这道题没有提示。")
    static let waiting = Localized(
      en: "Drawing the numbers and computing the key …", zh: "正在抽取数值、计算答案……")
    static let failed = Localized(
      en: "This item cannot be asked now:", zh: "这道题现在无法出题：")
  }
}
