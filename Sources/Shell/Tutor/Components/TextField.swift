import Canvas

/// One line of text that is being typed. The cursor counts characters.
struct TextField: Sendable, Equatable {
  private(set) var text: String
  private(set) var cursor: Int
  var limit: Int

  init(_ text: String = "", limit: Int = 200) {
    self.text = text
    self.limit = limit
    cursor = text.count
  }

  /// - Returns: false where the input is none that edits text.
  mutating func handle(_ input: Input) -> Bool {
    switch input {
    case .key(.character(let character)): insert(String(character))
    case .paste(let pasted): insert(pasted)
    case .key(.backspace):
      guard cursor > 0 else { return true }
      cursor -= 1
      text.remove(at: index(cursor))
      cursor = min(cursor, text.count)
    case .key(.delete), .key(.control("d")):
      if cursor < text.count { text.remove(at: index(cursor)) }
      cursor = min(cursor, text.count)
    case .key(.left), .key(.wordLeft): cursor = max(0, cursor - 1)
    case .key(.right), .key(.wordRight): cursor = min(text.count, cursor + 1)
    case .key(.home), .key(.control("a")): cursor = 0
    case .key(.end), .key(.control("e")): cursor = text.count
    case .key(.control("u")):
      text.removeSubrange(..<index(cursor))
      cursor = 0
    default: return false
    }
    return true
  }

  private mutating func insert(_ new: String) {
    let line = new.filter { !$0.isNewline && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }
    let room = max(0, limit - text.count)
    // A mark that combines with the character before it makes no new one.
    let before = String(text.prefix(cursor)) + line.prefix(room)
    text = before + text.dropFirst(cursor)
    cursor = min(before.count, text.count)
  }

  private func index(_ offset: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: offset)
  }

  /// Draws the end of the text that holds the cursor, and puts the terminal's cursor there.
  func draw(column: Int, row: Int, columns: Int, of frame: inout Frame, style: Style) {
    guard columns > 0 else { return }
    let before = String(text.prefix(cursor))
    var shown = Substring(before)
    while String(shown).cellWidth >= columns { shown.removeFirst() }
    let area = Rect(column: column, row: row, columns: columns, rows: 1)
    frame.fill(area, with: .blank(style))
    let place = frame.draw(String(shown), column: column, row: row, style: style, in: area)
    frame.draw(String(text.dropFirst(cursor)), column: place, row: row, style: style, in: area)
    frame.cursor = (place, row)
  }
}
