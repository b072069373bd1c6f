extension BlockGrid {
  func svg(title: String) -> String {
    var svg = SVGText()
    let side: Double = max(rows, columns) <= 20 ? 28 : max(rows, columns) <= 64 ? 12 : 5
    let left = 24 + (rowLabels.map(SVGText.width).max() ?? 0)
    let hasAxes = !rowAxis.isEmpty || !columnAxis.isEmpty
    let top = hasAxes ? 72.0 : 56
    let (width, height) = (side * Double(columns), side * Double(rows))

    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    svg.axisNames(row: rowAxis, column: columnAxis)
    svg.rowLabels(rowLabels, right: left - 8, top: top, height: side)
    svg.columnLabels(columnLabels, left: left, bottom: top - 8, width: side)
    svg.rect(x: left, y: top, width: width, height: height, fill: SVGText.ground)
    for row in 0..<rows { drawRow(row, x: left, y: top + side * Double(row), side: side, in: &svg) }
    drawRules(x: left, y: top, side: side, in: &svg)
    let right = drawLegend(x: left, y: top + height + 16, in: &svg)
    return svg.document(
      width: max(left + width + 20, right + 8, 260, SVGText.width(title) * 1.3 + 32),
      height: top + height + 48, title: title)
  }

  /// Neighbours in one state are one rectangle: a grid may have tens of thousands of blocks.
  private func drawRow(
    _ row: Int, x: Double, y: Double, side: Double, in svg: inout SVGText
  ) {
    var start = 0
    while start < columns {
      let state = self[row, start]
      var end = start + 1
      while end < columns, self[row, end] == state { end += 1 }
      Self.fill(
        state, x: x + side * Double(start), y: y, width: side * Double(end - start), height: side,
        in: &svg)
      start = end
    }
  }

  private func drawRules(x: Double, y: Double, side: Double, in svg: inout SVGText) {
    let (right, bottom) = (x + side * Double(columns), y + side * Double(rows))
    let isFine = side < 12
    for row in 0...rows where !isFine || row == 0 || row == rows {
      let y = y + side * Double(row)
      svg.line([(x, y), (right, y)], stroke: SVGText.line)
    }
    for column in 0...columns where !isFine || column == 0 || column == columns {
      let x = x + side * Double(column)
      svg.line([(x, y), (x, bottom)], stroke: SVGText.line)
    }
  }

  /// - Returns: where it ends at the right
  private func drawLegend(x: Double, y: Double, in svg: inout SVGText) -> Double {
    let occurring = Set(states)
    var x = x
    for state in State.allCases where occurring.contains(state) {
      guard let meaning = legend[state] else { continue }
      svg.rect(x: x, y: y, width: 14, height: 14, fill: SVGText.ground, stroke: SVGText.line)
      Self.fill(state, x: x, y: y, width: 14, height: 14, in: &svg)
      svg.text(meaning, x: x + 20, y: y + 11)
      x += 40 + SVGText.width(meaning)
    }
    return x
  }

  /// Waiting blocks are left open.
  private static func fill(
    _ state: State, x: Double, y: Double, width: Double, height: Double, in svg: inout SVGText
  ) {
    switch state {
    case .waiting: break
    case .current: svg.rect(x: x, y: y, width: width, height: height, fill: SVGText.accent)
    case .done: svg.rect(x: x, y: y, width: width, height: height, fill: SVGText.series[0])
    case .skipped: svg.hatch(x: x, y: y, width: width, height: height)
    }
  }
}
