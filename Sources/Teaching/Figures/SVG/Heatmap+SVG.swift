extension Heatmap {
  func svg(title: String) -> String {
    var svg = SVGText()
    let showsNumbers = columns <= 16 && rows <= 16
    let widestLabel = columnLabels.map(SVGText.width).max() ?? 0
    let side: Double = showsNumbers ? min(96, max(48, widestLabel + 12)) : columns > 64 ? 6 : 12
    let height = showsNumbers ? 32 : side
    let left = 24 + (rowLabels.map(SVGText.width).max() ?? 0)
    let top = 72.0
    let width = max(left + side * Double(columns) + 20, 260, SVGText.width(title) * 1.3 + 32)
    let bottom = top + height * Double(rows)

    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    svg.axisNames(row: rowAxis, column: columnAxis)
    svg.rowLabels(rowLabels, right: left - 8, top: top, height: height)
    svg.columnLabels(columnLabels, left: left, bottom: top - 8, width: side)
    for row in 0..<rows {
      for column in 0..<columns {
        drawCell(
          row: row, column: column, x: left + side * Double(column),
          y: top + height * Double(row), size: (side, height), showsNumber: showsNumbers, in: &svg)
      }
    }
    drawScale(x: left, y: bottom + 16, in: &svg)
    return svg.document(width: width, height: bottom + 48, title: title)
  }

  private var scale: ColorScale { isSigned ? .diverging : .viridis }

  private func drawCell(
    row: Int, column: Int, x: Double, y: Double, size: (width: Double, height: Double),
    showsNumber: Bool, in svg: inout SVGText
  ) {
    let value = self[row, column]
    let color = fraction(of: value).map { scale.rgb(at: $0) }
    svg.rect(
      x: x, y: y, width: size.width, height: size.height,
      fill: color ?? (value == -.infinity ? 0xF0F2F4 : 0xFFD7D5),
      title: showsNumber
        ? "\(rowLabels[row]) → \(columnLabels[column]): \(value.compact())" : nil)
    guard showsNumber else { return }
    svg.text(
      value.fixed(2), x: x + size.width / 2, y: y + size.height / 2 + 4, anchor: .middle,
      fill: color.map(ColorScale.ink) ?? SVGText.faint)
  }

  private func drawScale(x: Double, y: Double, in svg: inout SVGText) {
    let (low, high) = (range.lowerBound.compact(3), range.upperBound.compact(3))
    svg.text(low, x: x, y: y + 11, fill: SVGText.faint)
    let start = x + SVGText.width(low) + 6
    svg.gradient(x: start, y: y, width: 128, height: 14, scale: scale)
    svg.text(high, x: start + 134, y: y + 11, fill: SVGText.faint)
  }
}

extension NumberMatrix {
  func svg(title: String) -> String {
    var svg = SVGText()
    let texts = (0..<rows).map { row in (0..<columns).map { self[row, $0].fixed(decimals) } }
    let cell =
      max(
        texts.flatMap { $0.map(SVGText.width) }.max() ?? 0,
        columnLabels.map(SVGText.width).max() ?? 0) + 16
    let left = 24 + (rowLabels.map(SVGText.width).max() ?? 0)
    for (column, label) in columnLabels.enumerated() {
      svg.text(
        label, x: left + cell * Double(column + 1) - 8, y: 56, anchor: .end, fill: SVGText.faint)
    }
    for (row, label) in rowLabels.enumerated() {
      let y = 76 + 20 * Double(row)
      svg.text(label, x: left - 8, y: y, anchor: .end, fill: SVGText.faint)
      for column in 0..<columns {
        svg.text(texts[row][column], x: left + cell * Double(column + 1) - 8, y: y, anchor: .end)
      }
    }
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    return svg.document(
      width: max(left + cell * Double(columns) + 16, SVGText.width(title) * 1.3 + 32),
      height: 80 + 20 * Double(rows), title: title)
  }
}
