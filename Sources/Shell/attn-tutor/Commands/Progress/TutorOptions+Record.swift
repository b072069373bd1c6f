import Progress

extension TutorOptions {
  /// Opens the learner's record; its failures become the command's.
  func withStore<Value>(
    _ body: (SQLiteStore) throws(ProgressError) -> Value
  ) throws -> Value {
    let language = course.language.printed
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: settings.dataFolder)
      if let notice = store.notice { standardError(notice[language]) }
      return try body(store)
    } catch {
      throw CommandFailure("error: " + error.message[language], .cannotWrite)
    }
  }
}
