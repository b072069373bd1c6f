/// Finds the ids of a lesson's quiz items and headings without reading its Markdown: home and quizzes
/// need them of every lesson at once.
struct IdScan {
  private(set) var items: [PlacedText] = []
  private(set) var anchors: [PlacedText] = []

  init(_ lesson: LessonText) {
    var source = SourceText(lesson.body, at: Place(file: lesson.file, line: lesson.bodyLine))
    var fence: (mark: UInt8, length: Int, isQuiz: Bool)?
    for index in 0..<source.lineCount {
      let range = source.line(index)
      let start = LinePrefix(source.bytes, at: range.lowerBound, lists: fence == nil).end
      guard start < range.upperBound else { continue }
      let line = source.bytes[start..<range.upperBound]
      let mark = source.bytes[start]
      let length = line.prefix { $0 == mark }.count
      if let open = fence {
        let isClosing =
          mark == open.mark && length >= open.length
          && line.dropFirst(length).allSatisfy(Ascii.isWhitespace)
        if isClosing {
          fence = nil
        } else if open.isQuiz, let id = IdScan.value(of: "id:", in: line) {
          let place = source.place(at: start + id.offset)
          items.append(PlacedText(text: id.text, place: place))
          fence?.isQuiz = false
        }
      } else if mark == Ascii.backtick || mark == Ascii.tilde, length >= 3 {
        let info = line.dropFirst(length).drop(while: Ascii.isBlank)
        let isQuiz =
          info.starts(with: "quiz".utf8) && info.dropFirst(4).first.map(Ascii.isWhitespace) ?? true
        fence = (mark, length, isQuiz)
      } else if mark == UInt8(ascii: "#"), let name = IdScan.anchor(in: line) {
        anchors.append(PlacedText(text: name, place: source.place(at: start)))
      }
    }
  }

  /// The value of a key at the beginning of a line, without quotes and comment.
  private static func value(of key: String, in line: ArraySlice<UInt8>) -> (
    text: String, offset: Int
  )? {
    guard line.starts(with: key.utf8) else { return nil }
    let rest = line.dropFirst(key.utf8.count)
    guard let first = rest.first, Ascii.isBlank(first) else { return nil }
    let value = rest.drop(while: Ascii.isBlank)
    let quotes = "'\"".utf8
    let isQuoted = value.first.map(quotes.contains) ?? false
    let content =
      isQuoted
      ? value.dropFirst().prefix { !quotes.contains($0) }
      : value.prefix { !Ascii.isWhitespace($0) && $0 != UInt8(ascii: "#") }
    guard !content.isEmpty else { return nil }
    return (String(decoding: content, as: UTF8.self), value.startIndex - line.startIndex)
  }

  private static func anchor(in line: ArraySlice<UInt8>) -> String? {
    let end = line.lastIndex { !Ascii.isWhitespace($0) && $0 != UInt8(ascii: "#") }
    guard let end, line[end] == UInt8(ascii: "}"),
      let brace = line[..<end].lastIndex(of: UInt8(ascii: "{")),
      line[brace...].starts(with: "{#".utf8)
    else { return nil }
    return String(decoding: line[(brace + 2)..<end], as: UTF8.self)
  }
}
