import Canvas

/// Sections below each other, in two columns where there is room.
struct StatisticsPage {
  private static let gap = 4
  private static let widest = 96

  private let placed: [(section: StatisticsSection, area: Rect)]
  let rows: Int
  let columns: Int

  /// - Parameter makeSections: the sections for a width
  init(columns: Int, _ makeSections: (_ width: Int) -> [StatisticsSection]) {
    let count = columns >= 110 ? 2 : 1
    let width = min(Self.widest, max(1, (columns - Self.gap * (count - 1)) / count))
    let sections = makeSections(width)
    let heights = sections.map { $0.rows(width: width) }
    let first = Self.firstColumn(of: heights, columns: count)
    var placed: [(section: StatisticsSection, area: Rect)] = []
    var ends = [0, 0]
    for (index, section) in sections.enumerated() {
      let column = index < first ? 0 : 1
      placed.append(
        (
          section,
          Rect(
            column: column * (width + Self.gap), row: ends[column], columns: width,
            rows: heights[index])
        ))
      ends[column] += heights[index]
    }
    self.placed = placed
    self.columns = columns
    rows = ends.max() ?? 0
  }

  /// How many sections stand in the first column, so that the page is as short as it can be.
  private static func firstColumn(of heights: [Int], columns: Int) -> Int {
    guard columns == 2 else { return heights.count }
    let total = heights.reduce(0, +)
    var (best, shortest, left) = (heights.count, total, 0)
    for (index, height) in heights.enumerated() {
      left += height
      let longer = max(left, total - left)
      if longer < shortest { (best, shortest) = (index + 1, longer) }
    }
    return best
  }

  func draw(
    from scroll: Int, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    var page = Frame(Size(columns: columns, rows: rows), style: context.theme.text)
    for (section, place) in placed { section.draw(in: place, of: &page, context) }
    frame.copy(page, column: area.column, row: area.row - scroll, in: area)
  }
}
