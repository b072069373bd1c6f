import Testing

@testable import Course

struct EndMatterTests {
  private static let glossary = """
    query: {en: {name: query, meaning: What asks.}, zh: {name: 查询, meaning: 提问的。}, lesson: first/a}
    other: {en: {name: other, meaning: No.}, zh: {name: 其他, meaning: 否。}, lesson: first/b}
    """

  private func endMatter(_ files: [String: String?], _ language: Language) throws -> String {
    let folder = try CourseFolder(files)
    let library = try CourseLibrary(at: folder.root)
    let lesson = try #require(library.summary(of: "first/a"))
    return library.endMatter(of: lesson, in: language).map { block in
      switch block.content {
      case .rule: "---"
      case .heading(_, let anchor, let inlines): "\(inlines.plainText) \(anchor)"
      case .list(_, let items): items.joined().map { $0.inlines.plainText }.joined(separator: "\n")
      default: "?"
      }
    }.joined(separator: "\n")
  }

  @Test func hasTheTermsThatTheLessonExplainsAndItsSources() throws {
    let files: [String: String?] = ["glossary.yaml": Self.glossary]
    #expect(
      try endMatter(files, .english) == """
        ---
        Terms of this lesson /terms
        query (查询) — What asks.
        Sources /sources
        Ann, Bo 2017. A paper. arXiv:1706.03762
        """)
    #expect(
      try endMatter(files, .chinese) == """
        ---
        本课术语 /terms
        查询（query）：提问的。
        参考文献 /sources
        Ann, Bo 2017. A paper. arXiv:1706.03762
        """)
  }

  @Test func isEmptyWhereTheListsAreMissing() throws {
    #expect(try endMatter(["glossary.yaml": nil, "sources.yaml": nil], .english) == "")
  }

  @Test(arguments: [
    ("key", "key（键）", "键", nil), ("head", "头（head）", "头", nil), ("softmax", "softmax", nil, nil),
    ("scaling", "缩放", "缩放", "scaling"),
    (
      "scores, logits", "score / logits（得分）",
      "score / logits（得分）", "scores, logits"
    ),
  ])
  func theOtherNameIsWhatTheFirstDoesNotSay(
    english: String, chinese: String, shownInEnglish: String?, shownInChinese: String?
  ) {
    let term = Term(
      id: english, name: Localized(en: english, zh: chinese), meaning: Localized(""),
      place: Place(file: "glossary.yaml"))
    #expect(term.otherName(than: .english) == shownInEnglish)
    #expect(term.otherName(than: .chinese) == shownInChinese)
  }

  @Test(arguments: [
    (["Ann"], Language.english, "Ann 2020"), (["Ann", "Bo", "Cy"], .english, "Ann, Bo, Cy 2020"),
    (["Ann", "Bo", "Cy", "Di"], .english, "Ann, Bo, Cy et al. 2020"),
    (["Ann", "Bo", "Cy", "Di"], .chinese, "Ann, Bo, Cy 等 2020"),
  ])
  func threeAuthorsAreNamed(authors: [String], language: Language, text: String) {
    let source = Source(
      id: "a", title: "", authors: authors, year: 2020, place: Place(file: "sources.yaml"))
    #expect(source.authorsAndYear(in: language) == text)
  }
}
