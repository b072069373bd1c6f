import Canvas

/// Where the keys are on a screen of two panes: at a line of the list, or among the rows beside it.
struct PaneCursor: Sendable {
  private(set) var line = 0
  private(set) var row = 0
  /// True while the arrow keys move among the rows of the line and not among the lines.
  private(set) var isInside = false

  /// The row that is lit; nil while the keys are in the list.
  var chosenRow: Int? { isInside ? row : nil }

  mutating func choose(line: Int) { (self.line, row, isInside) = (line, 0, false) }
  mutating func choose(row: Int) { (self.row, isInside) = (row, true) }
  mutating func leave() { isInside = false }

  /// - Parameter entry: the row to begin at; nil: where it was
  mutating func enter(at entry: Int? = nil, of rows: Int) {
    isInside = rows > 0
    if isInside, let entry { row = entry }
  }

  /// To a line or a row, the first and the last being as far as it goes.
  mutating func move(by step: Int, lines: Int, rows: Int) {
    if isInside {
      row = min(max(0, row + step), max(0, rows - 1))
    } else {
      choose(line: min(max(0, line + step), max(0, lines - 1)))
    }
  }

  /// Keeps to the rows that there are.
  mutating func settle(rows: Int) {
    row = min(max(0, row), max(0, rows - 1))
    isInside = isInside && rows > 0
  }

  /// - Parameters: page: what Page Down goes; lines and rows: how many there are; entry: as of `enter`
  /// - Returns: false for a key that does not move it
  mutating func follow(
    _ key: Key, page: Int = 10, lines: Int, rows: Int, entry: Int? = nil
  ) -> Bool {
    switch key {
    case .down, .character("j"): move(by: 1, lines: lines, rows: rows)
    case .up, .character("k"): move(by: -1, lines: lines, rows: rows)
    case .pageDown: move(by: page, lines: lines, rows: rows)
    case .pageUp: move(by: -page, lines: lines, rows: rows)
    case .home, .character("g"): move(by: -(line + row), lines: lines, rows: rows)
    case .end, .character("G"): move(by: lines + rows, lines: lines, rows: rows)
    case .right, .character("l"): enter(at: entry, of: rows)
    case .left, .character("h"), .backTab: leave()
    case .tab: if isInside { leave() } else { enter(at: entry, of: rows) }
    default: return false
    }
    return true
  }
}
