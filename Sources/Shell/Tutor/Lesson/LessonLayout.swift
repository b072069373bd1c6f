import Canvas
import Course

/// Where the parts of a lesson stand at a size of the terminal.
struct LessonLayout: Sendable {
  /// From this many columns up the lab stands beside the text.
  static let wideColumns = 120
  private static let maximumMeasure = 80
  private static let titleRows = 2

  let text: Rect
  /// The lab's place; nil where labs are drawn in the text.
  let lab: Rect?

  init(area: Rect) {
    let body = area.splitRows(Self.titleRows).rest
    guard area.columns >= Self.wideColumns else {
      let measure = min(Self.maximumMeasure, area.columns - 4)
      let margin = (area.columns - measure) / 2
      text = Rect(column: margin, row: body.row, columns: measure, rows: body.rows)
      lab = nil
      return
    }
    let measure = min(Self.maximumMeasure, area.columns * 55 / 100)
    text = Rect(column: 2, row: body.row, columns: measure, rows: body.rows)
    let edge = text.maxColumn + 3
    lab = Rect(column: edge, row: body.row, columns: area.columns - edge - 1, rows: body.rows)
  }

  /// The rows of a lab that stands in the text: enough for its figure, and never the whole screen.
  func rows(of panel: LabPanel?) -> Int {
    guard panel != nil else { return 1 }
    return lab == nil ? max(8, min(18, text.rows - 4)) : 1
  }

  func page(
    _ content: LoadedLesson, panels: [LabPanel?], predictions: [PredictionPanel],
    verdicts: [Place: Bool] = [:], showsAnswers: Bool, _ context: Context
  ) -> Page {
    Typesetter(
      width: text.columns, theme: context.theme, glyphs: context.glyphs,
      language: context.language, claims: content.lesson.claims, verdicts: verdicts,
      showsAnswers: showsAnswers, quizRows: 2,
      labRows: { panels.indices.contains($0) ? rows(of: panels[$0]) : 1 },
      predictRows: { index, columns in
        guard predictions.indices.contains(index) else { return 1 }
        // A choice under the cursor takes the room that it takes without.
        return PredictionLines(predictions[index], isFocused: false, width: columns, context)
          .lines.count
      }
    ).page(content.blocks)
  }
}
