import Canvas
import Testing

@testable import Tutor

/// Typing, moving and pasting in several lines.
struct TextAreaTests {
  /// A column is kept for the cursor, so that ten cells of text stand in a line.
  static let room = TextArea.Room(columns: 11, rows: 3)

  private func area(_ text: String, _ keys: [Key] = []) -> TextArea {
    var area = TextArea(text)
    for key in keys { _ = area.handle(.key(key), in: Self.room) }
    return area
  }

  /// The rows that are shown, and the cursor in them.
  private func shown(_ area: TextArea) -> (rows: [String], cursor: [Int]) {
    var frame = Frame(Size(columns: Self.room.columns, rows: Self.room.rows))
    area.draw(in: frame.area, of: &frame, style: .plain, marks: .plain)
    let rows = frame.plainText.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(Self.room.rows).map {
        String($0.reversed().drop { $0 == " " }.reversed())
      }
    return (rows, frame.cursor.map { [$0.column, $0.row] } ?? [])
  }

  @Test(arguments: [
    ("", [""]),
    ("one two three", ["one two", "three"]),
    ("one\n\ntwo", ["one", "", "two"]),
    ("abcdefghijkl", ["abcdefghij", "kl"]),
    // Chinese breaks anywhere, but no line begins with a full stop.
    ("缩放防止饱和。对", ["缩放防止饱", "和。对"]),
    ("缩放防止了。好", ["缩放防止", "了。好"]),
    // A full line's blank hangs over its end and does not begin the next.
    ("abcdefghij kl", ["abcdefghij", "kl"]),
    ("abc    \ndef", ["abc", "def"]),
    ("用softmax算权重", ["用softmax", "算权重"]),
    ("e\u{301}e\u{301}e\u{301}", ["e\u{301}e\u{301}e\u{301}"]),
  ])
  func linesBreakWhereReadersExpectIt(text: String, lines: [String]) {
    let rows = shown(area(text)).rows.map { $0.trimmingRight("↑↓") }
    #expect(Array(rows.prefix(lines.count)) == lines)
  }

  @Test(
    arguments: [
      ("one two", [], [7, 0]),
      ("one two three", [.home], [0, 1]),
      ("one two three", [.up], [5, 0]),
      // Up and down keep their column through a line that is too short.
      ("abcdef\nx\nuvwxyz", [.up, .up], [6, 0]),
      ("abcdef\nx\nuvwxyz", [.up], [1, 1]),
      // The end of a full line is on that line.
      ("缩放防止饱和了", [.up, .end], [10, 0]),
      ("缩放防止饱和了", [.up, .end, .right], [2, 1]),
      ("缩放防止饱和了", [.up, .home], [0, 0]),
      // Columns are cells: from the third cell of a line of letters to the middle of a wide one.
      ("缩放\nabc", [.up], [2, 0]),
      ("缩放\nabc", [.left, .left], [1, 1]),
      ("one\ntwo", [.up, .up, .up], [3, 0]),
      ("", [.down, .down, .left, .right, .end, .home], [0, 0]),
      ("a b", [.enter], [0, 1]),
    ] as [(String, [Key], [Int])])
  func theCursorGoesByWhatIsSeen(text: String, keys: [Key], cursor: [Int]) {
    #expect(shown(area(text, keys)).cursor == cursor)
  }

  @Test(
    arguments: [
      ("abc", [.backspace], "ab"),
      ("abc", [.home, .delete], "bc"),
      ("", [.backspace, .delete], ""),
      ("one\ntwo", [.home, .backspace], "onetwo"),
      ("one\ntwo", [.up, .end, .delete], "onetwo"),
      ("one two  ", [.control("w")], "one "),
      ("one, two", [.control("w"), .control("w")], ""),
      // A Chinese word cannot be told from its neighbours: a character is one.
      ("缩放因子", [.control("w")], "缩放因"),
      ("用softmax", [.control("w")], "用"),
      ("one\ntwo three", [.control("u")], "one\n"),
      ("one\ntwo", [.up, .home, .control("k")], "\ntwo"),
      ("one two", [.wordLeft, .character("x")], "one xtwo"),
      ("one two", [.home, .wordRight, .character("x")], "onex two"),
      ("one two", [.wordLeft, .wordLeft, .wordLeft, .character("x")], "xone two"),
      ("one", [.left, .character("\u{301}")], "on\u{301}e"),
      // A letter with its marks is one.
      ("e\u{301}", [.backspace], ""),
      ("ab", [.left, .enter], "a\nb"),
      ("a\n\u{301}b", [.home, .right, .left, .backspace], "a\u{301}b"),
    ] as [(String, [Key], String)])
  func keysEdit(text: String, keys: [Key], result: String) {
    #expect(area(text, keys).text == result)
  }

