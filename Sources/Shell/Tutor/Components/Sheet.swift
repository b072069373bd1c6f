import Canvas
import Course

/// Lines of text with lessons and labs among them, which can be chosen and opened.
struct Sheet: Sendable {
  private enum Line: Sendable {
    case text(TextLine)
    case row(Int)
  }

  /// A lesson or lab, and what is said of it.
  struct Entry: Sendable {
    var row: Shelf.Row
    var isNext = false
    /// Stands at the right edge instead of how the learner stands.
    var note: TextLine?
  }

  let width: Int
  private var lines: [Line] = []
  private(set) var entries: [Entry] = []

  init(width: Int) { self.width = max(1, width) }

  var count: Int { lines.count }

  mutating func add(_ text: String = "", style: Style = .plain) {
    add(LineBreaker(width: width - 2).lines(text, style: style))
  }

  /// Lines that are broken already.
  mutating func add(_ some: [TextLine]) {
    lines += some.map { .text($0.prefixed(by: TextLine(" "))) }
  }

  mutating func add(_ entry: Entry) {
    lines.append(.row(entries.count))
    entries.append(entry)
  }

  /// nil for a line that is no text.
  func text(ofLine index: Int) -> String? {
    guard lines.indices.contains(index), case .text(let line) = lines[index] else { return nil }
    return line.text
  }

  /// The line of an entry.
  func line(of entry: Int) -> Int? {
    lines.firstIndex { if case .row(entry) = $0 { true } else { false } }
  }

  // MARK: Scrolling

  func maximumTop(rows: Int) -> Int { max(0, count - rows) }

  /// The first line on the screen, with an entry in the middle where that can be.
  func top(around entry: Int?, rows: Int) -> Int {
    guard let line = entry.flatMap(line(of:)) else { return 0 }
    return min(max(0, line - rows / 2), maximumTop(rows: rows))
  }

  /// The first line on the screen, as near to `top` as lets an entry be seen.
  func top(_ top: Int, showing entry: Int?, rows: Int) -> Int {
    let top = min(max(0, top), maximumTop(rows: rows))
    guard let line = entry.flatMap(line(of:)) else { return top }
    return min(max(top, line - rows + 1), line)
  }

  // MARK: View

  func draw(chosen: Int?, top: Int, in area: Rect, of frame: inout Frame, _ context: Context) {
    // The names of labs are wider than the numbers of lessons, and stand in a list of their own.
    let (lessons, labs) = (
      entries.map(\.row).filter { !$0.isLab }, entries.map(\.row).filter(\.isLab)
    )
    let lessonView = ShelfRowView(
      numberWidth: ShelfRowView.numberWidth(of: lessons), context: context)
    let labView = ShelfRowView(numberWidth: ShelfRowView.numberWidth(of: labs), context: context)
    for (offset, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
      let rect = Rect(
        column: area.column, row: area.row + offset, columns: area.columns, rows: 1)
      switch line {
      case .text(let text): frame.draw(text, column: rect.column, row: rect.row, in: rect)
      case .row(let index):
        let entry = entries[index]
        (entry.row.isLab ? labView : lessonView).draw(
          entry.row, isChosen: index == chosen, isNext: entry.isNext, note: entry.note, in: rect,
          of: &frame)
      }
    }
  }

  /// The entry under the mouse.
  func entry(atColumn column: Int, row: Int, top: Int, in area: Rect) -> Int? {
    let line = top + row - area.row
    guard area.contains(column: column, row: row), lines.indices.contains(line),
      case .row(let index) = lines[line]
    else { return nil }
    return index
  }
}
