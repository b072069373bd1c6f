import Canvas
import Course
import Labs

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
