/// What stands before the text of a line: indentation, `>` of quotes, and markers of lists.
struct LinePrefix {
  var end: Int
  var quotes: Int

  init(end: Int, quotes: Int) {
    self.end = end
    self.quotes = quotes
  }

  init(_ bytes: [UInt8], at start: Int, lists: Bool = true) {
    end = start
    quotes = 0
    while end < bytes.count {
      if Ascii.isBlank(bytes[end]) {
        end += 1
      } else if bytes[end] == Ascii.greater {
        quotes += 1
        end += 1
      } else if lists, let next = LinePrefix.endOfListMarker(bytes, at: end) {
        end = next
      } else {
        return
      }
    }
  }

  private static func endOfListMarker(_ bytes: [UInt8], at start: Int) -> Int? {
    var index = start
    while index < bytes.count, index - start < 9, Ascii.isDigit(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    let marks = index == start ? "-+*".utf8 : ".)".utf8
    guard marks.contains(bytes[index]), index + 1 < bytes.count, Ascii.isBlank(bytes[index + 1])
    else { return nil }
    return index + 1
  }
}
