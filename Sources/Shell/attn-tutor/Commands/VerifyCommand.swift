import ArgumentParser
import Course
import Labs

/// Reruns the numbers of a course.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Rerun every claim of a course; exit 1 where one is false.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Only the claims in these files or folders.") var paths: [String] = []
  @Option(help: "How the outcome is printed.") var format: Format = .text
  @OptionGroup var course: CourseOptions

  func run() throws {
    let filter = try PathFilter.checked(paths)
    let whole = WholeCourse(try course.library(holding: paths))
    var checker = ClaimChecker(runner: Laboratory())
    let outcomes = whole.lessons.flatMap { checker.check($0) }
      .filter { filter.includes($0.place.file) }
    // A lesson that cannot be read has claims that nobody has checked.
    var unread = CourseLint(whole, labs: Laboratory().catalogue).diagnostics
      .filter { $0.severity == .error && filter.includes($0.place.file) }
    unread += whole.lessons.flatMap { checker.undecided(in: $0) }
      .filter { filter.includes($0.place.file) }
    unread += whole.duels.filter { filter.includes($0.place.file) }.compactMap {
      checker.problem(of: $0)
    }
    switch format {
    case .text:
      for problem in unread { try output("\(problem)") }
      for outcome in outcomes { if let problem = outcome.diagnostic { try output("\(problem)") } }
      try output("\(outcomes.count { $0.holds }) of \(outcomes.count) claims hold")
    case .json: try printJSON(outcomes.map(ClaimEntry.init))
    }
    if !unread.isEmpty || outcomes.contains(where: { !$0.holds }) { throw ExitCode(1) }
  }
}
