import Course
import Foundation
import Labs
import Quiz
import Testing

/// What every lesson of the course must hold.
struct ContentTests {
  @Test func lintFindsNothing() throws {
    let found = QuizLint(try Content.course(), runner: Laboratory()).diagnostics()
    #expect(found.map { Content.sentence($0) } == [])
  }

  /// With the runs of all that is claimed, predicted and bet on, made side by side as `verify` does.
  private static let prepared = Result<ClaimChecker, any Error> {
    let course = try Content.course()
    var checker = ClaimChecker(runner: Laboratory())
    checker.prepare(
      course.lessons.flatMap { $0.claimedNumbers + $0.predictedNumbers }
        + course.duels.flatMap(\.numbers))
    return checker
  }

  @Test func everyClaimHolds() throws {
    var checker = try Self.prepared.get()
    let outcomes = try Content.course().lessons.flatMap { checker.check($0) }
    #expect(!outcomes.isEmpty)
    #expect(outcomes.filter { !$0.holds }.map { Content.sentence($0.diagnostic) } == [])
  }

  @Test func everyPredictionIsDecided() throws {
    var checker = try Self.prepared.get()
    let lessons = try Content.course().lessons
    #expect(lessons.contains { !$0.predictions.isEmpty })
    #expect(lessons.flatMap { checker.undecided(in: $0) }.map { Content.sentence($0) } == [])
  }

  @Test func everyDuelComesOutAsItsAuthorSays() throws {
    var checker = try Self.prepared.get()
    let duels = try Content.course().duels
    #expect(duels.count >= 10)
    let isBalanced = duels.contains { $0.isClaimRight }
    #expect(isBalanced)
    #expect(duels.compactMap { checker.problem(of: $0) }.map { Content.sentence($0) } == [])
  }

  /// Where `G` leads from the steps of each lab, whatever the language.
  @Test func labsNameLessonsAndHeadingsThatExist() throws {
    let course = try Content.course()
    let laboratory = Laboratory()
    let places = try laboratory.catalogue.flatMap { lab in
      try laboratory.run(LabRequest(lab: lab.name)).findings.steps.compactMap(\.lesson)
    }
    #expect(!places.isEmpty)
    for language in Language.allCases {
      let lesson = try #require(course.lessons.first { $0.language == language })
      #expect(Set(places).compactMap { course.problem(ofLink: $0, in: lesson) } == [])
    }
  }

  @Test func everyLabHasWhatItsLessonOpensItAt() throws {
    let lessons = try Content.course().lessons
    #expect(lessons.contains { $0.labs.contains { $0.lab.opening != LabOpening() } })
    let found = lessons.flatMap { Laboratory().misplacedOpenings(in: $0) }
    #expect(found.map { Content.sentence($0) } == [])
  }

  @Test func everyLessonIsInEveryLanguage() throws {
    let library = try Content.course().library
    for lesson in library.lessons {
      #expect(Set(lesson.languages) == Set(library.languages), "\(lesson.id)")
    }
  }

  /// A text of one language that was left in a lesson of the other. Shorter runs are words and
  /// sentences that a lab is about.
  @Test func noChinesePassageStandsInAnEnglishLesson() throws {
    let library = try Content.course().library
    for lesson in library.lessons {
      let chinese = try Self.runs(of: lesson.id, in: .chinese)
      let shared = try Self.runs(of: lesson.id, in: .english).intersection(chinese)
      #expect(shared == [], "\(lesson.id)")
    }
  }

  /// Every 12 Chinese characters that follow one another in the file of a lesson.
  private static func runs(of lesson: String, in language: Language) throws -> Set<String> {
    let text = try String(
      contentsOfFile: "\(Content.root)/\(lesson).\(language.rawValue).md", encoding: .utf8)
    var runs: Set<String> = []
    for passage in text.unicodeScalars.split(whereSeparator: { !(0x4E00...0x9FFF ~= $0.value) }) {
      let letters = Array(passage)
      for start in 0..<max(0, letters.count - 11) {
        runs.insert(letters[start..<start + 12].map { String($0) }.joined())
      }
    }
    return runs
  }
}
