import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// Ways through the course: in order, marked, and followed from lesson to lesson.
@Suite struct PathsTests {
  private func opened(
    reading: [String: Double] = [:], settings: [String: String] = [:], bookmark: Bookmark? = nil,
    language: Language = .english
  ) async throws -> Rehearsal {
    let kept = settings.merging([SettingKey.language: "en"]) { $1 }
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), language: language,
      record: Record(reading: reading, bookmark: bookmark, settings: kept),
      course: SamplePath.only(in:), terms: SampleSection.terms)
    await rehearsal.press(.character("p"))
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> PathsScreen {
    try #require(rehearsal.front as? PathsScreen)
  }

  private func lesson(_ rehearsal: Rehearsal) throws -> LessonScreen {
    try #require(rehearsal.front as? LessonScreen)
  }

  /// Home, the paths, the sample path, inside.
  private func inSample(reading: [String: Double] = [:]) async throws -> Rehearsal {
    let rehearsal = try await opened(reading: reading)
    await rehearsal.press(.down, .tab)
    return rehearsal
  }

  @Test func theOrderOfTheNotesHasEverySectionOnce() throws {
    let library = try CourseLibrary(at: Rehearsal.content)
    let course = CourseOverview(chapters: library.chapters)
    let lessons = try #require(course.routes.first).path.lessons
    #expect(Set(lessons).count == lessons.count)
    let sections = lessons.compactMap { course.row(of: $0)?.number }
    #expect(sections.first == "" && sections.filter { !$0.isEmpty }.first == "1.1")
    let numbers = sections.map { $0.split(separator: ".").compactMap { Int($0) } }
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    #expect(lessons.count == course.lessons.count + course.chapters.flatMap(\.planned).count)
  }

  @Test func aPathShowsItsStepsTheNextOneAndWhatIsToCome() async throws {
    let rehearsal = try await opened(reading: ["start/welcome": 1])
    await rehearsal.press(.down)
    let lines = rehearsal.text.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("Softmax from zero") && $0.contains("1/4") })
    #expect(lines.contains { $0.contains("▸2  How is attention computed") })
    #expect(lines.contains { $0.contains(" 3  How is softmax cut") && $0.hasSuffix("to come") })
  }

  @Test func aLessonOpenedFromAPathFollowsIt() async throws {
    let rehearsal = try await inSample()
    await rehearsal.press(.enter)
    #expect(try lesson(rehearsal).id == "start/welcome")
    #expect(rehearsal.text.contains("1/4 Softmax from zero"))
    await rehearsal.press(.character("n"))
    #expect(try lesson(rehearsal).id == "attention/steps")
    #expect(rehearsal.text.contains("2/4 Softmax from zero"))
    // The third step is still to be written.
    await rehearsal.press(.character("n"))
    #expect(try lesson(rehearsal).id == "transformer/scaling")
    #expect(rehearsal.text.contains("4/4 Softmax from zero"))
    await rehearsal.press(.character("n"))
    #expect(try lesson(rehearsal).id == "transformer/scaling")
    #expect(rehearsal.text.contains("the last lesson of “Softmax from zero”"))
    await rehearsal.press(.character("p"))
    #expect(try lesson(rehearsal).id == "attention/steps")
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).cursor.row == 1)
  }

  @Test func withoutAPathTheOrderIsThatOfTheCourse() async throws {
    let rehearsal = try await Rehearsal(
      opening: .lesson("attention/steps"), course: SamplePath.only(in:))
    #expect(!rehearsal.text.contains("Softmax from zero"))
    await rehearsal.press(.character("p"))
    #expect(try lesson(rehearsal).id == "attention/why")
  }

  @Test(arguments: [
    ([:], "start/welcome"),
    (["start/welcome": 1], "attention/steps"),
    (["start/welcome": 1, "attention/steps": 1], "transformer/scaling"),
    (["start/welcome": 1, "attention/steps": 0.9, "transformer/scaling": 1], "attention/steps"),
  ])
  func cGoesOnWithTheFirstLessonThatWasNotRead(
    reading: [String: Double], next: String
  ) async throws {
    let rehearsal = try await opened(reading: reading)
    await rehearsal.press(.down, .character("c"))
    #expect(try lesson(rehearsal).id == next)
    #expect(try lesson(rehearsal).path == SamplePath.path)
  }

  @Test func thePathIsKeptForTheNextTime() async throws {
    let rehearsal = try await inSample()
    await rehearsal.press(.down, .enter, .control("c"))
    let record = rehearsal.store.record()
    #expect(record.settings[SettingKey.path] == "sample")
    let later = try await Rehearsal(
      size: Size(columns: 80, rows: 24), record: record, course: SamplePath.only(in:))
    #expect(try lesson(later).path == SamplePath.path)
    await later.press(.escape)
    #expect(later.text.contains("Paths"))
    await later.press(.character("c"))
    #expect(later.text.contains("2/4 Softmax from zero"))
  }

  @Test func aLessonOpenedFromItsChapterLeavesThePath() async throws {
    let rehearsal = try await inSample()
    await rehearsal.press(.enter, .escape, .escape, .escape, .character("3"), .tab)
    while !rehearsal.text.contains("Why divide") { await rehearsal.press(.down) }
    await rehearsal.click("Why divide")
    #expect(try lesson(rehearsal).path == nil)
    #expect(rehearsal.store.record().settings[SettingKey.path] == "")
  }

  @Test func aPlannedStepOpensItsSection() async throws {
    let rehearsal = try await inSample()
    await rehearsal.press(.down, .down, .enter)
    #expect((rehearsal.front as? SectionScreen)?.section == SampleSection.lesson)
  }

  @Test(
    arguments: [
      ([:], ["ready", "after 1.1", "after 1.2"]),
      (["start/welcome": 1], ["ready", "after 1.1", "after 1.2"]),
      (["start/welcome": 1, "attention/why": 1], ["ready", "after 1.2"]),
    ] as [([String: Double], [String])])
  func whatIsReadyIsToldByWhatWasRead(reading: [String: Double], words: [String]) async throws {
    let rehearsal = try await opened(reading: reading)
    await rehearsal.press(.down, .down)
    for word in ["ready", "after 1.1", "after 1.2"] {
      #expect(rehearsal.text.contains(word) == words.contains(word), "\(word)")
    }
  }

  @Test func theDuelsSayHowManyWereWon() async throws {
    let won = Guess(
      prediction: "duel/E01", lesson: "", choice: "falls", confidence: 90, time: 1,
      outcome: Guess.Outcome(choice: "falls", value: 1))
    let lost = Guess(
      prediction: "duel/E05", lesson: "", choice: "0", confidence: 90, time: 2,
      outcome: Guess.Outcome(choice: "1.4", value: 1))
    let rehearsal = try await Rehearsal(
      record: Record(guesses: [won, lost], settings: [SettingKey.language: "en"]))
    await rehearsal.press(.character("p"), .end)
    let duels = try #require(try screen(rehearsal).duels)
    #expect(rehearsal.text.contains("1/\(duels.count)"))
    #expect(rehearsal.text.contains("1 bet won, 1 lost, \(duels.count - 2) to be made"))
    await rehearsal.press(.enter)
    #expect(rehearsal.front is DuelsScreen)
  }

  @Test func aPathIsAskedOnAsAWhole() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.down, .character("t"))
    #expect(rehearsal.front is QuizScreen)
    #expect(rehearsal.text.contains("Softmax from zero"))
  }

  @Test func theMouseChoosesAPathAndOpensALesson() async throws {
    let rehearsal = try await opened()
    await rehearsal.click("Softmax from zero")
    #expect(try screen(rehearsal).cursor.line == 1)
    await rehearsal.click("How is attention computed")
    #expect(try lesson(rehearsal).id == "attention/steps")
    #expect(try lesson(rehearsal).path == SamplePath.path)
  }
}

@Suite struct PrerequisitesTests {
  private func lesson(_ id: String, _ requires: String...) -> LessonSummary {
    LessonSummary(id: id, title: Localized(id), requires: requires)
  }

  @Test func aLessonComesAfterAllThatItNeeds() {
    let levels = Prerequisites([
      lesson("d", "b", "c"), lesson("a"), lesson("b", "a"), lesson("c"), lesson("e", "c"),
    ]).levels
    #expect(levels == [["a", "c"], ["b", "e"], ["d"]])
  }

  @Test func whatIsNotInTheCourseIsNotWaitedFor() {
    #expect(Prerequisites([lesson("a", "gone")]).levels == [["a"]])
  }

  @Test func aCycleEndsTheList() {
    let levels = Prerequisites([
      lesson("a"), lesson("b", "c"), lesson("c", "b"), lesson("d", "b"), lesson("e", "a"),
    ]).levels
    #expect(levels == [["a"], ["e"], ["b", "c", "d"]])
  }
}
