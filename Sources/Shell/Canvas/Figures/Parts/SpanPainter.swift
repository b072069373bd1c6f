import Figures

/// Draws a span of a timeline: in the colour of its kind, or between brackets without colours.
struct SpanPainter {
  var kind: Int
  var isUnderWay: Bool
  var context: DrawingContext

  func draw(
    _ label: String, columns: Range<Int>, row: Int, in area: Rect, of frame: inout Frame
  ) {
    frame.draw(
      context.theme.usesColor
        ? colored(label, columns: columns.count) : bracketed(label, columns: columns.count),
      column: columns.lowerBound, row: row, style: style, in: area)
  }

  private var style: Style {
    let attributes: Style.Attributes = isUnderWay ? [.bold, .underline] : []
    guard context.theme.usesColor, let color = context.theme.series(kind).foreground else {
      return (isUnderWay ? context.theme.strong : context.theme.text)
    }
    return Style(foreground: color.ink, background: color, attributes: attributes)
  }

  /// A thin line at the left parts it from the span before, which may be of the same colour.
  private func colored(_ label: String, columns: Int) -> String {
    let edge = context.glyphs.isASCII ? "|" : String(context.glyphs.horizontalBars[1])
    return edge + text(label, columns: columns - 1).centered(in: columns - 1)
  }

  private func bracketed(_ label: String, columns: Int) -> String {
    guard columns > 1 else { return String(context.glyphs.verticalBars.last ?? "#") }
    let text = text(label, columns: columns - 2)
    let rest = columns - 2 - text.cellWidth
    let line = context.glyphs.played
    return "[" + line.repeated(rest / 2) + text + line.repeated(rest - rest / 2) + "]"
  }

  /// The label where most of it can be read.
  private func text(_ label: String, columns: Int) -> String {
    if label.cellWidth <= columns { return label }
    return columns >= 4 ? label.fitted(to: columns, ellipsis: context.glyphs.ellipsis) : ""
  }
}
