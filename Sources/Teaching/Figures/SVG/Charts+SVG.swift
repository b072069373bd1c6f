/// The frame of a chart: where its values lie, and its axes.
private struct Chart {
  let left = 64.0
  let top = 64.0
  let width = 520.0
  let height = 240.0
  let xAxis: Axis
  let yAxis: Axis

  func x(_ value: Double) -> Double? { xAxis.fraction(of: value).map { left + $0 * width } }
  func y(_ value: Double) -> Double? { yAxis.fraction(of: value).map { top + (1 - $0) * height } }

  /// Lines and numbers behind the values.
  func drawAxes(title: String, in svg: inout SVGText) {
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    for tick in yAxis.ticks(steps: 5) {
      guard let y = y(tick.value) else { continue }
      svg.line([(left, y), (left + width, y)], stroke: 0xEAEEF2)
      svg.text(tick.label, x: left - 8, y: y + 4, anchor: .end, fill: SVGText.faint)
    }
    for tick in xAxis.ticks(steps: 8) {
      guard let x = x(tick.value) else { continue }
      svg.line([(x, top + height), (x, top + height + 5)], stroke: SVGText.faint)
      svg.text(tick.label, x: x, y: top + height + 20, anchor: .middle, fill: SVGText.faint)
    }
    svg.line([(left, top + height), (left + width, top + height)], stroke: SVGText.faint)
    svg.text(
      xAxis.label, x: left + width, y: top + height + 38, anchor: .end, fill: SVGText.faint)
    svg.text(yAxis.label, x: 16, y: 48, fill: SVGText.faint)
  }

  func document(_ svg: SVGText, title: String) -> String {
    svg.document(
      width: max(left + width + 24, SVGText.width(title) * 1.3 + 32), height: top + height + 52,
      title: title)
  }
}

extension Lines {
  func svg(title: String) -> String {
    var svg = SVGText()
    let chart = Chart(xAxis: xAxis, yAxis: yAxis)
    chart.drawAxes(title: title, in: &svg)
    if let marker, let x = chart.x(marker) {
      svg.line(
        [(x, chart.top), (x, chart.top + chart.height)], stroke: SVGText.faint, dashed: true)
    }
    var legend = chart.left + (yAxis.label.isEmpty ? 0 : SVGText.width(yAxis.label))
    for (index, series) in series.enumerated() {
      let color = SVGText.series[index % SVGText.series.count]
      drawSeries(series, color: color, on: chart, in: &svg)
      svg.rect(x: legend, y: 42, width: 14, height: 4, fill: color)
      let value =
        marker.flatMap { self.value(of: series, at: $0) }.map { " \($0.compact(3))" } ?? ""
      svg.text(series.name + value, x: legend + 20, y: 48)
      legend += 40 + SVGText.width(series.name + value)
    }
    return chart.document(svg, title: title)
  }

  /// Points outside the axes are drawn at their edge, single points as dots.
  private func drawSeries(
    _ series: Series, color: UInt32, on chart: Chart, in svg: inout SVGText
  ) {
    func place(_ corner: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (
        chart.left + min(max(corner.x, 0), 1) * chart.width,
        chart.top + (1 - min(max(corner.y, 0), 1)) * chart.height
      )
    }
    for piece in pieces(of: series) {
      svg.line(piece.map(place), stroke: color, width: 2)
      guard piece.count == 1 || series.count <= 32 && !series.isStepped else { continue }
      for corner in piece.map(place) {
        svg.dot(x: corner.x, y: corner.y, radius: series.count == 1 ? 5 : 2.5, fill: color)
      }
    }
  }
}

extension Histogram {
  func svg(title: String) -> String {
    var svg = SVGText()
    let chart = Chart(xAxis: axis, yAxis: Axis("", 0...peak))
    chart.drawAxes(title: title, in: &svg)
    let bin = chart.width / Double(max(1, counts.count))
    for (index, count) in counts.enumerated() {
      let height = chart.height * Double(max(0, count)) / peak
      svg.rect(
        x: chart.left + bin * Double(index) + 0.5, y: chart.top + chart.height - height,
        width: bin - 1, height: height, fill: SVGText.series[0], title: String(count))
    }
    let line = (expected ?? []).prefix(counts.count).enumerated().compactMap { index, count in
      chart.y(count).map { (x: chart.left + bin * (Double(index) + 0.5), y: $0) }
    }
    svg.line(line, stroke: SVGText.series[1], width: 2)
    return chart.document(svg, title: title)
  }
}

extension Bars {
  func svg(title: String) -> String {
    var svg = SVGText()
    let left = 24 + (labels.prefix(count).map(SVGText.width).max() ?? 0)
    let width = 360.0
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    for index in 0..<count {
      let y = 44 + 24 * Double(index)
      let length = width * fraction(of: values[index])
      svg.text(labels[index], x: left - 8, y: y + 13, anchor: .end, fill: SVGText.faint)
      svg.rect(x: left, y: y, width: length, height: 18, fill: SVGText.series[0])
      svg.text(values[index].compact(), x: left + length + 8, y: y + 13)
    }
    return svg.document(
      width: max(left + width + 88, SVGText.width(title) * 1.3 + 32),
      height: 56 + 24 * Double(count), title: title)
  }
}
