import Figures

/// Where the levels of a pyramid and the columns of their notes stand.
///
/// ```text
///                          size   bandwidth
///         ┌──────┐
///         │ SRAM │       20 MiB     19 TB/s
///     ┌───┴──────┴───┐
///     │    ▸ HBM     │   40 GiB    1.6 TB/s
///     └──────────────┘
/// ```
struct PyramidLayout {
  /// A column of notes.
  struct Notes {
    var start: Int
    var width: Int
    /// Numbers stand best with their ends under each other.
    var areNumbers: Bool

    func aligned(_ text: String) -> String {
      areNumbers ? text.leftPadded(to: width) : text
    }
  }

  let area: Rect
  let levels: Range<Int>
  /// True where each level is a box; else it is one line between two bars.
  let isBoxed: Bool
  let headingRow: Int?
  /// The column in the middle, and how far each level reaches to both sides of it.
  let center: Int
  let halfWidths: [Int]
  let notes: [Notes]

  init(_ pyramid: Pyramid, in area: Rect) {
    self.area = area
    var notes = Self.noteColumns(of: pyramid)
    // Its name, the pointer before it, as much after it, and both sides.
    let least = pyramid.levels.map { ($0.name.cellWidth + 6) / 2 }
    let leastRoom = 2 * (least.max() ?? 0) + 1
    func width(_ notes: [Notes]) -> Int { notes.reduce(0) { $0 + $1.width + Self.gap } }
    while !notes.isEmpty, leastRoom + width(notes) > area.columns { notes.removeLast() }

    let room = min(area.columns - width(notes), max(leastRoom, 56))
    let most = max(0, (room - 1) / 2)
    center = area.column + most
    halfWidths = zip(pyramid.levels, least).map { level, least in
      let narrowest = Double(most) / 4
      let share = pyramid.share(of: level)
      let half = Int((narrowest + share * (Double(most) - narrowest)).rounded())
      return min(most, max(half, least))
    }
    var start = area.column + room
    self.notes = notes.map { column in
      defer { start += Self.gap + column.width }
      return Notes(
        start: start + Self.gap, width: column.width, areNumbers: column.areNumbers)
    }

    let count = pyramid.levels.count
    let hasHeadings =
      !pyramid.headings.isEmpty && !notes.isEmpty && area.rows > min(count, 4)
    headingRow = hasHeadings ? area.row : nil
    let free = area.rows - (hasHeadings ? 1 : 0)
    isBoxed = free >= 2 * count + 1 && most > 0
    levels = visibleRange(of: count, visible: free, around: pyramid.current)
  }

  /// The line that a level has its name in.
  func row(of level: Int) -> Int {
    let first = area.row + (headingRow == nil ? 0 : 1)
    let offset = level - levels.lowerBound
    return first + (isBoxed ? 2 * offset + 1 : offset)
  }

  /// A level with its sides.
  func place(of level: Int) -> Rect {
    let half = halfWidths[level]
    return Rect(column: center - half, row: row(of: level), columns: 2 * half + 1, rows: 1)
  }

  private static let gap = 3

  private static func noteColumns(of pyramid: Pyramid) -> [Notes] {
    let count = pyramid.levels.reduce(pyramid.headings.count) { max($0, $1.notes.count) }
    return (0..<count).map { column in
      let notes = pyramid.levels.compactMap { level in
        level.notes.indices.contains(column) ? level.notes[column] : nil
      }
      let heading = pyramid.headings.indices.contains(column) ? pyramid.headings[column] : ""
      return Notes(
        start: 0, width: (notes + [heading]).reduce(0) { max($0, $1.cellWidth) },
        areNumbers: notes.allSatisfy { $0.isEmpty || $0.contains(where: \.isNumber) })
    }
  }
}
