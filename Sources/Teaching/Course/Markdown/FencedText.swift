/// The text inside a fence, and where it begins.
struct CodeText {
  private(set) var text = ""
  /// Where the first character that is not indentation stands.
  private(set) var firstOffset: Int?
  private(set) var linesBeforeFirst = 0
  /// Spaces before the first character that belong to the text, not to the fence.
  private(set) var indentation = 0

  mutating func append(_ piece: String, at offset: Int) {
    text += piece
    if firstOffset == nil { firstOffset = offset }
  }

  /// A line end or indentation, which md4c writes itself.
  mutating func append(_ piece: String) {
    text += piece
    guard firstOffset == nil else { return }
    if piece == "\n" {
      linesBeforeFirst += 1
      indentation = 0
    } else {
      indentation += piece.count
    }
  }
}

/// The LaTeX of a formula, and the way from its characters back to the file.
struct LatexText {
  let text: String
  /// Where each line begins: in the text before it was trimmed, and in the file.
  private var lines: [(start: Int, source: Int)] = []
  private var trimmed = 0

  init(_ ranges: [Range<Int>], in bytes: [UInt8]) {
    var joined: [UInt8] = []
    for range in ranges {
      if !joined.isEmpty || range != ranges.first { joined.append(Ascii.newline) }
      lines.append((joined.count, range.lowerBound))
      joined += bytes[range]
    }
    let isText: (UInt8) -> Bool = { !Ascii.isWhitespace($0) }
    let start = joined.firstIndex(where: isText) ?? joined.count
    let end = joined.lastIndex(where: isText).map { $0 + 1 } ?? start
    trimmed = start
    text = String(decoding: joined[start..<end], as: UTF8.self)
  }

  func offset(ofCharacter count: Int) -> Int {
    let index =
      text.index(text.startIndex, offsetBy: max(count, 0), limitedBy: text.endIndex)
      ?? text.endIndex
    let position = trimmed + text.utf8.distance(from: text.startIndex, to: index)
    let line = lines.last { $0.start <= position } ?? (0, 0)
    return line.source + position - line.start
  }
}
