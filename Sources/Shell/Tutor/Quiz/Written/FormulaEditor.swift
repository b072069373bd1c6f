import Canvas
import Course
import Quiz

/// A field for a formula, in LaTeX or plain text, which is laid out below as it is typed.
struct FormulaEditor: FieldEditor {
  var field = TextField(limit: 500)

  let hints = [
    KeyHelp("exp(x) \\frac{a}{b}", en: "plain or LaTeX", zh: "普通写法或 LaTeX")
  ]

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let written = WrittenLines(field: field, width: width, grade: grade, context: context)
    return written.lines { width throws(AlgebraError) in
      guard case .formula(let item) = item else { return [] }
      return Self.set(try item.reading(of: field.text), width: width, context)
    }
  }

  /// LaTeX laid out; in one row where it nests deeper than what is laid out.
  static func set(_ latex: String, width: Int, _ context: Context) -> [TextLine] {
    guard let formula = try? Formula(latex: latex) else {
      return LineBreaker(width: width).lines(latex, style: context.theme.math)
    }
    return MathBox(formula, maximumWidth: width).rows.map {
      TextLine($0, style: context.theme.math)
    }
  }

  func drawField(in area: Rect, of frame: inout Frame, _ context: Context) {
    WrittenLines(field: field, width: area.columns, context: context)
      .drawField(in: area, of: &frame)
  }
}
