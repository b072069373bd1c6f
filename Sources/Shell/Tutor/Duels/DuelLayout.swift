import Canvas
import Course
import Progress

/// How a duel is drawn: the claim, what is bet on, the bet, and what the run said to it.
struct DuelLayout {
  private let screen: DuelsScreen
  private let area: Rect
  private let context: Context
  private let body: Rect
  /// Where the run that decided is drawn, on a wide screen.
  private let labArea: Rect?
  private var lines: [TextLine] = []
  /// The number of the choice that each line belongs to.
  private var choices: [Int: Int] = [:]
  /// Where the bet begins.
  private var betRow = 0

  init(screen: DuelsScreen, area: Rect, context: Context) {
    self.screen = screen
    self.area = area
    self.context = context
    let layout = LessonLayout(area: area)
    body = layout.text
    labArea = layout.lab
    if let duel = screen.duel, let panel = screen.panel {
      add(duel, panel)
    } else if let duels = screen.duels {
      addEnd(of: duels)
    }
  }

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  var maximumScroll: Int { max(0, lines.count - body.rows) }

  /// As little as shows all of the outcome, and the bet at least.
  var scrollToOutcome: Int { min(maximumScroll, max(0, betRow - 1)) }

  private var top: Int { min(screen.scroll, maximumScroll) }

  func choice(atRow row: Int) -> Int? {
    guard row >= body.row, row < body.maxRow else { return nil }
    return choices[row - body.row + top]
  }

  func draw(of frame: inout Frame) {
    ScreenTitle(Strings.duels[language], detail: progress).draw(in: area, of: &frame, context)
    for (row, line) in lines.dropFirst(top).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
    if let labArea, let lab = screen.lab {
      LabInset(panel: lab, isFocused: false, context: context).draw(in: labArea, of: &frame)
    }
    if top < maximumScroll {
      frame.draw(
        "\(context.glyphs.arrowDown)", column: body.maxColumn + 1, row: body.maxRow - 1,
        style: theme.dimmed)
    }
  }

  private var progress: String {
    guard let duels = screen.duels, screen.duel != nil else { return "" }
    return "\(screen.index + 1)/\(duels.count)"
  }

  // MARK: One duel

  private mutating func add(_ duel: Duel, _ panel: PredictionPanel) {
    addClaim(duel)
    add(set(duel.question[language]))
    add(TextLine())
    betRow = lines.count
    let bet = PredictionLines(panel, isFocused: true, width: body.columns, context)
    var isAfterChoices = false
    for (line, choice) in zip(bet.lines, bet.choices) {
      if let choice {
        choices[lines.count] = choice
      } else if !isAfterChoices {
        isAfterChoices = true
        add(TextLine())
      }
      add(line)
    }
    if case .decided = panel.phase { addTruth(duel) }
  }

  /// As a quotation, though it is none: a bar before each line tells it from our own words.
  private mutating func addClaim(_ duel: Duel) {
    let style = theme.callout(.predict)
    let sections = duel.notes.joined(separator: language == .chinese ? "、" : ", ")
    let heading = Words.notes(sections)[language]
    let bar = TextLine("\(context.glyphs.calloutBar) ", style: style)
    add(TextLine(heading, style: style.adding(.bold)).prefixed(by: bar))
    for line in set(duel.claim[language], width: body.columns - 2) { add(line.prefixed(by: bar)) }
    add(TextLine())
  }

  private mutating func addTruth(_ duel: Duel) {
    add(TextLine())
    let (words, style) =
      duel.isClaimRight ? (Words.claimHolds, theme.correct) : (Words.claimFails, theme.wrong)
    add(TextLine(words[language], style: style.adding(.bold)))
    add(set(duel.truth[language]))
    add(TextLine())
    for line in LineBreaker(width: body.columns).lines(source(of: duel), style: theme.dimmed) {
      add(line)
    }
    let run = Words.run(duel.prediction[language].basis.words)[language]
    for line in LineBreaker(width: body.columns).lines(run, style: theme.dimmed) { add(line) }
  }

