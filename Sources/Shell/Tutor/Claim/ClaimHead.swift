import Canvas
import Course
import Labs

/// What is tested, as lines: the sentence with the number marked, what kind of claim it is, and what
/// it is computed from.
struct ClaimHead {
  let screen: ClaimScreen
  let width: Int
  let context: Context

  /// A sentence that a lab is given would fill lines.
  private static let settingColumns = 18

  private var theme: Theme { context.theme }
  private var glyphs: Glyphs { context.glyphs }
  private var language: Language { context.language }

  // MARK: The sentence

  /// At most `limit` lines, around the number.
  func sentence(limit: Int) -> [TextLine] {
    let passage = screen.passage
    let bar = TextLine("\(glyphs.calloutBar) ", style: theme.dimmed)
    let page = Typesetter(
      width: width - bar.width, theme: theme, glyphs: glyphs, language: language,
      claims: screen.test.claims, verdicts: verdicts
    ).page([Block(.paragraph(passage.sentence), at: passage.link.place)])
    let target = target(on: page)
    let lines = page.lines.map { marked($0, target: target).prefixed(by: bar) }
    let place = target.flatMap(page.line(ofTarget:)) ?? 0
    let first = max(0, min(place - limit / 2, lines.count - limit))
    return Array(lines.dropFirst(first).prefix(limit))
  }

  /// Those of the numbers around it, and its own on the engine that is tested.
  private var verdicts: [Place: Bool] {
    var verdicts = screen.verdicts
    verdicts[screen.passage.link.place] = screen.test.judgement
    return verdicts
  }

  /// The link of the tested number among those of the sentence.
  private func target(on page: Page) -> Int? {
    var ordinal = 0
    var found: Int?
    screen.passage.sentence.walk { inline in
      guard case .claim(_, _, let place) = inline else { return }
      if place == screen.passage.link.place { found = ordinal }
      ordinal += 1
    }
    let claims = page.targets.indices.filter { page.targets[$0].isClaim }
    return found.flatMap { claims.indices.contains($0) ? claims[$0] : nil }
  }

  private func marked(_ line: TextLine, target: Int?) -> TextLine {
    guard let target else { return line }
    return TextLine(
      line.spans.map { span in
        var span = span
        if span.target == target { span.style = theme.selection.over(span.style) }
        return span
      })
  }

  // MARK: The kind

  /// Which kind of claim it is, and what it rests on.
  var kind: [TextLine] {
    guard let claim = screen.claim else {
      return LineBreaker(width: width).lines(
        Words.unknown(screen.passage.link.id)[language], style: theme.error)
    }
    var spans = [
      Span("\(glyphs.mark(of: claim)) ", style: theme.claims.style(of: claim)),
      Span(Words.kind(of: claim)[language], style: theme.strong),
      Span(" \(glyphs.separator) ", style: theme.dimmed),
    ]
    spans += basis(of: claim)
    return LineBreaker(width: width).lines(spans)
  }

  private func basis(of claim: Claim) -> [Span] {
    switch claim.basis {
    case .run(let request, let result), .theorem(let request, let result, _):
      return run(request, result, settings: request.settings)
    case .source(let id, let place, _): return [Span("\(id)  \(place)", style: theme.text)]
    case .divide(let a, let b): return [Span("\(a) ÷ \(b)", style: theme.text)]
    case .subtract(let a, let b): return [Span("\(a) − \(b)", style: theme.text)]
    case .order(let names):
      return [Span(names.joined(separator: " < "), style: theme.text)]
    }
  }

  /// - Parameters:
  ///   - settings: those that are worth telling
  ///   - namesLab: whether the lab is
  private func run(
    _ request: LabRequest, _ result: String, settings: [String: String], namesLab: Bool = true
  ) -> [Span] {
    var words = settings.sorted { $0.key < $1.key }.map {
      Span("\($0.key)=\($0.value.truncated(to: Self.settingColumns))", style: theme.dimmed)
    }
    if namesLab { words.insert(Span("lab \(request.lab)", style: theme.text), at: 0) }
    if request.seed != 1 { words.append(Span("seed=\(request.seed)", style: theme.dimmed)) }
    if let mutant = request.mutant {
      words.append(Span("mutant=\(mutant)", style: theme.wrong))
    }
    words.append(Span("\(glyphs.arrowRight)", style: theme.dimmed))
    return words.flatMap { [$0, Span(" ")] } + [Span(result, style: theme.accent)]
  }

  /// What the number means, and what theory says of it.
  var meaning: [TextLine] {
    guard let claim = screen.claim, let request = claim.request else { return [] }
    var result: String?
    var law: String?
    switch claim.basis {
    case .run(_, let name): result = name
    case .theorem(_, let name, let form): (result, law) = (name, form)
    case .source, .divide, .subtract, .order: break
    }
    let description = screen.exhibits.first { $0.request == request }?.panel.description.results
      .first { $0.name == result.flatMap(ResultName.init)?.name }
    var spans: [Span] = []
    if let description {
      spans.append(Span(description.meaning[language], style: theme.dimmed))
    }
    if let law {
      let gap = spans.isEmpty ? "" : Words.gap[language]
      spans.append(Span(gap + Words.law(law)[language], style: theme.claims.theorem))
    }
    return spans.isEmpty ? [] : LineBreaker(width: width).lines(spans)
  }

  // MARK: The operands

