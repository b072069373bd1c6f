import ArgumentParser
import Progress

/// Whose record a command is about.
struct RecordPlace: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the record.", valueName: "dir"))
  var dataDir: String?
  @OptionGroup var language: LanguageOption

  var folder: String { DataFolder.path(option: dataDir) }

  /// Opens the record; its failures become the command's.
  func withStore<Value>(
    _ body: (SQLiteStore) throws(ProgressError) -> Value
  ) throws -> Value {
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: folder)
      if let notice = store.notice { standardError(notice[language.printed]) }
      return try body(store)
    } catch {
      throw CommandFailure("error: " + error.message[language.printed], .cannotWrite)
    }
  }
}
