import Figures

/// The line under a heatmap: the scale with its ends, and the number under the crosshair.
struct HeatLegend {
  let heatmap: Heatmap
  let context: DrawingContext

  func draw(in area: Rect, of frame: inout Frame) {
    let low = end(heatmap.range.lowerBound)
    let high = end(heatmap.range.upperBound)
    let cells = area.columns >= 48 ? 16 : area.columns >= 30 ? 10 : 6
    let ends = low.cellWidth + high.cellWidth + 3
    let value = markedValue
    // The number matters more than the scale where there is room for one of them only.
    let room = area.columns - ends - cells - 2
    let showsScale = area.columns >= ends + cells && room >= (value?.cellWidth ?? 0)
    var column = area.column + (area.columns > 1 ? 1 : 0)
    if showsScale {
      column = frame.draw(low, column: column, row: area.row, style: context.theme.axis, in: area)
      drawScale(from: column + 1, cells: cells, row: area.row, in: area, of: &frame)
      column = frame.draw(
        high, column: column + cells + 2, row: area.row, style: context.theme.axis, in: area)
      column += 2
    }
    guard let value else { return }
    // The labels of row and column are marked too, so that half a name is of no use here.
    if name.cellWidth + 2 + value.cellWidth <= area.maxColumn - column {
      column = frame.draw(
        name, column: column, row: area.row, style: context.theme.dimmed, in: area)
      column += 2
    }
    frame.draw(value, column: column, row: area.row, style: context.theme.accent, in: area)
  }

  private func drawScale(
    from column: Int, cells: Int, row: Int, in area: Rect, of frame: inout Frame
  ) {
    let scale = context.theme.scale(for: heatmap)
    for cell in 0..<cells {
      let fraction = Double(cell) / Double(max(1, cells - 1))
      let glyph = scale == nil ? context.glyphs.shade(fraction) : " "
      let style = scale.map { Style(background: $0.color(at: fraction)) } ?? context.theme.text
      frame.draw(glyph, column: column + cell, row: row, style: style, in: area)
    }
  }

  private var crosshair: Crosshair? {
    context.crosshair.flatMap {
      heatmap.rowLabels.indices.contains($0.row) && heatmap.columnLabels.indices.contains($0.column)
        ? $0 : nil
    }
  }

  private var markedValue: String? {
    crosshair.map {
      context.glyphs.reading(heatmap[$0.row, $0.column], decimals: context.decimals)
    }
  }

  /// Which cell the number is of: `sat → cat`.
  private var name: String {
    crosshair.map {
      let row = heatmap.rowLabels[$0.row]
      let column = heatmap.columnLabels[$0.column]
      return "\(row) \(context.glyphs.arrowRight) \(column)"
    } ?? ""
  }

  private func end(_ value: Float) -> String {
    let isWhole = value.rounded() == value
    return context.glyphs.reading(value, decimals: isWhole ? 0 : min(2, context.decimals))
  }
}
