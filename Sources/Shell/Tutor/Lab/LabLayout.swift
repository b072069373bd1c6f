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
    for row in controls.row..<controls.maxRow {
      frame.put(
        Cell(context.glyphs.border.vertical, style: context.theme.border),
        column: controls.maxColumn + 1, row: row)
    }
    LabViews(panel: panel, context: context).draw(in: views, of: &frame)
    if steps.rows > 0 { StepBar(panel: panel, context: context).draw(in: steps, of: &frame) }
    drawSentence(of: &frame)
  }

  private var detail: String {
    let state = panel.isRunning ? Words.running[context.language] + " · " : ""
    return state + "lab \(panel.description.name) · seed \(panel.seed)"
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

  /// What the control in focus means, below the controls.
  private func drawHelp(of frame: inout Frame) {
    let help = panel.control?.help ?? panel.description.summary
    let lines = LineBreaker(width: controls.columns)
      .lines(help[context.language], style: context.theme.dimmed)
    let start = controls.row + panel.description.controls.count + 1
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: controls.column, row: start + row, in: controls)
    }
  }

  func control(atColumn column: Int, row: Int) -> Int? {
    panel.description.controls.indices.first {
      controlRow($0).contains(column: column, row: row)
    }
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
    for (row, line) in panel.sentence(width: body.columns, context).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
  }

  private enum Words {
    static let running = Localized(en: "computing…", zh: "计算中…")
  }
}

extension LabPanel {
  /// What is being seen, with this run's numbers; or why there is no run.
  func sentence(width: Int, _ context: Context) -> [TextLine] {
    let breaker = LineBreaker(width: width)
    if let failure { return breaker.lines(failure.message, style: context.theme.error) }
    guard let currentStep else { return [] }
    return breaker.lines(currentStep.sentence[context.language], style: context.theme.text)
  }
}

/// One control: its name with the letter that moves to it underlined, and its value.
struct ControlLine {
  private let control: Control
  private let panel: LabPanel
  private let isFocused: Bool
  private let context: Context

  init(_ control: Control, panel: LabPanel, index: Int, context: Context) {
    self.control = control
    self.panel = panel
    self.context = context
    isFocused = panel.focus == .control(index)
  }

  func draw(in area: Rect, of frame: inout Frame) {
    let theme = context.theme
    let base = isFocused ? theme.selection : .plain
    if isFocused { frame.fill(area, with: .blank(base)) }
    let pointer: Unicode.Scalar = isFocused ? context.glyphs.pointer : " "
    var column = frame.draw(
      "\(pointer) ", column: area.column, row: area.row, style: theme.accent.over(base), in: area)
    let label = control.label[context.language]
    let mnemonic = label.firstIndex(of: control.mnemonic)
    for index in label.indices {
      let style = index == mnemonic ? theme.text.adding(.underline) : theme.text
      column = frame.draw(
        String(label[index]), column: column, row: area.row, style: style.over(base), in: area)
    }
    if mnemonic == nil {
      column = frame.draw(
        " \(control.mnemonic)", column: column, row: area.row,
        style: theme.dimmed.adding(.underline).over(base), in: area)
    }
    drawValue(from: column + 1, in: area, of: &frame, base)
  }

  private func drawValue(from start: Int, in area: Rect, of frame: inout Frame, _ base: Style) {
    let theme = context.theme
    let room = area.maxColumn - start
    if isFocused, let editor = panel.editor {
      editor.draw(
        column: start, row: area.row, columns: room, of: &frame, style: theme.selection)
      return
    }
    let isChanged = panel.settings[control] != control.initial
    let text = panel.settings[control].shown(context.language).truncated(to: max(1, room - 4))
    let shown =
      isFocused ? "\(context.glyphs.arrowLeft) \(text) \(context.glyphs.arrowRight)" : text
    frame.draw(
      shown, column: max(start, area.maxColumn - shown.cellWidth), row: area.row,
      style: (isChanged ? theme.strong : theme.text).over(base), in: area)
  }
}

/// The stages of a lab: which one is shown, and how far it has come.
struct StepBar {
  let panel: LabPanel
  let context: Context

  func draw(in area: Rect, of frame: inout Frame) {
    let theme = context.theme
    let play = panel.isPlaying ? context.glyphs.pause : context.glyphs.play
    var column = frame.draw(
      "\(play) \(panel.step + 1)/\(panel.steps.count) ", column: area.column + 1, row: area.row,
      style: theme.accent, in: area)
    for (index, step) in panel.steps.enumerated() {
      let isCurrent = index == panel.step
      let style = isCurrent ? theme.strong.adding(.underline) : theme.dimmed
      if index > 0 {
        column = frame.draw(
          " \(context.glyphs.arrowRight) ", column: column, row: area.row, style: theme.dimmed,
          in: area)
      }
      column = frame.draw(
        step.title[context.language], column: column, row: area.row, style: style, in: area)
    }
  }
}
