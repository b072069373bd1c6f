extension Term {
  /// A paragraph: its name, that in the other language where it differs, and its meaning.
  public func definition(in language: Language) -> Block {
    var inlines = [Inline.strong([.text(name[language])])]
    if let other = otherName(than: language) {
      inlines.append(.text(language == .english ? " (\(other))" : "（\(other)）"))
    }
    inlines.append(.text(language == .english ? " — " : "："))
    return Block(.paragraph(inlines + [.text(meaning[language])]), at: place)
  }

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
