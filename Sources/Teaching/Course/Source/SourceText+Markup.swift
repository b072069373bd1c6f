/// Steps back from the first text of a block to the mark that the block begins with.
extension SourceText {
  /// What may stand between the beginning of a paragraph and its first text.
  static let inlineOpeners = "*_~[!`<\\"

  /// Walks back over the characters of `marks`, but not over a line's end.
  func back(from offset: Int, over marks: String) -> Int {
    var index = min(max(offset, 0), bytes.count)
    while index > 0, marks.utf8.contains(bytes[index - 1]) { index -= 1 }
    return index
  }

  func skipBlanks(from offset: Int) -> Int {
    var index = offset
    while index < bytes.count, Ascii.isBlank(bytes[index]) { index += 1 }
    return index
  }

  /// The list marker in front of the first text of an item.
  func listMarker(before offset: Int) -> Int {
    let end = back(from: offset, over: " \t")
    guard end > 0 else { return offset }
    switch bytes[end - 1] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): return end - 1
    case UInt8(ascii: "."), UInt8(ascii: ")"): return back(from: end - 1, over: "0123456789")
    default: return offset
    }
  }

  /// The fence in front of its info string, or above the first text inside of it.
  func fence(before offset: Int) -> Int {
    let index = back(from: back(from: offset, over: " \t"), over: "`~")
    if index < bytes.count, bytes[index] == Ascii.backtick || bytes[index] == Ascii.tilde {
      return index
    }
    var line = lineIndex(at: offset)
    while line > 0 {
      line -= 1
      let start = LinePrefix(bytes, at: self.line(line).lowerBound).end
      guard start < bytes.count, !Ascii.isLineEnd(bytes[start]) else { continue }
      let isFence = bytes[start] == Ascii.backtick || bytes[start] == Ascii.tilde
      return isFence ? start : offset
    }
    return offset
  }

  /// The first thematic break at or after the line of `offset`.
  func rule(after offset: Int) -> Int? {
    for index in lineIndex(at: offset)..<lineCount {
      for lists in [false, true] {
        let range = line(index)
        let start = LinePrefix(bytes, at: range.lowerBound, lists: lists).end
        guard start >= offset, start < range.upperBound else { continue }
        let marks = bytes[start..<range.upperBound].filter { !Ascii.isWhitespace($0) }
        if marks.count >= 3, let mark = marks.first, "-*_".utf8.contains(mark),
          marks.allSatisfy({ $0 == mark })
        {
          return start
        }
      }
    }
    return nil
  }

  /// The bracket that opens the link whose first text stands at `offset`.
  func linkStart(before offset: Int) -> Int {
    let index = back(from: offset, over: "*_~`!<")
    return index > 0 && bytes[index - 1] == UInt8(ascii: "[") ? index - 1 : index
  }
}
