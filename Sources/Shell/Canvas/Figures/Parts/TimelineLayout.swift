import Figures

/// Where the lanes of a timeline stand, and the axis under them.
struct TimelineLayout {
  let area: Rect
  /// Names at the left with a blank on both sides; 0 where there is no room for them.
  let nameColumns: Int
  let chart: Rect
  let hasAxis: Bool
  let lanes: Range<Int>
  private let pitch: Int

  init(_ timeline: Timeline, in area: Rect) {
    self.area = area
    let count = timeline.lanes.count
    let widest = timeline.lanes.reduce(0) { max($0, $1.name.cellWidth) }
    let names = min(widest, max(4, area.columns / 4)) + 2
    nameColumns = widest > 0 && area.columns - names >= 12 ? names : 0
    hasAxis = area.rows >= min(count, 2) + 2 && area.columns - nameColumns >= 10
    let free = area.rows - (hasAxis ? 2 : 0)
    pitch = free >= 2 * count - 1 ? 2 : 1
    let busy = timeline.lanes.firstIndex { $0.spans.contains(where: timeline.isUnderWay) }
    lanes = visibleRange(of: count, visible: free, around: busy)
    chart = Rect(
      column: area.column + nameColumns, row: area.row, columns: area.columns - nameColumns,
      rows: lanes.isEmpty ? 0 : (lanes.count - 1) * pitch + 1)
  }

  func row(of lane: Int) -> Int { chart.row + (lane - lanes.lowerBound) * pitch }

  /// The columns of a span: from the one that its start has on the axis to the one before its end,
  /// at least one.
  func columns(of span: Timeline.Span, in timeline: Timeline) -> Range<Int>? {
    guard let fractions = timeline.fractions(of: span), chart.columns > 0 else { return nil }
    let last = Double(chart.columns - 1)
    let start = chart.column + Int((fractions.lowerBound * last).rounded())
    let end = chart.column + Int((fractions.upperBound * last).rounded())
    return start..<max(end, start + 1)
  }
}
