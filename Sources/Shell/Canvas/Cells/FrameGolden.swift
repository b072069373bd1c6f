extension Frame {
  /// The frame as text for golden files, made to be read in a review and compared line by line.
  ///
  /// First the size and the characters, one line a row, with a bar at both ends so that blanks at
  /// the end can be seen. Then the rows that have styles other than plain, as runs of columns, each
  /// with the letter of its style; last what the letters mean, in the order they first occur.
  /// ```text
  /// 12x2 cursor 3,1
  /// |▸sat  0.318  |
  /// |             |
  /// 0: 0-3 a  6-10 b
  /// a fg=#ffa560 bold
  /// b fg=#101010 bg=#7cd250
  /// ```
  /// A wide character takes both of its columns in the runs and one character in its line.
  public var goldenText: String {
    var lines = ["\(size.columns)x\(size.rows)"]
    if let cursor { lines[0] += " cursor \(cursor.column),\(cursor.row)" }
    lines += (0..<size.rows).map { row in
      "|" + (0..<size.columns).map { self[$0, row].text }.joined() + "|"
    }
    var names: [Style: String] = [:]
    var legend: [String] = []
    for row in 0..<size.rows {
      let runs = styleRuns(inRow: row).filter { $0.style != .plain }
      guard !runs.isEmpty else { continue }
      lines.append(
        "\(row): "
          + runs.map { run in
            let name = names[run.style] ?? Self.styleName(names.count)
            if names.updateValue(name, forKey: run.style) == nil {
              legend.append("\(name) \(run.style.goldenText)")
            }
            let last = run.columns.upperBound - 1
            let columns =
              run.columns.count == 1
              ? "\(run.columns.lowerBound)" : "\(run.columns.lowerBound)-\(last)"
            return "\(columns) \(name)"
          }.joined(separator: "  "))
    }
    return (lines + legend).joined(separator: "\n") + "\n"
  }

  /// The stretches of a row that have one style.
  func styleRuns(inRow row: Int) -> [(columns: Range<Int>, style: Style)] {
    var runs: [(columns: Range<Int>, style: Style)] = []
    for column in 0..<size.columns {
      let style = self[column, row].style
      if let last = runs.last, last.style == style {
        runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        runs.append((column..<column + 1, style))
      }
    }
    return runs
  }

  /// a, b … z, aa, ab …
  private static func styleName(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(97 + index % 26)))
    return index < 26 ? letter : styleName(index / 26 - 1) + letter
  }
}

extension Style {
  fileprivate var goldenText: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    let colors = [
      foreground.map { "fg=\($0.hexadecimal)" }, background.map { "bg=\($0.hexadecimal)" },
    ].compactMap(\.self)
    return (colors + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
  }
}

extension Color {
  /// `#1e1e2e`
  var hexadecimal: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
