import Canvas
import Course
import Labs
import Foundation
import Progress
import Quiz
import Testing

@testable import Tutor

/// What each screen looks like, cell for cell: `Tests/Screens/NAME.SIZE.LANGUAGE.txt`.
///
/// `make screens` draws them anew; CONTRIBUTING.md says how to judge a difference.
@Suite struct GoldenScreens {
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    var record = Record(settings: [SettingKey.language: "en"])
    /// What has happened since, in a course.
    var history: @Sendable (CourseLibrary) -> [ProgressEvent] = { _ in [] }
    var opening = Opening.automatic
    var keys: [Key] = []
    /// What becomes of the real course.
    var course: @Sendable (CourseOverview) -> CourseOverview = { $0 }

    var testDescription: String { name }
  }

  static let scenes: [Scene] = [
    Scene(name: "welcome", record: Record()),
    Scene(name: "home"),
    Scene(name: "home-begun", record: begun, keys: [.tab]),
    Scene(name: "lesson", opening: .lesson("attention/steps")),
    Scene(
      name: "lesson-answer", opening: .lesson("attention/steps"), keys: [.character("a")]),
    Scene(
      name: "lesson-lab", opening: .lesson("transformer/scaling"), keys: [.pageDown]),
    Scene(name: "lab-heatmap", keys: lab("heatmap") + [.tab, .right, .down]),
    Scene(name: "lab-scaling", keys: lab("scaling")),
    Scene(name: "lab-padding-mask", keys: lab("padding-mask")),
    Scene(name: "lab-flash", keys: lab("flash")),
    Scene(
      name: "lab-broken", keys: lab("heatmap") + [.character("B"), .character("1"), .tab]),
    Scene(name: "derivation", keys: lab("heatmap") + [.tab, .right, .down, .character("x")]),
    Scene(name: "quiz", opening: .lesson("transformer/scaling"), keys: [.character("t")]),
    Scene(
      name: "quiz-judged", opening: .lesson("transformer/scaling"),
      keys: [.character("t"), .character("1"), .enter]),
    Scene(
      name: "quiz-summary", opening: .lesson("transformer/scaling"),
      keys: [.character("t"), .character("1"), .enter, .escape]),
    Scene(name: "exam-intro", opening: exam),
    Scene(name: "exam", opening: exam, keys: [.enter]),
    Scene(name: "exam-overview", opening: exam, keys: [.enter, .tab, .escape]),
    Scene(name: "exam-results", opening: exam, keys: [.enter, .escape] + "ey".map(Key.character)),
    Scene(name: "home-due", record: due),
    Scene(name: "review", record: due, keys: [.character("r")]),
    Scene(name: "review-none", keys: [.character("r")]),
    Scene(name: "search", keys: [.character("/")] + "soft".map(Key.character)),
    Scene(name: "search-meaning", keys: [.character("/")] + "spread".map(Key.character)),
    Scene(name: "glossary", keys: [.character("w"), .down, .down]),
    Scene(name: "glossary-found", keys: [.character("w")] + "spread".map(Key.character)),
    Scene(name: "references", keys: [.character("b"), .down, .down]),
    Scene(name: "paths", record: begun, keys: [.character("p"), .tab]),
    Scene(
      name: "paths-steps", record: begun, keys: [.character("p"), .down],
      course: SamplePath.only(in:)),
    Scene(name: "paths-prerequisites", record: begun, keys: [.character("p"), .end, .up, .tab]),
    Scene(name: "paths-duels", keys: [.character("p"), .end]),
    Scene(
      name: "section", keys: [.character("1"), .tab, .end, .enter], course: SampleSection.added(to:)
    ),
    Scene(
      name: "lesson-end", opening: .lesson("transformer/scaling"), keys: [.end]),
    Scene(name: "help", keys: [.character("?")]),
    Scene(
      name: "predict", opening: .lesson("attention/padding-mask"),
      keys: [.character("3"), .right, .right, .right]),
    Scene(
      name: "predict-wrong", opening: .lesson("attention/padding-mask"),
      keys: [.character("3"), .right, .right, .right, .enter]),
    Scene(
      name: "predict-right", opening: .lesson("transformer/scaling"),
      keys: [.character("3"), .right, .enter]),
    Scene(name: "statistics-none", keys: [.character("s")]),
    Scene(name: "statistics", record: predicted, keys: [.character("s")]),
    Scene(name: "statistics-learned", history: learned, keys: [.character("s")]),
    Scene(name: "statistics-end", history: learned, keys: [.character("s"), .end]),
  ]

  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 200, rows: 60),
  ]

  /// The keys from home to a lab.
  private static func lab(_ name: String) -> [Key] {
    let index = LabRegistry.all.firstIndex { $0.description.name == name } ?? 0
    return [.character("8"), .tab] + Array(repeating: .down, count: index) + [.enter]
  }

  private static let exam = Opening.exam(
    ExamPlan(
      title: Localized(en: "Exam", zh: "考试"), lessons: ["transformer/scaling"], count: 5,
      seeds: .fixed(1)), isTimed: false)

  /// Somebody who has answered one item days ago.
  private static let due: Record = {
    var record = Record(settings: [SettingKey.language: "en"])
    var card = MemoryCard(due: 1_789_990_000)
    card.firstReview = 1_789_700_000
    card.lastReview = card.firstReview
    record.cards["steps-axis"] = card
    return record
  }()

  private static let begun = Record(
    latest: [
      "steps-axis": Attempt(
        item: "steps-axis", version: 1, lesson: "attention/steps", answer: .choice(2), score: 1,
        points: 1, hintUsed: false, time: 0)
    ],
    reading: ["start/welcome": 1, "attention/steps": 0.4],
    bookmark: Bookmark(lesson: "attention/steps", block: 4),
    settings: [SettingKey.language: "en", SettingKey.screen: SettingKey.homeScreen])

  @Sendable private static func learned(_ library: CourseLibrary) -> [ProgressEvent] {
    SampleHistory(of: library.lessons, until: 1_790_000_000).events
  }

  /// Ten predictions of somebody who is too sure.
  private static let predicted: Record = {
    let made = [
      (50, true), (50, false), (70, true), (70, false), (80, true), (80, false), (80, false),
      (90, false), (90, true), (100, false),
    ]
    let guesses = made.enumerated().map { index, guess in
      Guess(
        prediction: "p\(index)", lesson: "attention/steps", choice: "1", confidence: guess.0,
        time: Double(index), outcome: Guess.Outcome(choice: guess.1 ? "1" : "2", value: 1))
    }
    return Record(guesses: guesses, settings: [SettingKey.language: "en"])
  }()

  @Test(arguments: scenes, sizes)
  func screen(scene: Scene, size: Size) async throws {
    let events = scene.history(try CourseLibrary(at: Rehearsal.content))
    for language in Language.allCases {
      let rehearsal = try await Rehearsal(
        size: size, language: language, record: scene.record, events: events,
        opening: scene.opening,
        course: scene.course, terms: SampleSection.terms)
      for key in scene.keys { await rehearsal.press(key) }
      try expect(
        rehearsal.frame.goldenText,
        isAsIn: "\(scene.name).\(size.columns)x\(size.rows).\(language.rawValue).txt")
    }
  }

  /// The picture in the README: a lesson beside its lab, drawn by the program.
  @Test func readmePicture() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("attention/steps"))
    for key in [Key.pageDown] { await rehearsal.press(key) }
    try expect(rehearsal.frame.svg(), isAsIn: "readme.svg")
  }

  func expect(_ drawn: String, isAsIn name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Screens/\(name)")
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if ProcessInfo.processInfo.environment["ATTN_TUTOR_RECORD"] != nil {
      guard drawn != golden else { return }
      try drawn.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) was drawn anew; read the difference")
      return
    }
    guard drawn != golden else { return }
    let lines = zip(drawn.split(separator: "\n"), golden.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    Issue.record(
      """
      \(name) is drawn otherwise than it was: make screens
      now  \(first?.0 ?? "")
      was  \(first?.1 ?? "nothing")
      """)
  }
}
