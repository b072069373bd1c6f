import Course

extension [[Inline]] {
  /// The choice that a text names, as the file has it with its marks (`$d^2$`) or as it is read.
  func index(ofChoice text: String) -> Int? {
    if let index = firstIndex(where: { $0.plainText == text }) { return index }
    let unmarked = Markdown.inlines(text, at: Place(file: "")).inlines.plainText
    return firstIndex { $0.plainText == unmarked }
  }
}
