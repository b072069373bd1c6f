import Canvas
import Course
import Labs

/// A lab inside a lesson: one line of controls, its first views, where the number under the
/// crosshair comes from, and the sentence.
struct LabInset {
  let panel: LabPanel
  let isFocused: Bool
  let context: Context

  private struct Parts {
    var title: Rect
    var controls: Rect
    var views: Rect
    var foot: Rect
    var footLines: [TextLine]
  }

  private func parts(of area: Rect) -> Parts {
    let (title, below) = area.splitRows(1)
    let (controls, rest) = below.splitRows(controlLines(width: area.columns).count)
    let footLines = footLines(in: rest)
    let (views, foot) = rest.splitRows(rest.rows - footLines.count)
    return Parts(
      title: title, controls: controls, views: views, foot: foot, footLines: footLines)
  }

  func draw(in area: Rect, of frame: inout Frame) {
    let parts = parts(of: area)
    drawTitle(in: parts.title, of: &frame)
    for (row, line) in controlLines(width: area.columns).enumerated() {
      frame.draw(
        line, column: parts.controls.column, row: parts.controls.row + row, in: parts.controls)
    }
    LabViews(panel: panel, context: context).draw(in: parts.views, of: &frame)
    for (row, line) in parts.footLines.enumerated() {
      frame.draw(line, column: parts.foot.column, row: parts.foot.row + row, in: parts.foot)
    }
    if isFocused, let editor = panel.editor { drawEditor(editor, in: parts.controls, of: &frame) }
  }

  func cell(atColumn column: Int, row: Int, in area: Rect) -> Crosshair? {
    LabViews(panel: panel, context: context)
      .cell(atColumn: column, row: row, in: parts(of: area).views)
  }

  private func drawTitle(in area: Rect, of frame: inout Frame) {
    let theme = context.theme
    let style = isFocused ? theme.selection.over(theme.titleBar) : theme.titleBar
    var line = TextLine(
      "\(context.glyphs.pointer) lab \(panel.description.name)", style: style)
    if panel.steps.count > 1, let step = panel.currentStep {
      let place = "  \(panel.step + 1)/\(panel.steps.count) "
      line.append(place + step.title[context.language], style: theme.accent)
    }
    if panel.isRunning {
      let state = panel.advance == nil ? "…" : panel.running(context.language)
      line.append("  " + state, style: theme.dimmed)
    }
    frame.draw(line, column: area.column, row: area.row, in: area)
  }

  /// The controls as text, the one in focus marked.
  private func controlLines(width: Int) -> [TextLine] {
    let theme = context.theme
    var spans: [Span] = []
    for (index, control) in panel.description.controls.enumerated() {
      let isHere = isFocused && panel.focus == .control(index)
      let base = isHere ? theme.selection : .plain
      let value = panel.settings[control].shown(context.language).truncated(to: max(8, width / 2))
      if !spans.isEmpty { spans.append(Span("  ")) }
      spans.append(
        Span("\(control.label[context.language]) ", style: theme.dimmed.over(base), mayBreak: false)
      )
      spans.append(Span(value, style: theme.text.over(base), mayBreak: false))
    }
    return Array(LineBreaker(width: width).lines(spans).prefix(2))
  }

  private func drawEditor(_ editor: TextField, in area: Rect, of frame: inout Frame) {
    guard let control = panel.control else { return }
    let name = control.label[context.language] + " "
    let column = frame.draw(
      name, column: area.column, row: area.row, style: context.theme.accent, in: area)
    editor.draw(
      column: column, row: area.row, columns: area.maxColumn - column, of: &frame,
      style: context.theme.selection)
  }

  /// Where the number under the crosshair comes from, then the sentence: in what the first figure
  /// leaves of the room, and in a quarter of it at least.
  private func footLines(in room: Rect) -> [TextLine] {
    let breaker = LineBreaker(width: room.columns)
    let summary =
      panel.derivation(context.language)
      .map { breaker.lines($0.summary, style: context.theme.math) } ?? []
    let figure = panel.primaryFigure?.preferredRows(forColumns: room.columns).ideal ?? 0
    let title = 1
    return (summary + panel.sentence(width: room.columns, context))
      .cut(to: max(2, room.rows / 4, room.rows - title - figure), columns: room.columns)
  }
}
