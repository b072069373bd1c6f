/// A phrasing of a rubric, ready to be looked for.
struct Phrasing {
  private let text: String

  init(_ text: String) { self.text = text.lowercased() }

  var canBeFound: Bool { text.contains { $0.isLetter || $0.isNumber } }

  func isFound(in answer: String) -> Bool { answer.lowercased().contains(text) }
}
