extension MathParser {
  /// From after `\begin` to the end of its `\end{…}`.
  mutating func environment(from start: Int) throws(FormulaError) -> MathNode {
    let nameOffset = scanner.offset
    let name = try scanner.textGroup(of: #"\begin"#)
    guard let environment = MathEnvironment.named(name) else {
      let nearest = Spelling.nearest(to: name, among: MathEnvironment.names)
      throw FormulaError(reason: .unknownEnvironment(name, nearest: nearest), offset: nameOffset)
    }
    let columns = name == "array" ? try arrayColumns() : nil
    let rows = try cells(limit: columns?.count ?? environment.maximumColumns)
    try end(of: name, from: start)

    let width = rows.map(\.count).max() ?? 0
    let grid = MathGrid(
      kind: environment.kind, rows: rows,
      // Columns that no row uses would only leave a gap.
      columns: columns.map { Array($0.prefix(width)) }
        ?? (0..<width).map(environment.alignment(ofColumn:)))
    if environment.left.isEmpty && environment.right.isEmpty { return .grid(grid) }
    return .fenced(left: environment.left, .grid(grid), right: environment.right, grows: true)
  }

  private mutating func cells(limit: Int?) throws(FormulaError) -> [[MathNode]] {
    var rows = [[try row()]]
    while true {
      let start = scanner.offset
      switch try scanner.peek() {
      case .ampersand:
        _ = try scanner.next()
        let cell = try row()
        if let limit, rows[rows.count - 1].count == limit {
          throw FormulaError(reason: .tooManyCells(columns: limit), offset: start)
        }
        rows[rows.count - 1].append(cell)
      case .lineBreak:
        _ = try scanner.next()
        scanner.skipLineSkip()
        rows.append([try row()])
      default:
        if rows.last == [.row([])] { rows.removeLast() }
        return rows
      }
    }
  }

  private mutating func end(of name: String, from start: Int) throws(FormulaError) {
    try close(.command("end"), of: #"\begin{\#(name)}"#, from: start)
    let nameOffset = scanner.offset
    let ended = try scanner.textGroup(of: #"\end"#)
    guard ended == name else {
      throw FormulaError(reason: .wrongEnd(begun: name, ended: ended), offset: nameOffset)
    }
  }

  /// `{lcr}`
  private mutating func arrayColumns() throws(FormulaError) -> [MathGrid.Alignment] {
    let start = scanner.offset
    let text = try scanner.textGroup(of: #"\begin{array}"#)
    let letters: [Character: MathGrid.Alignment] = ["l": .left, "c": .center, "r": .right]
    let columns = text.filter { $0 != " " }.map { letters[$0] }
    let known = columns.compactMap(\.self)
    guard !known.isEmpty, known.count == columns.count else {
      throw FormulaError(reason: .badColumns(text), offset: start)
    }
    return known
  }
}

/// What the environments of LaTeX's `amsmath` make of their cells.
private struct MathEnvironment {
  var kind: MathGrid.Kind
  var left = ""
  var right = ""
  var maximumColumns: Int?

  static let names = [
    "matrix", "smallmatrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "array",
    "aligned", "align", "align*", "split", "gathered", "gather", "gather*", "equation",
    "equation*", "cases",
  ]

  static func named(_ name: String) -> MathEnvironment? {
    switch name {
    case "matrix", "smallmatrix", "array": Self(kind: .matrix)
    case "pmatrix": Self(kind: .matrix, left: "(", right: ")")
    case "bmatrix": Self(kind: .matrix, left: "[", right: "]")
    case "Bmatrix": Self(kind: .matrix, left: "{", right: "}")
    case "vmatrix": Self(kind: .matrix, left: "|", right: "|")
    case "Vmatrix": Self(kind: .matrix, left: "‖", right: "‖")
    case "aligned", "align", "align*", "split": Self(kind: .aligned)
    case "gathered", "gather", "gather*", "equation", "equation*":
      Self(kind: .lines, maximumColumns: 1)
    case "cases": Self(kind: .cases, left: "{", maximumColumns: 2)
    default: nil
    }
  }

  func alignment(ofColumn column: Int) -> MathGrid.Alignment {
    switch kind {
    case .matrix, .lines: .center
    case .aligned: column.isMultiple(of: 2) ? .right : .left
    case .cases: .left
    }
  }
}
