import ArgumentParser
import Course
import Labs

/// Reruns the numbers of a course.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Rerun every claim of a course; exit 1 where one is false.",
    discussion: """
      With --mutant the runs are made on an engine that is broken on purpose, and the claims that \
      notice are printed. Predictions and duels are then left out.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Only the claims in these files, folders, chapters or lessons.")
  var paths: [String] = []
  @Option(help: "Rerun them on an engine that is broken on purpose.") var mutant: String?
  @Option(help: "How the outcome is printed.") var format: Format = .text
  @OptionGroup var course: CourseOptions

  func run() throws {
    let (library, filter) = try course.selection(paths)
    let laboratory = try mutant.map(Laboratory.init(mutant:)) ?? Laboratory()
    let whole = WholeCourse(library)
    let lessons = whole.lessons.filter { lesson in
      lesson.blocks.first.map { filter.includes($0.place.file) } ?? false
    }
    // Whoever bets does so on the true engine.
    let predicting = mutant == nil ? lessons : []
    let duels = mutant == nil ? whole.duels.filter { filter.includes($0.place.file) } : []

    var checker = ClaimChecker(runner: laboratory)
    checker.prepare(
      lessons.flatMap(\.claimedNumbers) + predicting.flatMap(\.predictedNumbers)
        + duels.flatMap(\.numbers))
    let outcomes = lessons.flatMap { checker.check($0) }
    // A lesson that cannot be read has claims that nobody has checked.
    let unread = CourseLint(whole, runner: laboratory).diagnostics
      .filter { $0.severity == .error && filter.includes($0.place.file) }
    var problems = unread + predicting.flatMap { checker.undecided(in: $0) }
    problems += duels.compactMap { checker.problem(of: $0) }
    if mutant == nil { problems += lessons.flatMap { laboratory.misplacedOpenings(in: $0) } }

    switch format {
    case .text:
      for problem in problems + outcomes.compactMap(\.diagnostic) { try output("\(problem)") }
      let engine = mutant.map { " with '\($0)'" } ?? ""
      try output("\(outcomes.count { $0.holds }) of \(outcomes.count) claims hold\(engine)")
    case .json: try printJSON(outcomes.map(ClaimEntry.init))
    }
    if !problems.isEmpty || outcomes.contains(where: { !$0.holds }) {
      throw ExitCode(1)
    }
  }
}