  private func source(of duel: Duel) -> String {
    let place = duel.whereInSource[language]
    guard let source = duel.source else { return duel.sourceID + " " + place }
    return [source.authorsAndYear(in: language), source.title, place, source.linkName ?? ""]
      .filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private func set(_ blocks: [Block], width: Int? = nil) -> [TextLine] {
    Typesetter(
      width: width ?? body.columns, theme: theme, glyphs: context.glyphs, language: language
    ).lines(blocks)
  }

  private mutating func add(_ line: TextLine) { lines.append(line) }
  private mutating func add(_ some: [TextLine]) { lines += some }

  // MARK: The end

  private mutating func addEnd(of duels: [Duel]) {
    guard !duels.isEmpty else { return add(TextLine(Words.none[language], style: theme.dimmed)) }
    let tally = Words.tally(won: screen.won, lost: screen.lost)[language]
    add(TextLine(tally, style: theme.heading))
    add(TextLine())
    let waiting = DuelOrder.waiting(among: duels, by: context.record)
    for line in LineBreaker(width: body.columns).lines(
      Words.comesBack(waiting)[language], style: theme.text)
    {
      add(line)
    }
    add(TextLine())
    for duel in duels { add(line(of: duel)) }
  }

  /// How the latest bet on a duel came out.
  private func line(of duel: Duel) -> TextLine {
    let guess = context.record.latestGuess(at: duel.prediction.english.id)
    let mark: Mark = guess?.isRight.map { $0 ? .done : .wrong } ?? .open
    var line = TextLine("\(mark.glyph(context.glyphs)) ", style: mark.style(theme))
    let sure = guess.map { " \($0.confidence) %" } ?? ""
    let claim = set(duel.claim[language], width: 1000).first?.text ?? ""
    let room = body.columns - line.width - sure.cellWidth - 1
    line.append(claim.truncated(to: room), style: theme.text)
    line.append(sure, style: theme.dimmed)
    return line
  }

  private enum Words {
    static let claimHolds = Localized(en: "Here the notes are right.", zh: "这一点笔记说对了。")
    static let claimFails = Localized(
      en: "Here the notes mislead.", zh: "这一点笔记说得不对，或容易误导。")
    static let none = Localized(en: "This course has no duels.", zh: "这门课没有赌题。")

    static func notes(_ sections: String) -> Localized<String> {
      Localized(en: "THE NOTES (\(sections)) SAY", zh: "笔记 \(sections) 的说法")
    }

    static func run(_ words: String) -> Localized<String> {
      Localized(en: "Decided by: \(words)", zh: "由这次运行判定：\(words)")
    }

    static func tally(won: Int, lost: Int) -> Localized<String> {
      Localized(en: "\(won) won, \(lost) lost", zh: "赢 \(won) 次，输 \(lost) 次")
    }

    static func comesBack(_ count: Int) -> Localized<String> {
      count == 0
        ? Localized(
          en: "Nothing waits: no bet was lost while you were sure of it.",
          zh: "没有要重来的题：有把握的全赌赢了。")
        : Localized(
          en: "Next time these come first: \(count) lost while you were sure, or never decided.",
          zh: "下次先出这 \(count) 题：有把握却输了的，还有没分出输赢的。")
    }
  }
}

extension Prediction.Basis {
  /// `scaling d=256 scale=true → false`, and how the run departs from the true one of seed 1, as
  /// `lab run` takes it
  fileprivate var words: String {
    switch self {
    case .claim(let name): name
    case .run(let request, _): words(request, request)
    case .change(let from, let to, _, _): words(from, to)
    }
  }

  private func words(_ from: LabRequest, _ to: LabRequest) -> String {
    let names = Set(from.settings.keys).union(to.settings.keys).sorted()
    let settings = names.map { name in
      let (before, after) = (from.settings[name], to.settings[name])
      let change = before == after ? [before] : [before, after]
      return "\(name)=" + change.compactMap { $0 }.joined(separator: " → ")
    }
    let broken = to.mutant.map { ["--mutant \($0)"] } ?? []
    let seed = to.seed == 1 ? [] : ["--seed \(to.seed)"]
    return ([to.lab] + settings + broken + seed).joined(separator: " ")
  }
}
