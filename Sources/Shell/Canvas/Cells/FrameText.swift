extension Frame {
  /// The characters alone, a line a row, without the blanks at the ends of lines.
  public var plainText: String {
    (0..<size.rows).map { row in
      let line = (0..<size.columns).map { self[$0, row].text }.joined()
      return line.trimmingTrailingBlanks + "\n"
    }.joined()
  }

  /// The characters with their styles as ECMA-48 and 24-bit colour sequences, a line a row.
  public var ansiText: String {
    (0..<size.rows).map { row in
      var line = ""
      var style = Style.plain
      for column in 0..<size.columns {
        let cell = self[column, row]
        if cell.isContinuation { continue }
        if cell.style != style {
          style = cell.style
          line += style.sgr
        }
        line += cell.text
      }
      return line.trimmingTrailingBlanks + (style == .plain ? "\n" : "\u{1B}[0m\n")
    }.joined()
  }
}

extension Style {
  /// The sequence that sets exactly this style.
  fileprivate var sgr: String {
    let signs: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    var codes = ["0"] + signs.filter { attributes.contains($0.0) }.map(\.1)
    if let color = foreground { codes.append("38;2;\(color.red);\(color.green);\(color.blue)") }
    if let color = background { codes.append("48;2;\(color.red);\(color.green);\(color.blue)") }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
