import Course
import Foundation
import GRDB

/// The learner's record in `progress.sqlite`, shared by all copies of the program that run.
///
/// WAL, so that what `save` has returned from is in the system's hands and survives the end of the
/// process, however it comes. Answers are written with `synchronous = FULL` and survive a power cut
/// too: 0.3 ms instead of 0.03, once a question. Places and settings, which change while a learner
/// scrolls, do not wait for the disk.
public final class SQLiteStore: ProgressStore {
  public let path: String
  /// What the learner should know: a file that could not be read was set aside.
  public let notice: Localized<String>?
  private let database: DatabasePool

  /// Opens the record in a folder; makes the folder and the record where they are missing.
  /// - Throws: `ProgressError`; the file is then as it was
  public convenience init(folder: String) throws(ProgressError) {
    try self.init(folder: folder, patience: 5)
  }

  /// - Parameter patience: seconds to wait for another copy, at opening and at each event
  init(folder: String, patience: Double) throws(ProgressError) {
    path = RecordFile.path(in: folder)
    (database, notice) = try RecordFile(folder: folder, patience: patience).open()
  }

  /// Whether there is a record in a folder.
  public static func hasRecord(in folder: String) -> Bool {
    FileManager.default.fileExists(atPath: RecordFile.path(in: folder))
  }

  /// The record of a file that may not be written, for a session that is not kept.
  /// - Returns: nil where there is no record that this version can read
  public static func recordWithoutWriting(folder: String) -> Record? {
    try? RecordFile(folder: folder).recordWithoutWriting()
  }

  public func record() throws(ProgressError) -> Record {
    do { return try database.read { try Record($0) } } catch {
      throw .cannotOpen(path: path, Obstacle(error))
    }
  }

  public func history() throws(ProgressError) -> [ProgressEvent] { [] }

  public func save(_ event: ProgressEvent) throws(ProgressError) {
    do {
      try database.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = \(event.isOfLog ? "FULL" : "NORMAL")")
        try database.inTransaction(.immediate) {
          try event.write(to: database)
          return .commit
        }
      }
    } catch {
      throw .cannotSave(path: path, Obstacle(error))
    }
  }
}
