import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// Looking words up: found by name and meaning, in both languages, and the lesson one key away.
@Suite struct GlossaryTests {
  private func opened(
    size: Size = Size(columns: 80, rows: 24), language: Language = .english,
    course: (CourseOverview) -> CourseOverview = { $0 }
  ) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      size: size, language: language, course: course, terms: SampleSection.terms)
    await rehearsal.press(.character("w"))
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> GlossaryScreen {
    try #require(rehearsal.front as? GlossaryScreen)
  }

  @Test(arguments: [
    ("Jacobian", "Jacobian"), ("SPREAD weights", "entropy"), ("雅可比", "Jacobian"),
    ("权重 分散", "entropy"), ("peaked", nil), ("no such word", nil),
  ])
  func isFoundByNameAndMeaning(query: String, first: String?) async throws {
    for language in Language.allCases {
      let rehearsal = try await opened(language: language)
      await rehearsal.type(query)
      #expect(try screen(rehearsal).term?.id == first, "\(query) in \(language)")
    }
  }

  @Test func whatIsNamedSoComesBeforeWhatIsMerelyExplainedSo() async throws {
    let rehearsal = try await opened()
    await rehearsal.type("softmax")
    let found = try screen(rehearsal).found
    #expect(found.first?.id == "softmax")
    #expect(found.contains { $0.id == "temperature" })
  }

  @Test func showsTheMeaningTheOtherNameAndTheLesson() async throws {
    let rehearsal = try await opened()
    await rehearsal.type("saturation")
    for part in ["饱和", "near one-hot", "Explained in", "Why divide by √d?", "Jacobian"] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
    await rehearsal.press(.enter)
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).term?.id == "saturation")
  }

  @Test func aTermOfAPlannedLessonSaysSoAndOpensItsSection() async throws {
    let rehearsal = try await opened(course: SampleSection.added(to:))
    await rehearsal.type("running maximum")
    #expect(rehearsal.text.contains("still to come"))
    await rehearsal.press(.enter)
    #expect((rehearsal.front as? SectionScreen)?.section == SampleSection.lesson)
  }

  @Test func escapeClearsThenLeaves() async throws {
    let rehearsal = try await opened()
    await rehearsal.type("entropy")
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).term?.id == "entropy")
    #expect(try screen(rehearsal).found.count > 20)
    await rehearsal.press(.escape)
    #expect(rehearsal.front is HomeScreen)
  }

  @Test func fromALessonItBeginsAtItsTerms() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.press(.character("w"))
    #expect(try screen(rehearsal).term?.lesson == "transformer/scaling")
    await rehearsal.press(.enter)
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
    #expect(rehearsal.session.state.screens.count == 2)
  }

  @Test func theMouseChoosesATermAndOpensItsLesson() async throws {
    let rehearsal = try await opened()
    await rehearsal.click("dot product")
    #expect(try screen(rehearsal).term?.id == "dot product")
    await rehearsal.click("quiz 0/")
    #expect((rehearsal.front as? LessonScreen)?.id == "start/welcome")
  }

  @Test(arguments: [("spread", "entropy"), ("掩码", "mask")])
  func searchLooksInMeaningsToo(query: String, name: String) async throws {
    let rehearsal = try await Rehearsal()
    await rehearsal.press(.character("/"))
    await rehearsal.type(query)
    #expect(rehearsal.text.contains("term     \(name)"))
  }

  @Test func aTermWithoutALessonIsFoundAndOpensTheGlossary() async throws {
    let rehearsal = try await Rehearsal(terms: SampleSection.terms)
    await rehearsal.press(.character("/"))
    await rehearsal.type("running maximum")
    await rehearsal.press(.enter)
    #expect(try screen(rehearsal).term?.id == "running maximum")
  }
}

