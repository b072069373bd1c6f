extension Pyramid {
  func svg(title: String) -> String {
    var svg = SVGText()
    let level = 38.0
    let narrowest = (levels.map { SVGText.width($0.name) }.max() ?? 0) * 1.15 + 44
    let widest = max(320, narrowest * 1.5)
    let middle = 20 + widest / 2
    let top = headings.isEmpty ? 44.0 : 60
    svg.text(title, x: 16, y: 26, size: 15, bold: true)

    let columns = noteColumns(from: 20 + widest + 24)
    for (heading, column) in zip(headings, columns) {
      svg.text(
        heading, x: column.areNumbers ? column.end : column.start, y: top - 8,
        anchor: column.areNumbers ? .end : .start, fill: SVGText.faint)
    }
    // Each side leads from the width of the level above to the level's own.
    var above = narrowest / 2 * 0.75
    for (index, content) in levels.enumerated() {
      let y = top + level * Double(index)
      let half = (narrowest + share(of: content) * (widest - narrowest)) / 2
      let isCurrent = index == current
      svg.polygon(
        [
          (middle - above, y), (middle + above, y), (middle + half, y + level - 3),
          (middle - half, y + level - 3),
        ], fill: isCurrent ? SVGText.accentGround : SVGText.ground,
        stroke: isCurrent ? SVGText.accent : SVGText.series[0], strokeWidth: isCurrent ? 2 : 1)
      svg.text(content.name, x: middle, y: y + level / 2 + 3, anchor: .middle, bold: true)
      svg.line(
        [(middle + (half + above) / 2 + 6, y + level / 2), (20 + widest + 12, y + level / 2)],
        stroke: 0xEAEEF2)
      for (note, column) in zip(content.notes, columns) {
        svg.text(
          note, x: column.areNumbers ? column.end : column.start, y: y + level / 2 + 3,
          anchor: column.areNumbers ? .end : .start,
          fill: isCurrent ? SVGText.accent : SVGText.ink)
      }
      above = half
    }
    return svg.document(
      width: max((columns.last?.end ?? 20 + widest) + 20, SVGText.width(title) * 1.3 + 32),
      height: top + level * Double(levels.count) + 16, title: title)
  }

  private struct NoteColumn {
    var start: Double
    var end: Double
    var areNumbers: Bool
  }

  private func noteColumns(from left: Double) -> [NoteColumn] {
    let count = levels.reduce(headings.count) { max($0, $1.notes.count) }
    var start = left
    return (0..<count).map { index in
      let notes = levels.compactMap { $0.notes.indices.contains(index) ? $0.notes[index] : nil }
      let heading = headings.indices.contains(index) ? headings[index] : ""
      let width = (notes + [heading]).map(SVGText.width).max() ?? 0
      defer { start += width + 24 }
      return NoteColumn(
        start: start, end: start + width,
        areNumbers: notes.allSatisfy { $0.isEmpty || $0.contains(where: \.isNumber) })
    }
  }
}