  @Test(arguments: [
    ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\tb", "a b"), ("a\u{1B}[2Jb\u{7}", "a[2Jb"),
    ("a\u{2028}b\u{85}c", "a\nb\nc"), ("x\u{202E}y", "xy"),
  ])
  func whatIsPastedIsText(pasted: String, result: String) {
    var area = TextArea()
    _ = area.handle(.paste(pasted), in: Self.room)
    #expect(area.text == result)
    #expect(!area.isCut)
  }

  /// The limit counts marks as well: one letter may carry any number of them.
  @Test(arguments: ["x", "字", "e\u{301}", "\u{301}", "🇨🇳"])
  func aLongPasteIsCut(unit: String) {
    var area = TextArea()
    let pasted = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    _ = area.handle(.paste(pasted), in: Self.room)
    #expect(area.text.unicodeScalars.count == 20_000)
    #expect(area.isCut)
    _ = area.handle(.key(.backspace), in: Self.room)
    #expect(!area.isCut)
    #expect(shown(area).rows.count == 3)
  }

  @Test func theBoxScrollsNoFurtherThanItMust() {
    var area = area("1\n2\n3\n4\n5", [.end])
    #expect(shown(area).rows.map { $0.prefix(1) } == ["3", "4", "5"])
    for _ in 0..<2 { _ = area.handle(.key(.up), in: Self.room) }
    #expect(shown(area).rows.map { $0.prefix(1) } == ["3", "4", "5"])
    #expect(shown(area).cursor == [1, 0])
    _ = area.handle(.key(.up), in: Self.room)
    #expect(shown(area).rows.map { $0.prefix(1) } == ["2", "3", "4"])
    #expect(shown(area).rows[0].hasSuffix("↑"))
    area.click(column: 9, row: 2, in: Self.room)
    #expect(shown(area).cursor == [1, 2])
  }

  /// Whatever is typed, the cursor stands in the box and the text is what was kept of it.
  @Test(arguments: 0..<40)
  func nothingBreaksIt(seed: Int) {
    var random = Draws(state: UInt64(seed) &+ 1)
    let pieces = ["a", "字", "\u{301}", "🇨🇳", "👩‍👩‍👧", "\n", " ", "。", "（", "\u{200D}", "ᄀ", "ᅡ", "x y"]
    let keys: [Key] = [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace, .delete, .wordLeft,
      .wordRight, .control("w"), .control("u"), .control("k"), .enter,
    ]
    var area = TextArea("", limit: 60)
    for _ in 0..<300 {
      let room = TextArea.Room(columns: random.next(below: 12), rows: random.next(below: 4))
      if random.next(below: 2) == 0 {
        _ = area.handle(.paste(pieces[random.next(below: pieces.count)]), in: room)
      } else {
        _ = area.handle(.key(keys[random.next(below: keys.count)]), in: room)
      }
      #expect((0...area.characters.count).contains(area.cursor))
      #expect(area.text.unicodeScalars.count <= 60)
      var frame = Frame(Size(columns: room.columns, rows: room.rows))
      area.draw(in: frame.area, of: &frame, style: .plain, marks: .plain)
      if let cursor = frame.cursor {
        #expect(frame.area.contains(column: cursor.column, row: cursor.row))
      }
    }
  }

  private struct Draws {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}

extension String {
  fileprivate func trimmingRight(_ characters: String) -> String {
    String(reversed().drop { characters.contains($0) || $0 == " " }.reversed())
  }
}
