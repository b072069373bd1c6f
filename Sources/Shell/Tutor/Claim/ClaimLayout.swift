import Canvas
import Course
import Labs

/// Where the parts of a test stand: the sentence, the kind, the scale and the verdict one below the
/// other, and the lab below them or, in a wide window, beside.
struct ClaimLayout {
  /// A lab with fewer rows shows nothing; a line then says that it can be opened.
  private static let leastLabRows = 7

  private let screen: ClaimScreen
  private let context: Context
  private let text: Rect
  private let lines: [TextLine]
  /// Where the operands begin in the lines.
  private let firstOperand: Int
  private let scale: Rect
  private let verdict: Rect
  private let verdictLines: [TextLine]
  private let lab: Rect
  private let isWide: Bool

  init(_ screen: ClaimScreen, _ context: Context) {
    self.screen = screen
    self.context = context
    let lesson = LessonLayout(area: context.bodyArea)
    text = lesson.text
    isWide = lesson.lab != nil
    let head = ClaimHead(screen: screen, width: text.columns, context: context)
    let isTight = text.rows < 18
    let gap = isTight ? [] : [TextLine()]

    var lines = head.sentence(limit: isWide ? 8 : isTight ? 2 : 4) + gap + head.kind
    if !isTight { lines += head.meaning }
    let operands = head.operands
    if !operands.isEmpty { lines += gap }
    firstOperand = lines.count
    lines += operands
    if let computation = head.computation { lines.append(computation) }
    let source = head.source
    if !source.isEmpty { lines += gap + source }
    if isWide { lines += gap }
    self.lines = Array(lines.prefix(text.rows))

    let below = text.splitRows(self.lines.count).rest
    let hasScale = screen.hasScale
    let rest: Rect
    (scale, rest) = below.splitRows(hasScale ? ClaimScale.rows : 0)
    verdictLines = Self.verdictLines(screen, width: text.columns, context)
    let gapRows = isTight || !hasScale ? 0 : 1
    let (verdict, under) = rest.splitRows(gapRows).rest.splitRows(verdictLines.count)
    self.verdict = verdict
    lab = lesson.lab ?? under
  }

  private static func verdictLines(
    _ screen: ClaimScreen, width: Int, _ context: Context
  ) -> [TextLine] {
    let breaker = LineBreaker(width: width)
    let dimmed = context.theme.dimmed
    if screen.test.isRunning {
      let text = Words.running(screen.test.advance, context.language)
      return breaker.lines(text, style: dimmed)
    }
    // A line while the value is on its way as well, so that nothing jumps.
    if screen.test.isMoving {
      return breaker.lines(screen.rule[context.language], style: dimmed)
    }
    let verdict = ClaimVerdict(test: screen.test, context: context).lines
    return (verdict + probe(screen, context)).flatMap { breaker.lines($0) }
  }

  private static func probe(_ screen: ClaimScreen, _ context: Context) -> [[Span]] {
    guard let value = screen.probe, let trial = screen.test.expectation else { return [] }
    let numbers = ClaimNumbers(trial, unit: screen.claim?.unit)
    return [
      [
        Span("\(context.glyphs.optionOff) ", style: context.theme.partial),
        Span(Words.probe(numbers.found(value))[context.language], style: context.theme.text),
      ]
    ]
  }

  // MARK: Drawing

  func draw(in area: Rect, of frame: inout Frame) {
    let place = "\(screen.index + 1)/\(screen.passages.count)"
    ScreenTitle(Words.title[context.language], detail: place).draw(in: area, of: &frame, context)
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: text.column, row: text.row + row, in: text)
    }
    if !scale.isEmpty { ClaimScale(screen, context).draw(in: scale, of: &frame) }
    for (row, line) in verdictLines.enumerated() {
      frame.draw(line, column: verdict.column, row: verdict.row + row, in: verdict)
    }
    drawLab(of: &frame)
  }

  private func drawLab(of frame: inout Frame) {
    guard let exhibit = screen.exhibit, !lab.isEmpty else { return }
    if isWide { frame.drawDivider(atColumn: lab.column - 2, beside: lab, context) }
    guard inset.rows >= Self.leastLabRows else {
      let line = TextLine(
        "\(context.glyphs.pointer) lab \(exhibit.panel.description.name)",
        style: context.theme.link)
      frame.draw(line, column: lab.column, row: lab.maxRow - 1, in: lab)
      return
    }
    LabInset(panel: exhibit.panel, isFocused: screen.isInLab, context: context)
      .draw(in: inset, of: &frame)
  }

  /// Beside the text the lab begins where the text does, below it after a blank row.
  private var inset: Rect { isWide ? lab : lab.splitRows(1).rest }

  // MARK: The mouse

  func operand(atRow row: Int, column: Int) -> Int? {
    let count = screen.claim?.operands.count ?? 0
    let index = row - text.row - firstOperand
    guard text.contains(column: column, row: row), (0..<count).contains(index) else { return nil }
    return index
  }

  func cell(atColumn column: Int, row: Int) -> Crosshair? {
    guard let exhibit = screen.exhibit, inset.rows >= Self.leastLabRows else { return nil }
    return LabInset(panel: exhibit.panel, isFocused: true, context: context)
      .cell(atColumn: column, row: row, in: inset)
  }

  private enum Words {
    static let title = Localized(en: "Does it hold?", zh: "站得住吗？")

    static func probe(_ value: String) -> Localized<String> {
      Localized(
        en: "With the lab's present settings it is \(value).", zh: "按实验现在的设置，是 \(value)。")
    }

    static func running(_ advance: LabAdvance?, _ language: Language) -> String {
      let running = Localized(en: "Running…", zh: "正在运行…")[language]
      guard let advance else { return running }
      let percent = Int((min(max(advance.fraction, 0), 1) * 100).rounded())
      return "\(running) \(percent) % · \(advance.what[language])"
    }
  }
}

extension ClaimScreen {
  /// Whether there is a value to land somewhere.
  fileprivate var hasScale: Bool {
    switch claim?.basis {
    case nil, .source: false
    case .order: true
    case .run, .theorem, .divide, .subtract: PrintedNumber(passage.link.text) != nil
    }
  }

  /// What has to be for the claim to hold.
  fileprivate var rule: Localized<String> {
    guard let trial = test.expectation, let bracket = trial.bracket else {
      return Localized(en: "They have to come in this order.", zh: "要按这个次序从小到大才成立。")
    }
    let numbers = ClaimNumbers(trial, unit: claim?.unit)
    let (lower, upper) = (numbers.bare(bracket.lower), numbers.plain(bracket.upper))
    return Localized(
      en: "It has to land between \(lower) and \(upper).", zh: "要落在 \(lower) 和 \(upper) 之间才成立。")
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    ClaimLayout(self, context).draw(in: area, of: &frame)
    if let menu, let exhibit {
      PopUpMenu(entries: menu.entries(exhibit.panel, context.language))
        .draw(in: area, of: &frame, context)
    }
  }
}
