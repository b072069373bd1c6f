import ArgumentParser
import Course
import Foundation
import Tutor

/// One lesson: in the tutor on a terminal, as text elsewhere.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Open a lesson; print it where there is no terminal or a format is asked for.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, ansi, json }

  @Argument(help: "The lesson's id or section: attention/steps, 1.2.") var lesson: String
  @Option(help: "Print it in this format and do not open it.") var format: Format?
  @OptionGroup var options: TutorOptions

  func run() throws {
    let library = try options.course.library()
    let lesson = try library.lessonID(lesson)
    if format == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      return try TutorProgram(options.settings).run(.lesson(lesson))
    }
    let language = options.course.language.printed
    let content = try LoadedLesson.read(lesson, in: language, from: library)
    let printer = LessonPrinter(content, language: language, width: width)
    switch format ?? .text {
    case .text: try output(printer.text, terminator: "")
    case .ansi: try output(printer.ansi, terminator: "")
    case .json: try printJSON(LessonEntry(content, text: printer.text))
    }
  }

  private var width: Int {
    ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init).map { min(max(40, $0), 100) }
      ?? 80
  }
}

/// A lesson as `read --format json` prints it.
private struct LessonEntry: Encodable {
  struct Lab: Encodable {
    var name: String
    var set: [String: String]
    var seed: UInt64
  }

  var id: String
  var language: String
  var title: String
  var notes: [String]
  var minutes: Int
  var requires: [String]
  var sources: [String]
  var items: [String]
  var labs: [Lab]
  var text: String

  init(_ content: LoadedLesson, text: String) {
    let lesson = content.lesson
    id = lesson.summary.id
    language = lesson.language.rawValue
    title = lesson.summary.title[lesson.language]
    notes = lesson.summary.notes
    minutes = lesson.summary.minutes
    requires = lesson.summary.requires
    sources = lesson.summary.sources
    items = lesson.summary.items
    labs = lesson.labs.map {
      Lab(name: $0.lab.request.lab, set: $0.lab.request.settings, seed: $0.lab.request.seed)
    }
    self.text = text
  }
}
