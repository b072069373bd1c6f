import Canvas
import Course
import Figures
import Progress

/// How sure the learner was against how right.
struct StatisticsScreen: ScreenModel {
  let hints = [KeyHelp("Esc", en: "back", zh: "返回")]
  let keys = [KeyHelp("Esc q", en: "back", zh: "返回")]

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape), .key(.character("q")), .key(.enter), .key(.character("s")): [.back]
    default: []
    }
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let calibration = Calibration(context.record.firstGuesses)
    let detail = calibration.count == 0 ? "" : "\(calibration.right)/\(calibration.count)"
    ScreenTitle(Words.title[context.language], detail: detail).draw(in: area, of: &frame, context)
    let body = area.splitRows(2).rest.inset(columns: 2)
    let lines = sentences(calibration, width: min(96, body.columns), context)
    for (row, line) in lines.enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
    guard calibration.count > 0 else { return }
    drawFigures(calibration, in: body.splitRows(lines.count + 1).rest, of: &frame, context)
  }

  private func sentences(
    _ calibration: Calibration, width: Int, _ context: Context
  ) -> [TextLine] {
    let breaker = LineBreaker(width: width)
    let words = CalibrationSentences(calibration)
    var lines = breaker.lines(words.verdict[context.language], style: context.theme.text)
    if let score = words.score {
      lines += breaker.lines(score[context.language], style: context.theme.text)
      lines += breaker.lines(
        CalibrationSentences.rule[context.language], style: context.theme.dimmed)
    }
    return lines
  }

  /// The curve at the left, beside it how many answers each of its points rests on.
  private func drawFigures(
    _ calibration: Calibration, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    let room = Rect(
      column: area.column, row: area.row, columns: min(area.columns, 130),
      rows: min(area.rows, 34))
    let figures = CalibrationFigures(calibration, context.language)
    let (left, rest) = room.splitColumns(room.columns * 3 / 5)
    let right = Rect(
      column: rest.column + 3, row: rest.row, columns: rest.columns - 3, rows: rest.rows)
    for (view, place) in [(figures.curve, left), (figures.counts, right)] {
      let (title, picture) = place.splitRows(1)
      frame.draw(
        view.title.truncated(to: title.columns), column: title.column, row: title.row,
        style: context.theme.heading, in: title)
      let demand = view.figure.preferredRows(forColumns: picture.columns)
      let shown = Rect(
        column: picture.column, row: picture.row, columns: picture.columns,
        rows: min(picture.rows, max(demand.ideal, demand.minimum)))
      view.figure.draw(
        in: shown, of: &frame,
        context: DrawingContext(theme: context.theme, glyphs: context.glyphs, decimals: 0))
    }
  }

  private enum Words {
    static let title = Localized(en: "How sure, and how right?", zh: "有多大把握，又对了多少？")
  }
}
