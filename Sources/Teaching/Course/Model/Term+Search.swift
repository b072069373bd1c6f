extension [Term] {
  /// The terms that hold every word of a query in their names or meanings, in any language; those that
  /// hold all of them in their names come first.
  public func matching(_ query: String) -> [Term] {
    let words = query.lowercased().split(separator: " ")
    func holds(_ texts: [String]) -> Bool {
      let text = texts.joined(separator: "\n").lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    var (named, meant): ([Term], [Term]) = ([], [])
    for term in self {
      let names = [term.id, term.name.english, term.name.chinese]
      if holds(names) {
        named.append(term)
      } else if holds(names + [term.meaning.english, term.meaning.chinese]) {
        meant.append(term)
      }
    }
    return named + meant
  }
}
