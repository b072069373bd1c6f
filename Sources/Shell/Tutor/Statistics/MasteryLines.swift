import Canvas
import Course
import Progress

/// What is known of each chapter, a line each: a bar of what is known, shaky and not tried, and the
/// numbers.
struct MasteryLines {
  let mastery: Mastery
  let context: Context

  func lines(width: Int) -> [TextLine] {
    let numbers = mastery.chapters.map { "\($0.known)·\($0.shaky)·\($0.untried)" }
    let numberWidth = numbers.map(\.cellWidth).max() ?? 0
    let names = mastery.chapters.map { $0.title[context.language] }
    let nameWidth = min(names.map(\.cellWidth).max() ?? 0, max(8, width * 2 / 5))
    let room = max(4, width - nameWidth - numberWidth - 3)
    return [legend]
      + zip(mastery.chapters, zip(names, numbers)).map { chapter, texts in
        let (name, number) = texts
        var line = TextLine(
          name.truncated(to: nameWidth).padded(to: nameWidth) + "  ", style: context.theme.axis)
        line.append(contentsOf: bar(of: chapter, columns: room))
        line.append(" " + number.leftPadded(to: numberWidth), style: context.theme.text)
        return line
      }
  }

  private func bar(of chapter: Mastery.Part, columns: Int) -> TextLine {
    let known = cells(chapter.known, of: chapter.items, columns: columns)
    let answered = cells(chapter.known + chapter.shaky, of: chapter.items, columns: columns)
    var line = TextLine()
    func add(_ glyph: Unicode.Scalar, _ count: Int, _ style: Style) {
      line.append(String(repeating: String(glyph), count: max(0, count)), style: style)
    }
    add(knownGlyph, known, context.theme.correct)
    add(shakyGlyph, answered - known, context.theme.partial)
    add(untriedGlyph, columns - max(known, answered), context.theme.border)
    return line
  }

  /// Something is at least one cell wide, and all of it alone fills the bar.
  private func cells(_ count: Int, of total: Int, columns: Int) -> Int {
    guard count > 0, total > 0 else { return 0 }
    let cells = max(1, Int((Double(count) / Double(total) * Double(columns)).rounded()))
    return count < total ? min(cells, columns - 1) : columns
  }

  private var knownGlyph: Unicode.Scalar { context.glyphs.shades[context.glyphs.shades.count - 1] }
  private var shakyGlyph: Unicode.Scalar { context.glyphs.shades[context.glyphs.shades.count / 2] }
  private var untriedGlyph: Unicode.Scalar { context.glyphs.toCome }

  private var legend: TextLine {
    var line = TextLine()
    let entries = [
      (knownGlyph, context.theme.correct, Words.known),
      (shakyGlyph, context.theme.partial, Words.shaky),
      (untriedGlyph, context.theme.border, Words.untried),
    ]
    for (index, (glyph, style, name)) in entries.enumerated() {
      if index > 0 { line.append(" · ", style: context.theme.dimmed) }
      line.append("\(glyph) ", style: style)
      line.append(name[context.language], style: context.theme.axis)
    }
    return line
  }

  private enum Words {
    static let known = Localized(en: "known", zh: "掌握")
    static let shaky = Localized(en: "shaky", zh: "不牢")
    static let untried = Localized(en: "not tried", zh: "没做过")
  }
}
