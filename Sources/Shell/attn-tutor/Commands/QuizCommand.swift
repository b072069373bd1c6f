import ArgumentParser
import Course
import Foundation
import Labs
import Quiz
import Tutor

/// Quiz mode, or the grading of a file of answers.
struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz",
    abstract: "Test yourself; or grade a file of answers without a terminal.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "Only the items of this chapter.") var chapter: String?
  @Option(help: "Only the items of this lesson.") var lesson: String?
  @Option(help: "At most so many items.") var count: Int?
  @Flag(help: "Only what is due for review.") var due = false
  @Option(
    help: ArgumentHelp(
      "What the numbers of computed items are drawn from; with --answers 1 where it is not given.",
      valueName: "number"))
  var seed: UInt64?
  @Option(
    help: ArgumentHelp(
      "An exam of so many minutes: nothing is judged before its end.", valueName: "minutes"))
  var exam: Double?
  @Option(help: ArgumentHelp("Grade the answers in this file.", valueName: "file.json"))
  var answers: String?
  @Option(help: "How the grades are printed.") var format: Format = .text
  @OptionGroup var options: TutorOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count takes a number from 1.") }
    if chapter != nil, lesson != nil {
      throw ValidationError("--chapter and --lesson do not go together.")
    }
    if due, exam != nil { throw ValidationError("--due and --exam do not go together.") }
    if let exam, !(1...1440).contains(exam) {
      throw ValidationError("--exam takes minutes, from 1 to 1440.")
    }
    if answers != nil, due || exam != nil {
      throw ValidationError("--answers grades a file; it goes with neither --due nor --exam.")
    }
  }

  func run() throws {
    let library = try options.course.library()
    let lessons = try chosenLessons(in: library)
    if let answers { return try grade(answers, lessons, library) }
    try TutorProgram(options.settings).run(opening(lessons, title(library)))
  }

  private func opening(_ lessons: [String], _ title: Localized<String>) -> Opening {
    let seeds = seed.map(QuestionSeeds.fixed) ?? .fresh
    guard exam != nil else {
      return .quiz(
        QuizPlan(
          title: title, lessons: lessons, selection: due ? .due : .all, count: count,
          seeds: seeds))
    }
    let isPart = (chapter ?? lesson) != nil
    let plan = ExamPlan(
      title: isPart
        ? Localized(en: "Exam: \(title.english)", zh: "考试：\(title.chinese)") : title,
      lessons: lessons, count: count ?? ExamPlan.defaultCount, minutes: exam,
      seeds: seeds)
    return .exam(plan, isTimed: true)
  }

  private func chosenLessons(in library: CourseLibrary) throws -> [String] {
    if let lesson {
      return [try library.lessonID(lesson)]
    }
    let chapters = library.chapters
    guard let chapter else { return chapters.flatMap { $0.lessons.map(\.id) } }
    guard let found = chapters.first(where: { $0.id == chapter }) else {
      let names = chapters.map(\.id).joined(separator: ", ")
      throw CommandFailure(
        "error: there is no chapter '\(chapter)', expected one of \(names)", .missingInput)
    }
    return found.lessons.map(\.id)
  }

  private func title(_ library: CourseLibrary) -> Localized<String> {
    if let lesson, let summary = library.summary(of: lesson) { return summary.title }
    return library.chapters.first { $0.id == chapter }?.title
      ?? (exam != nil
        ? Localized(en: "Exam", zh: "考试")
        : due ? Localized(en: "Review", zh: "复习") : Localized(en: "Quiz", zh: "测验"))
  }

  private func grade(_ path: String, _ lessons: [String], _ library: CourseLibrary) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path):1:1: error: the file cannot be read", .missingInput)
    }
    let language = options.course.language.printed
    let items = try lessons.flatMap { id in
      try LoadedLesson.read(id, in: language, from: library).items.compactMap { try? $0.get() }
    }
    let sheet = try AnswerSheet(json: data, file: path, items: items)
    let report = try sheet.graded(seed: seed ?? 1, runner: Laboratory())
    switch format {
    case .json: try output(report.json)
    case .text: try output(report.text(in: language), terminator: "")
    }
  }
}
