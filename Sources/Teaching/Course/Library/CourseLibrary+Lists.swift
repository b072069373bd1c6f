/// The lists beside the chapters. They are read when they are asked for: home does without.
extension CourseLibrary {
  /// `sources.yaml`, in its order; a course may do without.
  public func readSources() -> (sources: [Source], diagnostics: [Diagnostic]) {
    readList("sources.yaml") { id, reader in
      reader.unknownKeys(allowed: ["title", "authors", "year", "arxiv", "doi", "url"])
      let authors = (reader.strings(for: "authors", required: true) ?? []).flatMap { names in
        names.text.split(separator: ",").map { name in
          String(name.drop { $0 == " " })
        }
      }
      return Source(
        id: id, title: reader.string(for: "title", required: true) ?? id, authors: authors,
        year: reader.int(for: "year", in: 1600...2200), arxiv: reader.string(for: "arxiv"),
        doi: reader.string(for: "doi"), url: reader.string(for: "url"), place: reader.place)
    }
  }

  /// `glossary.yaml`, in its order; a course may do without.
  public func readGlossary() -> (terms: [Term], diagnostics: [Diagnostic]) {
    readList("glossary.yaml") { id, reader in
      reader.unknownKeys(allowed: Language.allCases.map(\.rawValue) + ["lesson"])
      var texts: [Language: (name: String, meaning: String)] = [:]
      for language in Language.allCases {
        let isRequired = languages.contains(language)
        texts[language] = reader.mapping(for: language.rawValue, required: isRequired) { reader in
          reader.unknownKeys(allowed: ["name", "meaning"])
          return (
            reader.string(for: "name", required: true) ?? id,
            reader.string(for: "meaning", required: true) ?? ""
          )
        }
      }
      let fallback = languages.lazy.compactMap { texts[$0] }.first ?? (id, "")
      let english = texts[.english] ?? fallback
      let chinese = texts[.chinese] ?? fallback
      return Term(
        id: id, name: Localized(en: english.name, zh: chinese.name),
        meaning: Localized(en: english.meaning, zh: chinese.meaning),
        lesson: reader.string(for: "lesson"),
        place: reader.contains("lesson") ? reader.place(of: "lesson") : reader.place)
    }
  }

  func readList<Element>(
    _ name: String, _ read: (String, inout YAMLReader) -> Element
  ) -> ([Element], [Diagnostic]) {
    let file = path(name)
    guard SourceFile.exists(file) else { return ([], []) }
    do throws(Diagnostic) {
      let document = try YAMLDocument(try SourceFile.read(file), at: Place(file: file))
      var reader = YAMLReader(document.root)
      var elements: [Element] = []
      for entry in reader.entries {
        elements.append(reader.read(entry.value) { read(entry.key, &$0) })
      }
      return (elements, reader.diagnostics)
    } catch {
      return ([], [error])
    }
  }
}
