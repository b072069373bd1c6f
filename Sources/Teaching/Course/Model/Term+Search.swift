extension Term {
  /// What it is called in the other language, without what its name in this one says already:
  /// of `key` and `key（键）`, the second is 键, and the first nothing new.
  public func otherName(than language: Language) -> String? {
    let (here, other) = (name[language], name[language.other])
    guard !here.contains(other) else { return nil }
    guard other.hasSuffix("）"), let bracket = other.firstIndex(of: "（") else { return other }
    let outside = String(other[..<bracket])
    let inside = String(other[other.index(after: bracket)...].dropLast())
    return outside == here ? inside : inside == here ? outside : other
  }
}

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
