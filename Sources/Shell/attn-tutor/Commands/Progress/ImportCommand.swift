import ArgumentParser
import Course
import Foundation
import Progress

/// Merges a record that was exported, on this machine or another, into that of the learner.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Add what another machine has exported to your record.",
    discussion: "Nothing is lost and nothing counted twice, however often a file is imported.")

  @Argument(help: ArgumentHelp("What export has written; - reads it.", valueName: "file.json"))
  var file: String
  // By the name that it has in the commands around this one: they read the options first.
  @OptionGroup var options: TutorOptions

  func run() throws {
    let data: Data
    if file == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else {
      guard let contents = FileManager.default.contents(atPath: file) else {
        throw CommandFailure("\(file):1:1: error: the file cannot be read", .missingInput)
      }
      data = contents
    }
    let record = try ProgressFile(data, named: file == "-" ? "<stdin>" : file)
    let merged = try options.withStore { (store) throws(ProgressError) in try store.merge(record) }
    let sentence = Localized(
      en: "\(merged.added) entries added, \(merged.known) were there already.",
      zh: "新增 \(merged.added) 条记录，已有 \(merged.known) 条。")
    try output(sentence[options.course.language.printed])
  }
}
