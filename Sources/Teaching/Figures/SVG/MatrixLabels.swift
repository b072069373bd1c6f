extension SVGText {
  /// The names of a matrix's axes, under the title.
  mutating func axisNames(row: String, column: String) {
    let names = [row.isEmpty ? "" : "\(row) ↓", column.isEmpty ? "" : "\(column) →"]
    text(
      names.filter { !$0.isEmpty }.joined(separator: "   "), x: 16, y: 44, fill: Self.faint)
  }

  /// Labels at the left of rows; every so many where all would run into each other.
  mutating func rowLabels(_ labels: [String], right: Double, top: Double, height: Double) {
    let stride = max(1, Int((16 / height).rounded(.up)))
    for (row, label) in labels.enumerated() where row % stride == 0 {
      text(
        label, x: right, y: top + height * (Double(row) + 0.5) + 4, anchor: .end,
        fill: Self.faint)
    }
  }

  /// Labels over columns; every so many where all would run into each other.
  mutating func columnLabels(
    _ labels: [String], left: Double, bottom: Double, width: Double
  ) {
    let widest = labels.map(Self.width).max() ?? 0
    let stride = max(1, Int(((widest + 6) / width).rounded(.up)))
    for (column, label) in labels.enumerated() where column % stride == 0 {
      text(
        label, x: left + width * (Double(column) + 0.5), y: bottom, anchor: .middle,
        fill: Self.faint)
    }
  }
}
