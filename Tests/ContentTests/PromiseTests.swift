import Course
import Foundation
import Testing

@testable import Quiz

/// What the course promises a learner, whoever writes the next lesson.
struct PromiseTests {
  /// The chapters that are finished; what comes before them welcomes, and what comes after is planned.
  static let chapters: Set = ["attention", "transformer", "heads", "flash"]

  /// The sections of the notes that these chapters answer.
  static let sections =
    (1...8).map { "1.\($0)" } + (1...3).map { "2.\($0)" } + (1...4).map { "4.\($0)" }
    + (1...3).map { "5.\($0)" }

  /// The errors of the notes in those sections.
  static let errata = [1...14, 23...34, 51...56, 58...58, 60...60].joined().map {
    $0 < 10 ? "E0\($0)" : "E\($0)"
  }

  /// A finished lesson in one language.
  struct Page: CustomTestStringConvertible, Sendable {
    var lesson: Lesson
    var testDescription: String { "\(lesson.summary.id).\(lesson.language.rawValue)" }
  }

  static let pages =
    (try? Content.course().lessons)?
    .filter { chapters.contains($0.summary.chapter) }.map(Page.init) ?? []

  // MARK: Each lesson

  @Test(arguments: pages) func aLessonTakesEightMinutesAtMost(page: Page) {
    #expect(ReadingTime(page.lesson.blocks).minutes <= 8)
  }

  @Test(arguments: pages) func aLessonAnswersAsksFirstAndShowsItInALab(page: Page) {
    let kinds = page.lesson.callouts.map(\.kind)
    #expect(kinds.contains(.answer))
    #expect(kinds.contains(.predict) && !page.lesson.predictions.isEmpty)
    #expect(!page.lesson.labs.isEmpty)
    #expect(!page.lesson.summary.sources.isEmpty)
    #expect(page.lesson.anchors.contains("next"))
  }

  @Test(arguments: pages) func aLessonHasThreeItemsAtLeast(page: Page) {
    #expect(page.lesson.readItems.count >= 3)
  }

  /// An erratum says where it can be read that the notes are wrong: by arXiv id, by author and year,
  /// by a file of code, or as the source of the one before.
  @Test(arguments: pages) func everyErratumNamesItsSource(page: Page) throws {
    let texts = page.lesson.callouts.filter { $0.kind == .errata }.map(\.blocks.plainText)
    #expect(page.lesson.summary.errata.isEmpty || !texts.isEmpty)
    let authors = Set(try Content.course().sources.flatMap(\.authors))
    var hasNamedOne = false
    for text in texts {
      let namesOne =
        text.contains(/[0-9]{4}\.[0-9]{4,5}/) || text.contains(/[a-z_]+\.py/)
        || text.contains(/(?:19|20)[0-9]{2}/) && authors.contains { text.contains($0) }
      let namesSame = text.contains(/[Ss]ame (?:paper|section|source)|同一篇|同上/)
      #expect(namesOne || namesSame && hasNamedOne, "\(text)")
      hasNamedOne = hasNamedOne || namesOne
    }
  }

  // MARK: All of them

  @Test(arguments: Language.allCases) func theCourseAsksSeventyItemsOfEveryType(
    language: Language
  ) throws {
    let items = try Content.course().lessons.filter { $0.language == language }
      .flatMap(\.readItems)
    #expect(items.count >= 70)
    let unused = Item.types.map { $0.name }.filter { name in
      !items.contains { type(of: $0.content).name == name }
    }
    #expect(unused == [])
  }

  @Test(arguments: Language.allCases) func theEngineGivesAThirdOfAllKeys(
    language: Language
  ) throws {
    let items = try Content.course().lessons.filter { $0.language == language }
      .flatMap(\.readItems)
    let computed = items.count { item in
      if case .numeric(let numeric) = item { numeric.computation != nil } else { false }
    }
    #expect(computed * 3 >= items.count, "\(computed) of \(items.count)")
  }

  /// In the front matter of both languages, so that a section leads to its lesson in either.
  @Test(arguments: sections, Language.allCases)
  func everySectionOfTheNotesHasALesson(section: String, language: Language) throws {
    let lessons = Self.pages.map(\.lesson).filter { $0.language == language }
    let answers = lessons.filter { $0.summary.notes.contains(section) }
    #expect(!answers.isEmpty)
    for lesson in answers {
      let file = "\(Content.root)/\(lesson.summary.id).\(language.rawValue).md"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let notes = text.split(separator: "\n").first { $0.hasPrefix("notes:") }
      #expect(notes?.contains(section) == true, "\(lesson.summary.id)")
    }
  }

  @Test(arguments: errata) func everyErrorOfTheNotesIsCorrected(id: String) {
    #expect(Self.pages.contains { $0.lesson.summary.errata.contains(id) })
  }

  @Test func everySourceIsUsed() throws {
    let course = try Content.course()
    var used = Set(course.library.lessons.flatMap(\.sources))
    used.formUnion(course.duels.map(\.sourceID))
    for case .source(let id, _, _) in course.lessons.flatMap(\.claims.values).map(\.basis) {
      used.insert(id)
    }
    #expect(course.sources.map(\.id).filter { !used.contains($0) } == [])
  }

  /// In one of the spellings that its name lists, `scores, logits` or `头（head）`. The words of lessons
  /// that are planned may be there before them.
  @Test(arguments: Language.allCases) func everyTermOfTheGlossaryIsUsed(language: Language) throws {
    let course = try Content.course()
    let text = try course.library.lessons.map {
      try String(
        contentsOfFile: "\(Content.root)/\($0.id).\(language.rawValue).md", encoding: .utf8)
    }.joined().lowercased()
    let written = course.terms.filter { $0.lesson.flatMap(course.library.summary) != nil }
    let unused = written.map { $0.name[language] }.filter { name in
      let spellings = name.lowercased().split { ",、/()（）".contains($0) }
      return !spellings.contains { text.contains($0.trimmingCharacters(in: .whitespaces)) }
    }
    #expect(unused == [])
  }
}

extension LessonSummary {
  fileprivate var chapter: String { String(id.prefix { $0 != "/" }) }
}

extension Lesson {
  /// Its items that could be read; lint tells of the others.
  fileprivate var readItems: [Item] { items.compactMap { try? $0.get() } }

  fileprivate var callouts: [(kind: Callout, blocks: [Block])] {
    var callouts: [(kind: Callout, blocks: [Block])] = []
    blocks.walk { block in
      if case .callout(let kind, let blocks) = block.content { callouts.append((kind, blocks)) }
    }
    return callouts
  }
}
