import Canvas
import Course
import Figures
import Labs

/// A lab over the whole terminal: where its parts stand, and how they are drawn.
struct LabLayout {
  private static let maximumSentenceRows = 4

  private let panel: LabPanel
  private let context: Context
  private let area: Rect
  private let controls: Rect
  private let views: Rect
  private let steps: Rect
  private let sentence: Rect

  init(area: Rect, panel: LabPanel, context: Context) {
    self.area = area
    self.panel = panel
    self.context = context
    let body = area.splitRows(2).rest
    let stepRows = panel.steps.count > 1 ? 1 : 0
    let lines = panel.sentence(width: area.columns - 2, context).count
    let sentenceRows = 1 + min(Self.maximumSentenceRows, max(1, lines))
    let (upper, lower) = body.splitRows(body.rows - sentenceRows - stepRows)
    (steps, sentence) = lower.splitRows(stepRows)
    let (left, right) = upper.splitColumns(min(40, max(26, area.columns / 4)))
    controls = left.inset(columns: 1)
    views = Rect(
      column: right.column + 2, row: right.row, columns: right.columns - 3, rows: right.rows)
  }

  func draw(of frame: inout Frame) {
    ScreenTitle(panel.description.title[context.language], detail: detail)
      .draw(in: area, of: &frame, context)
    drawControls(of: &frame)
    frame.drawDivider(atColumn: controls.maxColumn + 1, beside: controls, context)
    LabViews(panel: panel, context: context).draw(in: views, of: &frame)
    if steps.rows > 0 { StepBar(panel: panel, context: context).draw(in: steps, of: &frame) }
    drawSentence(of: &frame)
  }

  private var detail: String {
    let state = panel.isRunning ? panel.running(context.language) + " · " : ""
    let broken = panel.mutant.map { "\(context.glyphs.wrong) \($0) · " } ?? ""
    return state + broken + "lab \(panel.description.name) · seed \(panel.seed)"
  }

  // MARK: Controls

  private func drawControls(of frame: inout Frame) {
    for (index, control) in panel.description.controls.enumerated() where index < controls.rows {
      ControlLine(control, panel: panel, index: index, context: context)
        .draw(in: controlRow(index), of: &frame)
    }
    drawHelp(of: &frame)
  }

  private func controlRow(_ index: Int) -> Rect {
    Rect(
      column: controls.column, row: controls.row + index, columns: controls.columns, rows: 1)
  }

  /// What the control in focus means and what else can be done here, below the controls. Where the
  /// figure has the focus its keys come first, and what the lab is about only if it fits.
  private func drawHelp(of frame: inout Frame) {
    let text = panel.control?.help ?? panel.description.summary
    let breaker = LineBreaker(width: controls.columns)
    let help = breaker.lines(text[context.language], style: context.theme.dimmed)
    let offers = panel.offers.flatMap { offer in
      breaker.lines([
        Span("\(offer.keys) ", style: context.theme.key, mayBreak: false),
        Span(offer.action[context.language], style: context.theme.dimmed),
      ])
    }
    let start = controls.row + panel.description.controls.count + 1
    let isTight = start + help.count + offers.count + 1 > controls.maxRow
    let gap = offers.isEmpty || isTight ? [] : [TextLine()]
    let lines =
      panel.control != nil
      ? help + gap + offers : offers.isEmpty || !isTight ? offers + gap + help : offers
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: controls.column, row: start + row, in: controls)
    }
  }

  func control(atColumn column: Int, row: Int) -> Int? {
    panel.description.controls.indices.first {
      controlRow($0).contains(column: column, row: row)
    }
  }

  func step(atColumn column: Int, row: Int) -> Int? {
    guard steps.contains(column: column, row: row) else { return nil }
    return StepBar(panel: panel, context: context).step(atColumn: column, in: steps)
  }

  func cell(atColumn column: Int, row: Int) -> Crosshair? {
    LabViews(panel: panel, context: context).cell(atColumn: column, row: row, in: views)
  }

  // MARK: The sentence

  private func drawSentence(of frame: inout Frame) {
    frame.draw(
      context.glyphs.border.horizontal.repeated(sentence.columns),
      column: sentence.column, row: sentence.row, style: context.theme.border)
    let body = sentence.splitRows(1).rest.inset(columns: 1)
    if let advance = panel.advance { return draw(advance, in: body, of: &frame) }
    let lines = panel.sentence(width: body.columns, context)
      .cut(to: body.rows, columns: body.columns)
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
  }

  /// How far a long run is, in the place of the sentence that it will have.
  private func draw(_ advance: LabAdvance, in area: Rect, of frame: inout Frame) {
    let bar = Rect(
      column: area.column, row: area.row, columns: min(40, area.columns / 2), rows: 1)
    frame.draw(
      context.glyphs.bar(advance.fraction, columns: bar.columns), column: bar.column, row: bar.row,
      style: context.theme.bar, in: bar)
    frame.draw(
      panel.running(context.language), column: bar.maxColumn + 2, row: area.row,
      style: context.theme.text, in: area)
  }
}

extension LabPanel {
  /// How far the run under way is.
  func running(_ language: Language) -> String {
    guard let advance else { return Words.computing[language] }
    let percent = Int((min(max(advance.fraction, 0), 1) * 100).rounded())
    return "\(percent) % · \(advance.what[language])"
  }

  /// The keys that this lab has beside those that every lab has.
  var offers: [KeyHelp] {
    let broken = lab.mutants.isEmpty ? [] : [KeyHelp("B", en: "break it on purpose", zh: "故意弄坏它")]
    let kernel =
      kernelMarks.isEmpty ? [] : [KeyHelp("K", en: "the line of our kernel", zh: "对应的内核代码")]
    let lesson =
      currentStep?.lesson == nil ? [] : [KeyHelp("G", en: "the lesson on this", zh: "讲这一点的课")]
    return broken + kernel + lesson
      + lab.actions.map { KeyHelp(String($0.key), en: $0.name.english, zh: $0.name.chinese) }
  }

  private enum Words {
    static let computing = Localized(en: "computing…", zh: "计算中…")
  }

  /// What is being seen, with this run's numbers; or why there is no run.
  func sentence(width: Int, _ context: Context) -> [TextLine] {
    let breaker = LineBreaker(width: width)
    if let failure {
      return breaker.lines(failure.message[context.language], style: context.theme.error)
    }
    guard let currentStep else { return [] }
    return breaker.lines(currentStep.sentence[context.language], style: context.theme.text)
  }
}
