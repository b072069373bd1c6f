import Canvas
import Course
import Quiz

/// A field of one line, with what was understood of it below as it is typed, or what is wrong and
/// where.
struct WrittenLines {
  /// What is left of the field: `> `.
  private static let lead = 2

  var field: TextField
  var width: Int
  var grade: Grade?
  var context: Context

  /// - Parameter reading: the lines of what was understood
  func lines(
    _ reading: (Int) throws(AlgebraError) -> [TextLine]
  ) -> AnswerLines {
    let theme = context.theme
    var result = AnswerLines(lines: [TextLine("> ", style: theme.accent)])
    if let grade {
      result.lines[0].append(
        field.text.truncated(to: width - Self.lead),
        style: grade.isRight ? theme.correct : theme.wrong)
    } else {
      result.fieldRow = 0
    }
    if field.text.allSatisfy(\.isWhitespace) { return result }
    do throws(AlgebraError) {
      let lines = try reading(width - Self.lead)
      result.lines.append(TextLine(Words.understood[context.language], style: theme.dimmed))
      result.lines += lines.map { $0.prefixed(by: TextLine("  ")) }
    } catch {
      result.lines += fault(error)
    }
    return result
  }

  /// A mark below the character at fault, and the sentence. What is only unfinished is no mistake yet.
  private func fault(_ error: AlgebraError) -> [TextLine] {
    let theme = context.theme
    let style = error.isUnfinished ? theme.dimmed : theme.error
    var lines: [TextLine] = []
    let before = String(field.text.prefix(error.offset)).cellWidth
    if before < width - Self.lead, error.hasPlace {
      let mark = TextLine(String(repeating: " ", count: Self.lead + before))
      lines.append(TextLine("^", style: style).prefixed(by: mark))
    }
    let sentence = error.reason.sentence[context.language]
    return lines
      + LineBreaker(width: width - Self.lead).lines(sentence, style: style)
      .map { $0.prefixed(by: TextLine("  ")) }
  }

  func drawField(in area: Rect, of frame: inout Frame) {
    field.draw(
      column: area.column + Self.lead, row: area.row, columns: area.columns - Self.lead,
      of: &frame, style: context.theme.selection)
  }

  private enum Words {
    static let understood = Localized(en: "read as", zh: "读作")
  }
}

extension AlgebraError {
  fileprivate var isUnfinished: Bool {
    switch reason {
    case .missingValue(found: nil), .unclosed(_, found: nil), .emptyAxis: true
    default: false
    }
  }

  fileprivate var hasPlace: Bool {
    switch reason {
    case .empty, .tooLong, .tooLarge, .nestedTooDeeply: false
    default: true
    }
  }
}
