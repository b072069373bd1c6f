import ArgumentParser

/// Understand attention by running it.
@main
struct AttnTutor: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "attn-tutor",
    abstract: "Understand attention by running it: lessons, live labs and a quiz in the terminal.",
    discussion: "Without a command it opens the tutor where you left off.",
    version: version,
    subcommands: [
      ReadCommand.self, QuizCommand.self, LabCommand.self, AttendCommand.self, BenchCommand.self,
      LintCommand.self, VerifyCommand.self, ProgressCommand.self, DoctorCommand.self,
    ])

  @OptionGroup var options: TutorOptions

  func run() throws {
    try TutorProgram(options.settings).run(.automatic)
  }

  /// The one place where an error becomes a sentence and an exit code.
  static func main() {
    do {
      // The ordinary start has nothing to parse, and the parser takes 3 ms to find that out.
      if CommandLine.arguments.count == 1 {
        return try TutorProgram(TutorSettings()).run(.automatic)
      }
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard let failure = CommandFailure(error) else { exit(withError: error) }
      failure.report()
    }
  }
}
