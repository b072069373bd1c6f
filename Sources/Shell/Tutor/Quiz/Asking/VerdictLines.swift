import Canvas
import Course
import Progress
import Quiz

/// What is said of an answer: how right it was, why, what a wrong one comes from, and when the item
/// comes back.
struct VerdictLines {
  private let judgement: Judgement
  private let panel: QuestionPanel
  private let width: Int
  private let context: Context

  init(_ judgement: Judgement, of panel: QuestionPanel, width: Int, _ context: Context) {
    self.judgement = judgement
    self.panel = panel
    self.width = width
    self.context = context
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }
  private var grade: Grade { judgement.grade }

  /// How right it was and when it comes back, in one line.
  var headline: TextLine {
    let (words, style) =
      grade.isRight
      ? (Words.right, theme.correct)
      : grade.score > 0 ? (Words.partly, theme.partial) : (Words.wrong, theme.wrong)
    var line = TextLine(words[language], style: style.adding(.bold))
    line.append("  \(grade.score.asPoints) / \(grade.points.asPoints)", style: theme.dimmed)
    if judgement.attempt.hintUsed {
      line.append(" · \(Words.withHint[language])", style: theme.dimmed)
    }
    if let card = context.record.cards[panel.item.id] {
      let span = TimeSpan(seconds: card.due - judgement.attempt.time)
      line.append(" · \(Words.comesBack(span.text)[language])", style: theme.dimmed)
    }
    return line
  }

  /// What follows the answer.
  var lines: [TextLine] {
    let parts = [expected, remark, xray, explanation, rating, standing]
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [TextLine()]))
  }

  private func broken(_ text: Localized<String>, _ style: Style) -> [TextLine] {
    LineBreaker(width: width).lines(text[language], style: style)
  }

  private var expected: [TextLine] {
    guard !grade.isRight, !grade.expected.isEmpty, panel.shown.isTyped, !isRubric else {
      return []
    }
    if case .formula(let item) = panel.shown, let latex = try? item.reading(of: grade.expected) {
      return [TextLine(Words.expectedFormula[language], style: theme.text)]
        + FormulaEditor.set(latex, width: width - 2, context).map {
          $0.prefixed(by: TextLine("  "))
        }
    }
    if case .numeric = panel.shown {
      return broken(Words.expected(grade.expected.replacing("-", with: "−")), theme.text)
    }
    return broken(Words.expected(grade.expected), theme.text)
  }

  private var isRubric: Bool { if case .rubric = grade.detail { true } else { false } }

  private var remark: [TextLine] {
    switch grade.detail {
    case .remark(let text): broken(text, theme.text)
    case .rubric(let reading): rubric(reading)
    case nil: []
    }
  }

  /// The points of a free text, and the answer that makes them all.
  private func rubric(_ reading: RubricReading) -> [TextLine] {
    guard case .short(let item) = panel.shown else { return [] }
    var lines = RubricLines(
      points: item.rubric.points, reading: reading, overruled: judgement.overruled, width: width,
      context: context
    ).lines
    if reading.tally.met.count < item.rubric.points.count {
      var keys = TextLine("v ", style: theme.key)
      keys.append(Words.overrule[language], style: theme.dimmed)
      lines.append(keys)
    }
    lines += [TextLine(), TextLine(Strings.spokenAnswer[language], style: theme.heading)]
    return lines + set(item.model)
  }

  private var xray: [TextLine] {
    guard let xray = judgement.xray, case .text(let answer) = judgement.attempt.answer else {
      return []
    }
    var lines = broken(Words.xray(answer, xray.sentence), theme.accent)
    if panel.question?.run != nil {
      var keys = TextLine("x ", style: theme.key)
      keys.append(Words.bothRuns[language], style: theme.dimmed)
      lines.append(keys)
    }
    return lines
  }

  private var explanation: [TextLine] {
    guard case .text(let blocks) = panel.shown.explanation else { return [] }
    // A free text without an explanation has its model for one.
    if case .short(let item) = panel.shown, item.model == blocks { return [] }
    return set(blocks)
  }

  private func set(_ blocks: [Block]) -> [TextLine] {
    Typesetter(width: width, theme: theme, glyphs: context.glyphs, language: language)
      .lines(blocks)
  }

  /// How well it was remembered, in the learner's own word, with what each word leads to.
  private var rating: [TextLine] {
    guard panel.shown.isSelfRated else { return [] }
    var line = TextLine()
    for rating in Rating.allCases {
      let isChosen = rating == judgement.rating
      let base = isChosen ? theme.selection : .plain
      line.append(" \(rating.rawValue) ", style: theme.key.over(base))
      line.append(Words.name(of: rating)[language], style: theme.text.over(base))
      let span = TimeSpan(seconds: judgement.due(rated: rating) - judgement.attempt.time)
      line.append(" \(span.text[language])", style: theme.dimmed.over(base))
      line.append(" ", style: base)
      line.append(" ")
    }
    return [TextLine(Words.howWell[language], style: theme.dimmed), line]
  }

  /// What else is kept of the answer.
  private var standing: [TextLine] {
    judgement.isDisputed ? broken(Words.disputed, theme.dimmed) : []
  }

  private enum Words {
    static let right = Localized(en: "Right.", zh: "正确。")
    static let partly = Localized(en: "Partly right.", zh: "部分正确。")
    static let wrong = Localized(en: "Not right.", zh: "不对。")
    static let withHint = Localized(en: "with the hint", zh: "看了提示")
    static let overrule = Localized(
      en: "and a number: I did say that", zh: "再按编号：这一点我说到了")
    static let bothRuns = Localized(
      en: "that run beside the right one", zh: "和正确的那次运行并排看")
    static let howWell = Localized(
      en: "How well did you remember it?", zh: "你记得有多牢？")
    static let disputed = Localized(
      en: "You think that this is right: kept for the instructor.",
      zh: "你认为这个答案是对的：已记下，留给老师看。")

    static let expectedFormula = Localized(en: "The answer is", zh: "答案是")

    static func expected(_ answer: String) -> Localized<String> {
      Localized(en: "The answer is \(answer).", zh: "答案是 \(answer)。")
    }

    static func xray(_ answer: String, _ sentence: Localized<String>) -> Localized<String> {
      Localized(
        en: "\(answer) is what comes out of a known mistake: \(sentence.english)",
        zh: "\(answer) 正是一种常见错误算出来的结果：\(sentence.chinese)")
    }

    static func comesBack(_ span: Localized<String>) -> Localized<String> {
      Localized(en: "comes back in \(span.english)", zh: "\(span.chinese.withoutLeadingBlanks)后再问")
    }

    static func name(of rating: Rating) -> Localized<String> {
      switch rating {
      case .again: Localized(en: "not", zh: "不记得")
      case .hard: Localized(en: "barely", zh: "勉强")
      case .good: Localized(en: "well", zh: "记得")
      case .easy: Localized(en: "easily", zh: "很轻松")
      }
    }
  }
}

extension Item {
  /// The answer is written and not chosen, so that the right one has to be told.
  var isTyped: Bool { makeEditor(for: self, seed: 0).isTyping }
}
