import ArgumentParser
import Course
import Progress
import Tutor

/// What the learner's record says.
struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Say how your predictions have come out.",
    subcommands: [ExportCommand.self, ImportCommand.self, ResetCommand.self])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "How it is printed.") var format: Format = .text
  @OptionGroup var options: TutorOptions

  private var language: LanguageOption { options.course.language }

  func run() throws {
    let calibration = Calibration(try record().firstGuesses)
    switch format {
    case .text: try output(text(calibration), terminator: "")
    case .json: try printJSON(ProgressEntry(calibration))
    }
  }

  /// Looking makes no record where there is none.
  private func record() throws -> Record {
    let folder = options.settings.dataFolder
    guard SQLiteStore.hasRecord(in: folder) else { return Record() }
    do throws(ProgressError) {
      return try SQLiteStore(folder: folder).record()
    } catch {
      if let record = SQLiteStore.recordWithoutWriting(folder: folder) { return record }
      throw CommandFailure("error: " + error.message[language.printed], .missingInput)
    }
  }

  private func text(_ calibration: Calibration) -> String {
    let sentences = CalibrationSentences(calibration)
    var lines = [sentences.verdict[language.printed]]
    if let score = sentences.score {
      lines += [score[language.printed], CalibrationSentences.rule[language.printed]]
      lines += calibration.levels.filter { $0.count > 0 }
        .map { "\($0.confidence) %: \($0.right)/\($0.count)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The record as `progress --format json` prints it. Confidences and shares go from 0 to 1.
private struct ProgressEntry: Encodable {
  struct Predictions: Encodable {
    var count: Int
    var right: Int
    var meanConfidence: Double?
    var brier: Double?
    var calibration: [Level]
  }

  struct Level: Encodable {
    var confidence: Double
    var count: Int
    var right: Int
  }

  var predictions: Predictions

  init(_ calibration: Calibration) {
    predictions = Predictions(
      count: calibration.count, right: calibration.right,
      meanConfidence: calibration.meanConfidence, brier: calibration.brier,
      calibration: calibration.levels.map {
        Level(confidence: Double($0.confidence) / 100, count: $0.count, right: $0.right)
      })
  }
}
