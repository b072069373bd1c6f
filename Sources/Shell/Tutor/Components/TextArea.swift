import Canvas

/// Several lines of text that are being typed. The cursor stands between characters, as a reader
/// counts them: a letter with its marks is one.
struct TextArea: Sendable, Equatable {
  /// Where the text is shown, in cells. Up, down and the pages go by what is seen.
  struct Room: Sendable, Equatable {
    var columns: Int
    var rows: Int

    /// A column is left for the cursor behind a full line.
    fileprivate var measure: Int { max(1, columns - 1) }
  }

  private(set) var characters: [Character]
  private(set) var cursor: Int
  /// In Unicode scalars, so that the marks of a single letter are counted as well.
  let limit: Int
  /// The last insertion did not go in whole.
  private(set) var isCut = false

  private var scalarCount: Int
  /// The first line that is seen.
  private var top = 0
  /// The column that up and down keep to, through lines that are too short for it.
  private var goal: Int?
  /// Where a full line ends and the next begins, the cursor stands on the one that ends.
  private var leansBack = false

  init(_ text: String = "", limit: Int = 20_000) {
    self.limit = limit
    characters = []
    cursor = 0
    scalarCount = 0
    insert(text)
  }

  var text: String { String(characters) }
  var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

  // MARK: Input

  /// - Returns: false where the input is none that edits text.
  mutating func handle(_ input: Input, in room: Room) -> Bool {
    defer { scroll(to: room) }
    switch input {
    case .key(.up): return moveLines(by: -1, room)
    case .key(.down): return moveLines(by: 1, room)
    case .key(.pageUp): return moveLines(by: -max(1, room.rows - 1), room)
    case .key(.pageDown): return moveLines(by: max(1, room.rows - 1), room)
    default: break
    }
    let isEnd = input == .key(.end) || input == .key(.control("e"))
    defer { leansBack = isEnd }
    goal = nil
    switch input {
    case .key(.character(let character)): insert(String(character))
    case .key(.enter): insert("\n")
    case .paste(let pasted): insert(pasted)
    case .key(.backspace): delete(max(0, cursor - 1)..<cursor)
    case .key(.delete): delete(cursor..<min(characters.count, cursor + 1))
    case .key(.control("w")): delete(wordStart..<cursor)
    case .key(.control("u")): delete(line(in: room).lowerBound..<cursor)
    case .key(.control("k")): delete(cursor..<line(in: room).upperBound)
    case .key(.left), .key(.control("b")): cursor = max(0, cursor - 1)
    case .key(.right), .key(.control("f")): cursor = min(characters.count, cursor + 1)
    case .key(.wordLeft): cursor = wordStart
    case .key(.wordRight): cursor = wordEnd
    case .key(.home), .key(.control("a")): cursor = line(in: room).lowerBound
    case .key(.end), .key(.control("e")): cursor = line(in: room).upperBound
    default: return false
    }
    return true
  }

  /// Puts the cursor where the mouse was pressed.
  /// - Parameters: counted from the upper left corner of what is shown
  mutating func click(column: Int, row: Int, in room: Room) {
    let wrapped = WrappedText(characters, width: room.measure)
    goal = nil
    place(line: top(wrapped, room) + row, column: column, wrapped)
    scroll(to: room)
  }

  // MARK: Editing

  private mutating func insert(_ new: String) {
    let room = max(0, limit - scalarCount)
    // A mark joins the character before it, so the neighbours are read again with what is new.
    let before = max(0, cursor - 1)
    let after = min(characters.count, cursor + 1)
    let (fitting, isCut) = Self.tidied(new, limit: room)
    self.isCut = isCut
    let head = String(characters[before..<cursor]) + fitting
    let joined = Array(head + String(characters[cursor..<after]))
    let behind = characters.count - after
    characters.replaceSubrange(before..<after, with: joined)
    scalarCount += fitting.unicodeScalars.count
    // What was before the cursor may have joined what was behind it.
    cursor = min(before + head.count, characters.count - behind)
  }

  private mutating func delete(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    isCut = false
    scalarCount -= characters[range].reduce(0) { $0 + $1.unicodeScalars.count }
    // A mark that stood alone, at the start of a line, may join what is before it now.
    let before = max(0, range.lowerBound - 1)
    let after = min(characters.count, range.upperBound + 1)
    let behind = characters.count - after
    let head = String(characters[before..<range.lowerBound])
    let joined = Array(head + String(characters[range.upperBound..<after]))
    characters.replaceSubrange(before..<after, with: joined)
    cursor = min(before + head.count, characters.count - behind)
  }

