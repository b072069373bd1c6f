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
      reader.unknownKeys(allowed: ["name", "meaning", "lesson"])
      let meaning = reader.localized(for: "meaning", in: languages, required: true)
      return Term(
        id: id, name: reader.localized(for: "name", in: languages) ?? Localized(id),
        meaning: meaning ?? Localized(""), lesson: reader.string(for: "lesson"),
        place: reader.contains("lesson") ? reader.place(of: "lesson") : reader.place)
    }
  }

  private func readList<Element>(
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