  /// One line each: its name, its value as soon as it is there, and the run that gives it.
  var operands: [TextLine] {
    guard let claim = screen.claim, !claim.operands.isEmpty else { return [] }
    let names = claim.operands
    let values = names.indices.map { value(ofOperand: $0) }
    let nameWidth = names.map(\.cellWidth).max() ?? 0
    let valueWidth = values.map(\.cellWidth).max() ?? 0
    return names.indices.map { index in
      let isHere = index == screen.operand
      let base = isHere ? theme.selection : .plain
      var line = TextLine(isHere ? "\(glyphs.pointer) " : "  ", style: base)
      line.append("\(index + 1) ", style: theme.accent.over(base))
      line.append(names[index].padded(to: nameWidth) + "  ", style: theme.text.over(base))
      line.append(values[index].leftPadded(to: valueWidth), style: theme.strong.over(base))
      line.append("  ")
      for span in basis(ofOperand: names[index]) { line.append(span) }
      return line
    }
  }

  /// Nothing until it has come.
  private func value(ofOperand index: Int) -> String {
    guard let trial = screen.test.trial, trial.operands.indices.contains(index),
      screen.test.arrival(ofStage: index) > 0
    else { return "…" }
    return ClaimNumbers.operand(trial.operands[index])
  }

  private func basis(ofOperand id: String) -> [Span] {
    guard let claim = screen.test.claims[id] else {
      return [Span(Words.unknown(id)[language], style: theme.error)]
    }
    let mark = Span("\(glyphs.mark(of: claim)) ", style: theme.claims.style(of: claim))
    switch claim.basis {
    case .run(let request, let result), .theorem(let request, let result, _):
      let isOnly = screen.test.requests.allSatisfy { $0.lab == request.lab }
      let settings = request.settings.filter(isDistinct)
      return [mark] + run(request, result, settings: settings, namesLab: !isOnly)
    case .source, .divide, .subtract, .order: return [mark] + basis(of: claim)
    }
  }

  /// Whether a setting tells an operand's run from another's.
  private func isDistinct(_ name: String, _ value: String) -> Bool {
    screen.test.requests.contains { $0.settings[name] != value }
  }

  /// What the operands come to: `2.36 ÷ 0.41 = 5.76`.
  var computation: TextLine? {
    guard let claim = screen.claim, let trial = screen.test.trial,
      let value = trial.outcome.value, trial.operands.count == 2,
      screen.test.arrival(ofStage: 2) > 0
    else { return nil }
    let sign: String
    switch claim.basis {
    case .divide: sign = "÷"
    case .subtract: sign = "−"
    case .run, .theorem, .source, .order: return nil
    }
    let parts = trial.operands.map(ClaimNumbers.operand)
    let result = ClaimNumbers(trial, unit: claim.unit).found(value)
    var line = TextLine("    \(parts[0]) \(sign) \(parts[1]) = ", style: theme.math)
    line.append(result, style: theme.strong)
    return line
  }

  // MARK: The source

  /// Where the number was taken from; nothing for claims that are run.
  var source: [TextLine] {
    guard case .source(let id, let place, let value)? = screen.claim?.basis else { return [] }
    let breaker = LineBreaker(width: width)
    var lines = breaker.lines(Words.notRun[language], style: theme.text) + [TextLine()]
    if let source = screen.source {
      lines += breaker.lines(source.title, style: theme.strong)
      let year = source.year.map { " (\($0))" } ?? ""
      let authors = source.authors.joined(separator: ", ")
      lines += breaker.lines(authors + year, style: theme.dimmed)
    } else {
      lines.append(TextLine(id, style: theme.strong))
    }
    let unit = screen.claim?.unit.map { " " + $0 } ?? ""
    var spans = place.isEmpty ? [] : [Span(place + Words.colon[language], style: theme.text)]
    spans.append(Span(value.compact() + unit, style: theme.strong))
    lines += breaker.lines(spans)
    if let link = screen.link { lines.append(TextLine(link, style: theme.link)) }
    return lines + disagreement
  }

  /// Said where the text has another number than the source.
  private var disagreement: [TextLine] {
    guard let trial = screen.test.trial, !trial.outcome.holds else { return [] }
    return LineBreaker(width: width).lines(
      Words.disagrees(trial.outcome.text)[language], style: theme.wrong)
  }

  private enum Words {
    static let gap = Localized(en: "; ", zh: "；")
    static let colon = Localized(en: ": ", zh: "：")
    static let notRun = Localized(
      en: "Nothing is run here: the number is taken from what others have published.",
      zh: "这里不用运行：这个数引自公开发表的文献。")

    static func law(_ form: String) -> Localized<String> {
      Localized(en: "in theory \(form)", zh: "理论值 \(form)")
    }

    static func unknown(_ id: String) -> Localized<String> {
      Localized(en: "There is no claim “\(id)”.", zh: "没有名为“\(id)”的论断。")
    }

    static func disagrees(_ text: String) -> Localized<String> {
      Localized(en: "Yet the text says \(text).", zh: "而正文写的是 \(text)。")
    }

    static func kind(of claim: Claim) -> Localized<String> {
      switch claim.basis {
      case .theorem: Localized(en: "theorem", zh: "定理")
      case .run: Localized(en: "run", zh: "实验")
      case .source: Localized(en: "source", zh: "文献")
      case .divide: Localized(en: "ratio", zh: "比值")
      case .subtract: Localized(en: "difference", zh: "差值")
      case .order: Localized(en: "order", zh: "次序")
      }
    }
  }
}