  /// Every end of a line as "\n", tabs as blanks, and nothing that a terminal would take as a command.
  private static func tidied(_ text: String, limit: Int) -> (text: String, isCut: Bool) {
    var result = String.UnicodeScalarView()
    var count = 0
    var followsReturn = false
    for scalar in text.unicodeScalars {
      let isReturn = scalar == "\r"
      defer { followsReturn = isReturn }
      let kept: Unicode.Scalar?
      switch scalar.value {
      case 0x0A where followsReturn: kept = nil
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029: kept = "\n"
      case 0x09: kept = " "
      case 0..<0x20, 0x7F..<0xA0: kept = nil
      // Marks of direction turn what follows around in some terminals, and the cursor with it.
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: kept = nil
      default: kept = scalar
      }
      guard let kept else { continue }
      guard count < limit else { return (String(result), true) }
      result.append(kept)
      count += 1
    }
    return (String(result), false)
  }

  // MARK: Moving

  private func line(in room: Room) -> Range<Int> {
    let wrapped = WrappedText(characters, width: room.measure)
    return wrapped.lines[wrapped.line(of: cursor, leansBack: leansBack)]
  }

  private mutating func moveLines(by step: Int, _ room: Room) -> Bool {
    let wrapped = WrappedText(characters, width: room.measure)
    let here = wrapped.line(of: cursor, leansBack: leansBack)
    let column = goal ?? self.column(on: wrapped.lines[here])
    goal = column
    place(line: here + step, column: column, wrapped)
    scroll(to: room)
    return true
  }

  private mutating func place(line index: Int, column: Int, _ wrapped: WrappedText) {
    let index = min(max(0, index), wrapped.lines.count - 1)
    let line = wrapped.lines[index]
    var place = line.lowerBound
    var used = 0
    while place < line.upperBound {
      let size = characters[place].cellWidth
      // The middle of a wide character is nearer to its beginning.
      if used + size > column { break }
      used += size
      place += 1
    }
    cursor = place
    leansBack = place == line.upperBound && wrapped.isBroken[index]
  }

  /// In cells, from the line's beginning.
  private func column(on line: Range<Int>) -> Int {
    guard line.lowerBound < cursor else { return 0 }
    return characters[line.lowerBound..<cursor].reduce(0) { $0 + $1.cellWidth }
  }

  /// The beginning of the word before the cursor. A Chinese character is a word.
  private var wordStart: Int {
    var place = cursor
    while place > 0, !characters[place - 1].isOfWord { place -= 1 }
    while place > 0, characters[place - 1].isOfWord {
      place -= 1
      if characters[place].cellWidth > 1 { break }
      if place > 0, characters[place - 1].cellWidth > 1 { break }
    }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, !characters[place].isOfWord { place += 1 }
    while place < characters.count, characters[place].isOfWord {
      place += 1
      if characters[place - 1].cellWidth > 1 { break }
      if place < characters.count, characters[place].cellWidth > 1 { break }
    }
    return place
  }

  // MARK: Showing

  private mutating func scroll(to room: Room) {
    top = top(WrappedText(characters, width: room.measure), room)
  }

  /// As near to where it was as lets the cursor be seen.
  private func top(_ wrapped: WrappedText, _ room: Room) -> Int {
    let row = wrapped.line(of: cursor, leansBack: leansBack)
    let rows = max(1, room.rows)
    let last = max(0, wrapped.lines.count - rows)
    return min(max(top, row - rows + 1), row, last)
  }

  /// Draws what is to be seen, and puts the terminal's cursor in its place.
  func draw(in area: Rect, of frame: inout Frame, style: Style, marks: Style) {
    guard !area.isEmpty else { return }
    frame.fill(area, with: .blank(style))
    let room = Room(area)
    let wrapped = WrappedText(characters, width: room.measure)
    let top = top(wrapped, room)
    for (row, line) in wrapped.lines.dropFirst(top).prefix(area.rows).enumerated() {
      frame.draw(
        String(characters[line]), column: area.column, row: area.row + row, style: style, in: area)
    }
    let row = wrapped.line(of: cursor, leansBack: leansBack)
    let column = min(self.column(on: wrapped.lines[row]), area.columns - 1)
    frame.cursor = (area.column + column, area.row + row - top)
    drawMarks(top: top, of: wrapped.lines.count, in: area, &frame, marks)
  }

  /// Arrows at the right edge where there is more above or below.
  private func drawMarks(
    top: Int, of count: Int, in area: Rect, _ frame: inout Frame, _ style: Style
  ) {
    if top > 0 { frame.draw("↑", column: area.maxColumn - 1, row: area.row, style: style) }
    if top + area.rows < count {
      frame.draw("↓", column: area.maxColumn - 1, row: area.maxRow - 1, style: style)
    }
  }
}

extension TextArea.Room {
  init(_ area: Rect) { self.init(columns: area.columns, rows: area.rows) }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}
