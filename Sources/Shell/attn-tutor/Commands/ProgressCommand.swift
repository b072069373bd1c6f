import ArgumentParser
import Course
import Foundation
import Progress
import Tutor

/// What the learner's record says.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Say what you know, what you remember, and what is to be reviewed.",
    subcommands: [ExportCommand.self, ImportCommand.self, ResetCommand.self])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "How it is printed.") var format: Format = .text
  @OptionGroup var options: TutorOptions

  private var language: LanguageOption { options.course.language }

  func run() throws {
    let (record, events) = try kept()
    let now = Date().timeIntervalSince1970
    let report = StatisticsReport(
      record: record, history: HistoryStatistics(events, days: .local, at: now),
      course: CourseOverview(chapters: try chapters()), days: .local, at: now)
    switch format {
    case .text: try output(report.text(in: language.printed), terminator: "")
    case .json: try printJSON(StatisticsEntry(report))
    }
  }

  /// Looking makes no record where there is none.
  private func kept() throws -> (Record, [ProgressEvent]) {
    let folder = options.settings.dataFolder
    guard SQLiteStore.hasRecord(in: folder) else { return (Record(), []) }
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: folder)
      return (try store.record(), try store.history())
    } catch {
      if let record = SQLiteStore.recordWithoutWriting(folder: folder) { return (record, []) }
      throw CommandFailure("error: " + error.message[language.printed], .missingInput)
    }
  }

  /// What was predicted can be told without a course; one that was asked for must be there.
  private func chapters() throws -> [Chapter] {
    guard options.course.content == nil else { return try options.course.library().chapters }
    return (try? options.course.library().chapters) ?? []
  }
}
