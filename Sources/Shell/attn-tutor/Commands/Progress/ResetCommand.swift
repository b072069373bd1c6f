import ArgumentParser
import Course
import Progress

/// Begins a new record. The old one stays, under another name.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Set your record aside and begin a new one.")

  @Flag(help: "Do not ask.") var yes = false
  // By the name that it has in the commands around this one: they read the options first.
  @OptionGroup var options: TutorOptions

  func run() throws {
    let language = options.course.language.printed
    guard SQLiteStore.hasRecord(in: options.settings.dataFolder) else {
      throw CommandFailure(
        "error: there is no record in \(options.settings.dataFolder)", .missingInput)
    }
    if !yes {
      let question = Localized(
        en: "Set the record in \(options.settings.dataFolder) aside and begin a new one? [y/N] ",
        zh: "要将 \(options.settings.dataFolder) 中的学习记录另存并重新开始吗？[y/N] ")
      try output(question[language], terminator: "")
      guard ["y", "yes", "是"].contains((readLine() ?? "").lowercased()) else {
        throw CommandFailure(
          Localized(en: "Nothing was changed.", zh: "未作任何更改。")[language], .usage)
      }
    }
    let aside: String?
    do throws(ProgressError) {
      aside = try SQLiteStore.reset(folder: options.settings.dataFolder)
    } catch {
      throw CommandFailure("error: " + error.message[language], .cannotWrite)
    }
    guard let aside else { return }
    try output(
      Localized(en: "The record is now \(aside).", zh: "学习记录已另存为 \(aside)。")[language])
  }
}
