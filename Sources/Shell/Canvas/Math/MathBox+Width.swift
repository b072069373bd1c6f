import Course

extension MathBox {
  /// A formula that stands by itself.
  ///
  /// Where it is wider than `maximumWidth` it is broken before relations, then before operators and
  /// after commas. A line that has no such place is set in one row and wrapped at spaces.
  public init(_ formula: Formula, maximumWidth: Int) {
    let layout = MathLayout()
    let whole = layout.box(formula.root)
    let width = max(1, maximumWidth)
    if whole.width <= width {
      self = whole
      return
    }
    let lines = formula.root.lines.flatMap { line in
      layout.broken(line, width: width)
        ?? InlineMath(tight: false).text(line).wrapped(width: width).map { MathBox($0) }
    }
    self = MathLayout.lines(lines, .left)
  }
}

extension MathNode {
  /// The lines of a display.
  fileprivate var lines: [MathNode] {
    guard case .grid(let grid) = self, grid.kind == .lines || grid.kind == .aligned else {
      return [self]
    }
    return grid.rows.map { .row($0.flatMap(\.items)) }
  }
}

extension MathLayout {
  /// Of lines that continue; the sign they begin with brings another space.
  private static let indentation = 1

  fileprivate func broken(_ line: MathNode, width: Int) -> [MathBox]? {
    let row = MathRow(line.items)
    let boxes = self.boxes(row)
    for (place, _) in Self.places.enumerated() {
      let parts = row.parts { pieces, index in
        Self.places[...place].contains { $0(pieces, index) }
      }
      if let lines = filled(parts.map { boxes[$0] }, width: width) { return lines }
    }
    return nil
  }

  /// Where a line may be broken, the best places first: whether before the piece at an index.
  private static let places: [@Sendable ([MathRow.Piece], Int) -> Bool] = [
    { $0[$1].kind == .relation && $0[$1 - 1].kind != .relation },
    { $0[$1].kind == .binary },
    { $0[$1 - 1].kind == .punctuation },
  ]

  /// Puts as many parts on each line as there is room for; nil where one part is too wide.
  private func filled(_ parts: [ArraySlice<MathBox>], width: Int) -> [MathBox]? {
    var lines: [[MathBox]] = []
    var used = 0
    for part in parts {
      let needed = part.reduce(0) { $0 + $1.width }
      if let last = lines.indices.last, used + needed <= width {
        lines[last] += part
        used += needed
        continue
      }
      let start = lines.isEmpty ? Array(part) : [.blank(Self.indentation)] + part
      used = start.reduce(0) { $0 + $1.width }
      if used > width { return nil }
      lines.append(start)
    }
    return lines.map { .beside($0) }
  }
}

extension MathRow {
  /// The ranges of pieces between the places where the row may be broken.
  fileprivate func parts(breaksBefore: ([Piece], Int) -> Bool) -> [Range<Int>] {
    guard !pieces.isEmpty else { return [0..<1] }
    var starts = [0]
    for index in pieces.indices.dropFirst() where breaksBefore(pieces, index) {
      starts.append(index)
    }
    return zip(starts, starts.dropFirst() + [pieces.count]).map { $0..<$1 }
  }
}

extension String {
  /// Lines of at most `width` cells, broken at spaces, and within a word that is wider.
  fileprivate func wrapped(width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.cellWidth + 1 + String(word).cellWidth <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if !line.isEmpty, line.cellWidth + String(character).cellWidth > width {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    return lines + [line]
  }
}
