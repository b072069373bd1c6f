import Figures

/// Sets the lines of an algorithm: number, text, and values at the right of the text where all of
/// them fit there, under it where they do not.
///
/// ```text
///   5  for i = 1 … Tᵣ
/// ▸ 8    Sᵢⱼ = Qᵢ Kⱼᵀ                 Q₃ [16, 64]
/// ```
struct ListingSetter {
  private let numberWidth: Int
  /// Where texts may end.
  private let textEnd: Int
  /// Where values begin at the right of the texts; nil where they stand under them.
  private let valueStart: Int?
  private let columns: Int
  private let context: DrawingContext

  init(listing: Listing, columns: Int, context: DrawingContext) {
    self.context = context
    let columns = max(1, columns > 8 ? columns - ScrolledLines.margin : columns)
    self.columns = columns
    let widest = listing.lines.reduce(0) { max($0, $1.number.cellWidth) }
    numberWidth = columns >= widest + 12 ? widest : 0
    let start = numberWidth > 0 ? numberWidth + 2 : 0
    let text = listing.lines.reduce(0) { max($0, $1.text.cellWidth) }
    let values = listing.lines.reduce(0) { max($0, $1.values?.cellWidth ?? 0) }
    // Under wide texts most values would be near the edge: long texts are broken a little earlier.
    let wanted = start + max(min(text, columns * 2 / 3), 12) + 3
    valueStart = values > 0 && wanted + values <= columns ? wanted : nil
    textEnd = valueStart.map { $0 - 3 } ?? columns
  }

  /// The lines of the screen for one of the algorithm.
  func lines(_ line: Listing.Line) -> [TextLine] {
    let theme = context.theme
    let indentation = line.text.prefix { $0 == " " }.count
    let prefix = numberWidth > 0 ? numberWidth + 2 : 0
    let room = textEnd - prefix
    // Where indentation would leave too little of the text, it is given up.
    let indent = min(indentation, max(0, room - 10))
    let body = String(line.text.dropFirst(indentation))
    let broken = broken(
      body, columns: room - indent, style: line.isLit ? theme.strong : theme.text)
    var result = broken.enumerated().map { index, text in
      var line = prefixed(index == 0 ? line.number : "", isLit: line.isLit)
      line.append(String(repeating: " ", count: index == 0 ? indent : min(indent + 2, room)))
      line.append(contentsOf: text)
      return line
    }
    guard let values = line.values, !values.isEmpty else { return result }
    if let valueStart {
      result[0].append(String(repeating: " ", count: max(1, valueStart - result[0].width)))
      result[0].append(values, style: theme.accent)
      return result
    }
    let under = min(prefix + indent + 2, max(0, columns - 10))
    return result
      + LineBreaker(width: columns - under).lines(values, style: theme.accent).map {
        $0.prefixed(by: TextLine(String(repeating: " ", count: under)))
      }
  }

  private func prefixed(_ number: String, isLit: Bool) -> TextLine {
    guard numberWidth > 0 else { return TextLine() }
    return TextLine(
      number.leftPadded(to: numberWidth) + "  ",
      style: isLit ? context.theme.accent : context.theme.dimmed)
  }

  /// Lines after the first are indented by two.
  private func broken(_ text: String, columns: Int, style: Style) -> [TextLine] {
    guard text.cellWidth > columns else { return [TextLine(text, style: style)] }
    guard columns >= 10 else {
      return [
        TextLine(text.fitted(to: columns, ellipsis: context.glyphs.ellipsis), style: style)
      ]
    }
    // The first line has room for two cells more than those that are indented below it.
    return LineBreaker(width: columns - 2).lines(text, style: style)
  }
}
