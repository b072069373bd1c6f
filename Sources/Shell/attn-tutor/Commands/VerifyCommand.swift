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
    var checker = ClaimChecker(runner: Laboratory())
    let outcomes = WholeCourse(try course.library()).lessons.flatMap { checker.check($0) }
      .filter { filter.includes($0.place.file) }
    switch format {
    case .text:
      for outcome in outcomes { if let problem = outcome.diagnostic { print(problem) } }
      print("\(outcomes.count { $0.holds }) of \(outcomes.count) claims hold")
    case .json: try printJSON(outcomes.map(ClaimEntry.init))
    }
    if outcomes.contains(where: { !$0.holds }) { throw ExitCode(1) }
  }
}
