import Canvas
import Course
import Quiz

/// The points of a rubric: which were met, by which words, which were missed, and which the answer
/// speaks against.
struct RubricLines {
  let points: [RubricPoint]
  let reading: RubricReading
  /// Points that the learner holds to be met after all, from 1.
  var overruled: Set<Int> = []
  /// What became of the points the first time, where this is the second.
  var first: RubricTally?
  let width: Int
  let context: Context

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  var lines: [TextLine] {
    var lines: [TextLine] = []
    if first != nil { lines += [heading] }
    for (index, point) in points.enumerated() { lines += self.lines(of: point, index) }
    return lines
  }

  private enum Standing {
    case met, missed, contradicted
  }

  private func standing(_ index: Int) -> Standing {
    if overruled.contains(index + 1) { return .met }
    guard reading.findings.indices.contains(index) else { return .missed }
    switch reading.findings[index] {
    case .met: return .met
    case .missed: return .missed
    case .contradicted: return .contradicted
    }
  }

  private func lines(of point: RubricPoint, _ index: Int) -> [TextLine] {
    var lead = TextLine()
    if let first {
      lead.append(mark(standing(index, in: first)))
      lead.append(" \(context.glyphs.arrowRight) ", style: theme.dimmed)
    }
    let now = standing(index)
    lead.append(mark(now))
    lead.append(" \(index + 1) ", style: now == .met ? theme.dimmed : theme.key)
    let indent = TextLine(String(repeating: " ", count: lead.width))
    let typesetter = Typesetter(
      width: width - lead.width, theme: theme, glyphs: context.glyphs, language: language)
    // The point may stand at any place: the page has its own diagnostics.
    let block = Block(.paragraph(point.text), at: Place(file: ""))
    var lines = typesetter.lines([block]).enumerated().map { row, line in
      line.prefixed(by: row == 0 ? lead : indent)
    }
    for line in LineBreaker(width: width - lead.width).lines([remark(index)])
    where line.width > 0 {
      lines.append(line.prefixed(by: indent))
    }
    return lines
  }

  private func standing(_ index: Int, in tally: RubricTally) -> Standing {
    if tally.met.contains(index + 1) { return .met }
    return tally.contradicted.contains(index + 1) ? .contradicted : .missed
  }

  private func mark(_ standing: Standing) -> Span {
    switch standing {
    case .met: Span("\(context.glyphs.right)", style: theme.correct)
    case .missed: Span("\(context.glyphs.untouched)", style: theme.partial)
    case .contradicted: Span("\(context.glyphs.wrong)", style: theme.wrong)
    }
  }

  /// Below a point: the learner's words, or that there were none.
  private func remark(_ index: Int) -> Span {
    if overruled.contains(index + 1) {
      return Span(Words.overruled[language], style: theme.dimmed)
    }
    guard reading.findings.indices.contains(index) else { return Span("") }
    switch reading.findings[index] {
    case .missed: return Span(Words.missed[language], style: theme.dimmed)
    case .met(let words): return Span(Words.met(quoted(words))[language], style: theme.dimmed)
    case .contradicted(let words):
      return Span(Words.contradicted(quoted(words))[language], style: theme.wrong)
    }
  }

  /// On one line, and not the whole of a long sentence.
  private func quoted(_ words: String) -> String {
    String(words.map { $0.isNewline ? " " : $0 }).truncated(to: max(20, 2 * width - 20))
  }

  /// Over the two columns of marks.
  private var heading: TextLine { TextLine(Words.firstAndSecond[language], style: theme.dimmed) }

  private enum Words {
    static let missed = Localized(en: "not said", zh: "没有提到")
    static let overruled = Localized(en: "said, by your own word", zh: "你认为说到了")
    static let firstAndSecond = Localized(
      en: "first time \u{2192} second time", zh: "第一次 \u{2192} 第二次")

    static func met(_ words: String) -> Localized<String> {
      Localized(en: "you said “\(words)”", zh: "你说：“\(words)”")
    }

    static func contradicted(_ words: String) -> Localized<String> {
      Localized(en: "you said the opposite: “\(words)”", zh: "你说反了：“\(words)”")
    }
  }
}
