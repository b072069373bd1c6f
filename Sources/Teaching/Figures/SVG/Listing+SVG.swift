extension Listing {
  func svg(title: String) -> String {
    var svg = SVGText()
    let (pitch, top) = (22.0, 44.0)
    let numberEnd = 20 + (lines.map { SVGText.width($0.number) }.max() ?? 0)
    let left = numberEnd + 14
    let textEnd = lines.map { left + SVGText.width($0.text) }.max() ?? left
    let values = lines.compactMap(\.values).map(SVGText.width).max() ?? 0
    let width = max(
      textEnd + (values > 0 ? 32 + values : 0) + 20, SVGText.width(title) * 1.3 + 32)
    svg.text(title, x: 16, y: 26, size: 15, bold: true)
    for (index, line) in lines.enumerated() {
      let y = top + pitch * Double(index)
      if line.isLit {
        svg.rect(x: 8, y: y, width: width - 16, height: pitch, fill: SVGText.accentGround)
        svg.rect(x: 8, y: y, width: 3, height: pitch, fill: SVGText.accent)
      }
      let indentation = line.text.prefix { $0 == " " }
      svg.text(line.number, x: numberEnd, y: y + 15, anchor: .end, fill: SVGText.faint)
      svg.text(
        String(line.text.dropFirst(indentation.count)), x: left + 7 * Double(indentation.count),
        y: y + 15, bold: line.isLit)
      svg.text(line.values ?? "", x: textEnd + 32, y: y + 15, fill: SVGText.accent)
    }
    return svg.document(
      width: width, height: top + pitch * Double(lines.count) + 16, title: title)
  }
}
