extension ShapeFlow {
  func svg(title: String) -> String {
    var svg = SVGText()
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    let size = acrossWidth <= 1080 ? drawAcross(in: &svg) : drawDown(in: &svg)
    return svg.document(
      width: max(size.width + 20, SVGText.width(title) * 1.3 + 32), height: size.height + 20,
      title: title)
  }

  private static let boxHeight = 44.0
  private static let gap = 12.0

  private func boxWidth(_ box: Box) -> Double {
    max(SVGText.width(box.name), SVGText.width(box.shape)) + 24
  }

  private func stageWidth(_ stage: Stage) -> Double { stage.boxes.map(boxWidth).max() ?? 0 }

  private func arrowWidth(_ index: Int) -> Double {
    index == 0 && stages[index].operation.isEmpty
      ? 0 : max(40, SVGText.width(stages[index].operation) + 24)
  }

  private var acrossWidth: Double {
    stages.indices.reduce(20) { $0 + arrowWidth($1) + stageWidth(stages[$1]) }
  }

  /// Stages from left to right.
  private func drawAcross(in svg: inout SVGText) -> (width: Double, height: Double) {
    let most = stages.map(\.boxes.count).max() ?? 0
    let height = Double(most) * (Self.boxHeight + Self.gap) - Self.gap
    let middle = 56 + max(Self.boxHeight, height) / 2
    var x = 20.0
    for (index, stage) in stages.enumerated() {
      let arrow = arrowWidth(index)
      if arrow > 0 {
        svg.arrow(from: (x + 6, middle), to: (x + arrow - 4, middle), stroke: color(index))
        svg.text(
          stage.operation, x: x + arrow / 2, y: middle - 8, anchor: .middle,
          fill: index == current ? SVGText.accent : SVGText.faint)
      }
      x += arrow
      let width = stageWidth(stage)
      let count = Double(stage.boxes.count)
      var y = middle - (count * (Self.boxHeight + Self.gap) - Self.gap) / 2
      for box in stage.boxes {
        drawBox(box, x: x, y: y, width: width, isCurrent: index == current, in: &svg)
        y += Self.boxHeight + Self.gap
      }
      x += width
    }
    return (x, middle + max(Self.boxHeight, height) / 2)
  }

  /// Stages from top to bottom, for flows that are too long for a page.
  private func drawDown(in svg: inout SVGText) -> (width: Double, height: Double) {
    let widths = stages.map { stage in
      stage.boxes.reduce(-Self.gap) { $0 + boxWidth($1) + Self.gap }
    }
    // An operation stands at the right of its arrow, which is in the middle.
    let half = zip(stages, widths).map { max($1 / 2, SVGText.width($0.operation) + 16) }.max() ?? 0
    let middle = 20 + half
    var y = 48.0
    for (index, stage) in stages.enumerated() {
      if arrowWidth(index) > 0 {
        svg.arrow(from: (middle, y + 4), to: (middle, y + 32), stroke: color(index))
        svg.text(
          stage.operation, x: middle + 14, y: y + 22,
          fill: index == current ? SVGText.accent : SVGText.faint)
        y += 36
      }
      var x = middle - widths[index] / 2
      for box in stage.boxes {
        drawBox(box, x: x, y: y, width: boxWidth(box), isCurrent: index == current, in: &svg)
        x += boxWidth(box) + Self.gap
      }
      y += stage.boxes.isEmpty ? 0 : Self.boxHeight
    }
    return (middle + half, y)
  }

  private func color(_ stage: Int) -> UInt32 { stage == current ? SVGText.accent : SVGText.faint }

  private func drawBox(
    _ box: Box, x: Double, y: Double, width: Double, isCurrent: Bool, in svg: inout SVGText
  ) {
    svg.rect(
      x: x, y: y, width: width, height: Self.boxHeight,
      fill: isCurrent ? SVGText.accentGround : SVGText.ground,
      stroke: isCurrent ? SVGText.accent : SVGText.line, strokeWidth: isCurrent ? 2 : 1, radius: 5)
    svg.text(box.name, x: x + width / 2, y: y + 18, anchor: .middle, bold: true)
    svg.text(box.shape, x: x + width / 2, y: y + 35, anchor: .middle, fill: SVGText.faint)
  }
}
