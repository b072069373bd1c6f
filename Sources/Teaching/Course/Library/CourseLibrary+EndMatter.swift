extension CourseLibrary {
  /// What stands below the text of a lesson: its terms and its sources, from the lists of the course.
  ///
  /// It is no part of the lesson: neither its reading time nor how far it has been read counts it.
  public func endMatter(of lesson: LessonSummary, in language: Language) -> [Block] {
    let terms = readGlossary().terms.filter { $0.lesson == lesson.id }
    let known = readSources().sources
    let sources = lesson.sources.compactMap { id in known.first { $0.id == id } }
    let blocks =
      section(
        EndMatter.terms, EndMatter.termsAnchor, terms.map { $0.definition(in: language) }, language)
      + section(
        EndMatter.sources, EndMatter.sourcesAnchor, sources.map { $0.entry(in: language) }, language
      )
    let start = Place(file: path("glossary.yaml"))
    return blocks.isEmpty ? [] : [Block(.rule, at: start)] + blocks
  }

  private func section(
    _ title: Localized<String>, _ anchor: String, _ entries: [Block], _ language: Language
  ) -> [Block] {
    guard let place = entries.first?.place else { return [] }
    return [
      Block(.heading(level: 2, anchor: anchor, [.text(title[language])]), at: place),
      Block(.list(start: nil, items: entries.map { [$0] }), at: place),
    ]
  }
}

private enum EndMatter {
  // No heading of a lesson is named with a slash.
  static let termsAnchor = "/terms"
  static let sourcesAnchor = "/sources"
  static let terms = Localized(en: "Terms of this lesson", zh: "本课术语")
  static let sources = Localized(en: "Sources", zh: "参考文献")
}

extension Source {
  fileprivate func entry(in language: Language) -> Block {
    var inlines: [Inline] = [.text(authorsAndYear(in: language) + ". "), .emphasis([.text(title)])]
    if let link, let linkName {
      inlines += [.text(". "), .link([.text(linkName)], to: link, place)]
    }
    return Block(.paragraph(inlines), at: place)
  }
}
