import Canvas
import Course
import Labs

/// The stages of a lab, which one is shown, and how far it has come: their titles in a row where these
/// fit, else a scrubber.
struct StepBar {
  let panel: LabPanel
  let context: Context

  func draw(in area: Rect, of frame: inout Frame) {
    var column = frame.draw(
      head, column: area.column + 1, row: area.row, style: context.theme.accent, in: area)
    if showsTitles(in: area) {
      drawTitles(from: column, in: area, of: &frame)
      return
    }
    let bar = bar(in: area)
    let handle = place(of: panel.step, on: bar)
    for index in 0..<bar.columns {
      let glyphs = context.glyphs
      let glyph =
        index == handle ? glyphs.handle : index < handle ? glyphs.played : glyphs.toCome
      frame.put(
        Cell(glyph, style: index <= handle ? context.theme.accent : context.theme.dimmed),
        column: bar.column + index, row: bar.row)
    }
    column = bar.maxColumn + 2
    let title = panel.currentStep?.title[context.language] ?? ""
    frame.draw(
      title.truncated(to: area.maxColumn - column - 1), column: column, row: area.row,
      style: context.theme.strong, in: area)
  }

  /// The step that a click means; nil where no step is.
  func step(atColumn column: Int, in area: Rect) -> Int? {
    let bar = bar(in: area)
    guard !showsTitles(in: area), bar.contains(column: column, row: area.row), bar.columns > 1
    else {
      return nil
    }
    let share = Double(column - bar.column) / Double(bar.columns - 1)
    return Int((share * Double(panel.steps.count - 1)).rounded())
  }

  private var head: String {
    let play = panel.isPlaying ? context.glyphs.pause : context.glyphs.play
    let pace = panel.pace == 1 ? "" : " \(speed)"
    return "\(play) \(panel.step + 1)/\(panel.steps.count)\(pace) "
  }

  /// How many times as fast as at first: `×4`, `×1/2`.
  private var speed: String {
    let factor = panel.pace <= 1 ? 1 / panel.pace : panel.pace
    let number = Int(factor.rounded())
    return panel.pace <= 1 ? "×\(number)" : "×1/\(number)"
  }

  private var titles: [String] { panel.steps.map { $0.title[context.language] } }

  private func showsTitles(in area: Rect) -> Bool {
    guard panel.steps.count <= 12 else { return false }
    let width = titles.reduce(0) { $0 + $1.cellWidth + 3 } - 3
    return head.cellWidth + width + 2 <= area.columns
  }

  private func drawTitles(from start: Int, in area: Rect, of frame: inout Frame) {
    let theme = context.theme
    var column = start
    for (index, title) in titles.enumerated() {
      if index > 0 {
        column = frame.draw(
          " \(context.glyphs.arrowRight) ", column: column, row: area.row, style: theme.dimmed,
          in: area)
      }
      let style = index == panel.step ? theme.strong.adding(.underline) : theme.dimmed
      column = frame.draw(title, column: column, row: area.row, style: style, in: area)
    }
  }

  private func bar(in area: Rect) -> Rect {
    let start = area.column + 1 + head.cellWidth
    return Rect(
      column: start, row: area.row, columns: max(0, min(area.maxColumn - start, area.columns / 3)),
      rows: 1)
  }

  private func place(of step: Int, on bar: Rect) -> Int {
    guard panel.steps.count > 1 else { return 0 }
    return step * (bar.columns - 1) / (panel.steps.count - 1)
  }
}
