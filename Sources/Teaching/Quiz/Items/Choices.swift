import Course

/// The choices of an item, and how a course or a file of answers names one of them.
extension [[Inline]] {
  /// The choice that a text names, as the file has it with its marks (`$d^2$`) or as it is read.
  func index(ofChoice text: String) -> Int? {
    // An answer may be as long as a file; Markdown is read only of what could be a choice.
    guard text.utf8.count <= 10_000 else { return nil }
    if let index = firstIndex(where: { $0.plainText == text }) { return index }
    let unmarked = Markdown.inlines(text, at: Place(file: "")).inlines.plainText
    return firstIndex { $0.plainText == unmarked }
  }

  /// The choice that a file of answers names: by its number from 1, or by its text.
  func index(from node: JSONNode) throws(Diagnostic) -> Int {
    switch node.value {
    case .number(let text):
      if let number = Double(text).flatMap(Int.init(exactly:)),
        (1...Swift.max(1, count)).contains(number), !isEmpty
      {
        return number - 1
      }
    case .string(let text):
      if let index = index(ofChoice: text) { return index }
    case .null, .bool, .list, .object: break
    }
    throw Diagnostic(
      at: node.place,
      "expected a number from 1 to \(count) or the text of a choice, found \(node.kind)")
  }
}
