import Canvas
import Course
import Quiz

/// A field for the shape of a tensor, with its axes and what they hold below as it is typed.
struct ShapeEditor: FieldEditor {
  var field = TextField(limit: 300)

  let hints = [KeyHelp("[B, N, d/h]", en: "type a shape", zh: "输入形状")]

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines {
    let written = WrittenLines(field: field, width: width, grade: grade, context: context)
    return written.lines { width throws(AlgebraError) in
      guard case .shape(let item) = item else { return [] }
      let reading = try item.reading(of: field.text)
      let breaker = LineBreaker(width: width)
      return breaker.lines(reading.text, style: context.theme.math)
        + breaker.lines(Words.plain(reading)[context.language], style: context.theme.dimmed)
    }
  }

  func drawField(in area: Rect, of frame: inout Frame, _ context: Context) {
    WrittenLines(field: field, width: area.columns, context: context)
      .drawField(in: area, of: &frame)
  }

  private enum Words {
    /// “4 axes, B·N·d numbers in all”
    static func plain(_ reading: ShapeValue.Reading) -> Localized<String> {
      let axes = reading.axes.count
      if axes == 0 { return Localized(en: "no axes: a single number", zh: "没有维度：一个数") }
      let count = reading.count.map {
        Localized(en: ", \($0) numbers in all", zh: "，共 \($0) 个数")
      }
      return Localized(
        en: (axes == 1 ? "1 axis" : "\(axes) axes") + (count?.english ?? ""),
        zh: "\(axes) 维" + (count?.chinese ?? ""))
    }
  }
}
