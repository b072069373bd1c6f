import Figures

/// Draws boxes and arrows where a layout has put them.
struct FlowPainter {
  let flow: ShapeFlow
  let layout: FlowLayout
  let context: DrawingContext

  func draw(in area: Rect, of frame: inout Frame) {
    for arrow in layout.arrows {
      if layout.isHorizontal {
        drawArrowRight(arrow, in: area, of: &frame)
      } else {
        drawArrowDown(arrow, in: area, of: &frame)
      }
    }
    for box in layout.boxes { drawBox(box, in: area, of: &frame) }
  }

  private func drawBox(_ box: FlowLayout.Box, in area: Rect, of frame: inout Frame) {
    let theme = context.theme
    let isCurrent = box.stage == flow.current
    let content = flow.stages[box.stage].boxes[box.index]
    let place = moved(box.place, into: area)
    frame.drawBorder(
      isCurrent ? context.glyphs.strongBorder : context.glyphs.border, around: place,
      style: isCurrent ? theme.focus : theme.border, in: area)
    let name = Span(content.name, style: isCurrent ? theme.accent : theme.strong)
    let shape = Span(content.shape, style: theme.text)
    let lines =
      layout.boxRows > 3
      ? [TextLine([name]), TextLine([shape])]
      : [TextLine([name, Span(" "), shape])]
    for (index, line) in lines.enumerated() {
      frame.draw(
        line, column: place.column + (place.columns - line.width) / 2, row: place.row + 1 + index,
        in: area)
    }
  }

  private func drawArrowRight(
    _ arrow: FlowLayout.Arrow, in area: Rect, of frame: inout Frame
  ) {
    let place = moved(arrow.place, into: area)
    let row = place.maxRow - 1
    let isCurrent = arrow.stage == flow.current
    let style = isCurrent ? context.theme.focus : context.theme.border
    let line = isCurrent ? context.glyphs.strongBorder : context.glyphs.border
    frame.draw(
      line.horizontal.repeated(place.columns - 3) + String(context.glyphs.pointer),
      column: place.column + 1, row: row, style: style, in: area)
    for (index, text) in arrow.text.enumerated() {
      frame.draw(
        text.centered(in: place.columns), column: place.column,
        row: row - arrow.text.count + index, style: operationStyle(isCurrent), in: area)
    }
  }

  private func drawArrowDown(_ arrow: FlowLayout.Arrow, in area: Rect, of frame: inout Frame) {
    let place = moved(arrow.place, into: area)
    let isCurrent = arrow.stage == flow.current
    frame.draw(
      context.glyphs.arrowDown, column: place.column, row: place.row,
      style: isCurrent ? context.theme.focus : context.theme.border, in: area)
    for (index, text) in arrow.text.enumerated() {
      frame.draw(
        text, column: place.column + 2, row: place.row + index, style: operationStyle(isCurrent),
        in: area)
    }
  }

  private func operationStyle(_ isCurrent: Bool) -> Style {
    isCurrent ? context.theme.accent : context.theme.dimmed
  }

  private func moved(_ place: Rect, into area: Rect) -> Rect {
    Rect(
      column: area.column + place.column, row: area.row + place.row, columns: place.columns,
      rows: place.rows)
  }
}

extension Frame {
  /// A box of lines along the edge of a rectangle.
  mutating func drawBorder(
    _ border: Glyphs.Border, around place: Rect, style: Style, in area: Rect
  ) {
    guard place.columns > 1, place.rows > 1 else { return }
    let line = border.horizontal.repeated(place.columns - 2)
    let last = place.maxRow - 1
    draw(
      "\(border.topLeft)\(line)\(border.topRight)", column: place.column, row: place.row,
      style: style, in: area)
    for row in place.row + 1..<last {
      draw(border.vertical, column: place.column, row: row, style: style, in: area)
      draw(border.vertical, column: place.maxColumn - 1, row: row, style: style, in: area)
    }
    draw(
      "\(border.bottomLeft)\(line)\(border.bottomRight)", column: place.column, row: last,
      style: style, in: area)
  }
}
