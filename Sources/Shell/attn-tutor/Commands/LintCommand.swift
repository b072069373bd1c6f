import ArgumentParser
import Course
import Labs
import Quiz

/// Checks a course and reports every problem with its place.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check a course; exit 1 where it has errors.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, github }

  @Argument(help: "Report only what is in these files, folders, chapters or lessons.")
  var paths: [String] = []
  @Option(help: "How problems are printed.") var format: Format = .text
  @OptionGroup var course: CourseOptions

  func run() throws {
    let (library, filter) = try course.selection(paths)
    let whole = WholeCourse(library)
    let problems = QuizLint(whole, runner: Laboratory()).diagnostics()
      .filter { filter.includes($0.place.file) }
    switch format {
    case .text:
      for problem in problems { try output("\(problem)") }
      let errors = problems.count { $0.severity == .error }
      try output("\(errors) errors, \(problems.count - errors) warnings")
    case .json: try printJSON(problems.map(DiagnosticEntry.init))
    case .github: for problem in problems { try output(DiagnosticEntry(problem).github) }
    }
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
