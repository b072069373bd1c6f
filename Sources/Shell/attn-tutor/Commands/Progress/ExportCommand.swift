import ArgumentParser
import Foundation
import Progress

/// Writes the learner's whole record as JSON.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write everything that was kept of you to a file.",
    discussion: "The file is JSON; CONTRIBUTING.md describes it.")

  @Argument(help: ArgumentHelp("The file; - prints it.", valueName: "file.json"))
  var file: String
  // By the name that it has in the commands around this one: they read the options first.
  @OptionGroup var options: TutorOptions

  func run() throws {
    guard SQLiteStore.hasRecord(in: options.settings.dataFolder) else {
      throw CommandFailure(
        "error: there is no record in \(options.settings.dataFolder)", .missingInput)
    }
    let (record, spoilt, notice) = try options.withStore { (store) throws(ProgressError) in
      let (record, spoilt) = try store.exported()
      return (record, spoilt, store.notice)
    }
    // A record that was set aside just now leaves an empty one, which must not replace an export from
    // before.
    guard notice == nil else { throw CommandFailure("error: nothing is exported", .badData) }
    let data = Data(record.bytes)
    if file == "-" {
      try output(String(decoding: data, as: UTF8.self), terminator: "")
    } else {
      // Written beside and renamed: an export from before stays whole until this one is.
      do { try data.write(to: URL(filePath: file), options: .atomic) } catch {
        throw CommandFailure(
          "error: \(file) cannot be written (\(Obstacle(error).words.english))", .cannotWrite)
      }
    }
    if spoilt > 0 {
      standardError("warning: \(spoilt) entries of the log cannot be read and are left out")
    }
  }
}
