extension Timeline {
  func svg(title: String) -> String {
    var svg = SVGText()
    let left = 28 + (lanes.map { SVGText.width($0.name) }.max() ?? 0)
    let (width, pitch, top) = (640.0, 34.0, 48.0)
    let bottom = top + pitch * Double(lanes.count)
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    for tick in axis.ticks(steps: 10) {
      guard let place = axis.fraction(of: tick.value) else { continue }
      let x = left + place * width
      svg.line([(x, top - 4), (x, bottom + 5)], stroke: 0xEAEEF2)
      svg.text(tick.label, x: x, y: bottom + 20, anchor: .middle, fill: SVGText.faint)
    }
    svg.line([(left, bottom), (left + width, bottom)], stroke: SVGText.faint)
    svg.text(axis.label, x: left + width, y: bottom + 38, anchor: .end, fill: SVGText.faint)

    let kinds = kinds
    var hasAllLabels = true
    for (index, lane) in lanes.enumerated() {
      let y = top + pitch * Double(index)
      svg.text(lane.name, x: left - 10, y: y + 20, anchor: .end, fill: SVGText.faint)
      for span in lane.spans {
        guard let place = fractions(of: span) else { continue }
        let kind = kinds.firstIndex(of: span.kind) ?? 0
        let fits = drawSpan(
          span, color: SVGText.series[kind % SVGText.series.count],
          x: left + place.lowerBound * width, y: y + 4,
          width: (place.upperBound - place.lowerBound) * width, in: &svg)
        hasAllLabels = hasAllLabels && fits
      }
    }
    if !hasAllLabels { drawLegend(kinds, x: left, y: bottom + 29, in: &svg) }
    if let now, let place = axis.fraction(of: now), (0...1).contains(place) {
      let x = left + place * width
      svg.line([(x, top - 8), (x, bottom + 5)], stroke: SVGText.ink, width: 1.5, dashed: true)
      svg.polygon([(x, top), (x - 5, top - 9), (x + 5, top - 9)], fill: SVGText.ink)
    }
    return svg.document(
      width: max(left + width + 28, SVGText.width(title) * 1.3 + 32), height: bottom + 52,
      title: title)
  }

  /// What the colours mean, for spans that are too short for their labels.
  private func drawLegend(_ kinds: [String], x: Double, y: Double, in svg: inout SVGText) {
    var x = x
    for (index, kind) in kinds.prefix(SVGText.series.count).enumerated() {
      svg.rect(x: x, y: y, width: 12, height: 12, fill: SVGText.series[index])
      svg.text(kind, x: x + 17, y: y + 10)
      x += 34 + SVGText.width(kind)
    }
  }

  /// A white edge parts a span from its neighbour.
  /// - Returns: whether its label fits
  private func drawSpan(
    _ span: Span, color: UInt32, x: Double, y: Double, width: Double, in svg: inout SVGText
  ) -> Bool {
    svg.rect(
      x: x, y: y, width: max(width, 1.5), height: 26, fill: color, stroke: 0xFFFFFF,
      strokeWidth: width > 4 ? 1 : 0, radius: width > 8 ? 3 : 0,
      title: "\(span.label): \(span.start.compact())–\(span.end.compact())")
    guard SVGText.width(span.label) + 8 <= width else { return false }
    svg.text(
      span.label, x: x + width / 2, y: y + 17, anchor: .middle, fill: ColorScale.ink(on: color),
      bold: isUnderWay(span))
    return true
  }
}