/// The papers that lessons rest on.
@Suite struct ReferencesTests {
  private func opened(from lesson: String? = nil) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), opening: lesson.map(Opening.lesson) ?? .automatic)
    await rehearsal.press(.character("b"))
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> ReferencesScreen {
    try #require(rehearsal.front as? ReferencesScreen)
  }

  private func choose(_ id: String, in rehearsal: Rehearsal) async throws {
    let index = try #require(try screen(rehearsal).sources?.firstIndex { $0.id == id })
    await rehearsal.press(.home)
    for _ in 0..<index { await rehearsal.press(.down) }
  }

  @Test func showsAuthorsYearNumberAndTheLessonsThatRestOnIt() async throws {
    let rehearsal = try await opened()
    try await choose("henry2020", in: rehearsal)
    for part in [
      "Query-Key Normalization", "Henry, Dachapally, Pawar, Chen, 2020", "arXiv:2010.04245",
      "2.3  Why divide by √d?",
    ] { #expect(rehearsal.text.contains(part), "\(part)") }
  }

  @Test func copiesTheLink() async throws {
    let rehearsal = try await opened()
    try await choose("vaswani2017", in: rehearsal)
    await rehearsal.press(.character("y"))
    #expect(rehearsal.session.takeRequest() == .copy("https://arxiv.org/abs/1706.03762"))
    #expect(rehearsal.text.contains("Copied: https://arxiv.org/abs/1706.03762"))
  }

  @Test func aSourceOfSeveralLessonsAsksWhich() async throws {
    let rehearsal = try await opened()
    try await choose("vaswani2017", in: rehearsal)
    await rehearsal.press(.enter)
    #expect(try screen(rehearsal).cursor.isInside)
    await rehearsal.press(.down, .enter)
    let lesson = try #require(rehearsal.front as? LessonScreen)
    let course = rehearsal.session.state.course
    let resting = course.lessons.filter { $0.sources.contains("vaswani2017") }.map(\.id)
    #expect(lesson.id == resting[1])
  }

  @Test func fromALessonItBeginsAtItsSources() async throws {
    let rehearsal = try await opened(from: "transformer/scaling")
    #expect(try screen(rehearsal).source?.id == "dao2022")
    await rehearsal.press(.escape)
    #expect(rehearsal.front is LessonScreen)
  }

  @Test func theMouseChoosesASourceAndCopiesItsLink() async throws {
    let rehearsal = try await opened()
    await rehearsal.click("Devlin et al.")
    #expect(try screen(rehearsal).source?.id == "devlin2019")
    await rehearsal.click("arXiv:1810.04805")
    #expect(rehearsal.session.takeRequest() == .copy("https://arxiv.org/abs/1810.04805"))
  }
}

/// What stands below a lesson.
@Suite struct EndMatterTests {
  @Test func everyLessonEndsWithItsTermsAndSources() async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 60), opening: .lesson("transformer/scaling"))
    await rehearsal.press(.end)
    for part in [
      "Terms of this lesson", "saturation (饱和) — Softmax so near one-hot", "Sources",
      "Henry, Dachapally, Pawar et al. 2020", "arXiv:2010.04245",
    ] { #expect(rehearsal.text.contains(part), "\(part)") }
  }

  @Test func aSourceIsCopiedAsAnyLink() async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), opening: .lesson("transformer/scaling"))
    await rehearsal.press(.end, .backTab, .enter)
    #expect(rehearsal.session.takeRequest() == .copy("https://arxiv.org/abs/2203.03466"))
  }

  /// It is there to look things up, and is no part of what is to be read.
  @Test func aLessonIsReadWhenItsTextIs() async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), opening: .lesson("transformer/scaling"))
    let screen = try #require(rehearsal.front as? LessonScreen)
    let lines = screen.textLines
    #expect(lines < screen.page.lines.count)
    for _ in 0..<lines - screen.visibleRows - 1 { await rehearsal.press(.down) }
    #expect(rehearsal.store.record().reading["transformer/scaling"] ?? 1 < 1)
    await rehearsal.press(.down)
    #expect(rehearsal.store.record().reading["transformer/scaling"] == 1)
    #expect(rehearsal.text.contains("100 %"))
  }

  @Test(arguments: [(Language.english, "Terms of this lesson"), (.chinese, "本课术语")])
  func readPrintsIt(language: Language, heading: String) throws {
    let library = try CourseLibrary(at: Rehearsal.content)
    let content = try LoadedLesson.read("transformer/scaling", in: language, from: library)
    let text = LessonPrinter(content, language: language, width: 80).text
    #expect(text.contains(heading))
    #expect(text.contains("arXiv:2205.14135"))
  }
}
