extension YAMLReader {
  /// A text per language, `{en: …, zh: …}`, or one text for all of them.
  mutating func localized(
    for key: String, in languages: [Language], required: Bool = false
  ) -> Localized<String>? {
    guard let node = node(for: key), case .mapping = node.value else {
      return string(for: key, required: required).map { Localized($0) }
    }
    return mapping(for: key) { reader in
      reader.unknownKeys(allowed: Language.allCases.map(\.rawValue))
      var texts: [Language: String] = [:]
      for language in Language.allCases {
        let isRequired = languages.contains(language)
        texts[language] = reader.string(for: language.rawValue, required: isRequired)
      }
      guard let fallback = languages.lazy.compactMap({ texts[$0] }).first ?? texts.values.first
      else { return nil }
      return Localized(en: texts[.english] ?? fallback, zh: texts[.chinese] ?? fallback)
    } ?? nil
  }

  /// Names of folders or files of the course; anything that could lead out of it is refused.
  mutating func names(for key: String, required: Bool = false) -> [PlacedText] {
    if required, !contains(key) { report(at: place, "missing key '\(key)'") }
    return placedTexts(for: key).filter { name in
      let isName = name.text.allSatisfy {
        $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
      }
      if !isName {
        report(at: name.place, "'\(name.text)' is no name; use letters, digits, '-' and '_'")
      }
      return isName
    }
  }
}
