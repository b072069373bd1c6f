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

  /// Sets the record in a folder aside; the next store begins a new one.
  /// - Returns: where it is now; nil where there is none
  public static func reset(folder: String) throws(ProgressError) -> String? {
    try RecordFile(folder: folder, patience: 1).reset()
  }

  /// The record of a file that may not be written, for a session that is not kept.
  /// - Returns: nil where there is no record that this version can read
  public static func recordWithoutWriting(folder: String) -> Record? {
    try? RecordFile(folder: folder).recordWithoutWriting()
  }

  public func record() throws(ProgressError) -> Record {
    try reading { try Record($0) }
  }

  public func history() throws(ProgressError) -> [ProgressEvent] {
    try reading { try LogEntry.all($0).compactMap { try? $0.event() } }
  }

  public func save(_ event: ProgressEvent) throws(ProgressError) {
    let now = Date().timeIntervalSince1970
    try writing(durably: event.isOfLog) { try event.write(to: $0, now: now) }
  }

  func reading<Value>(_ body: (Database) throws -> Value) throws(ProgressError) -> Value {
    do { return try database.read(body) } catch {
      throw .cannotOpen(path: path, obstacle(error))
    }
  }

  /// Damage has the next start look at the whole file.
  private func obstacle(_ error: any Error) -> Obstacle {
    let obstacle = Obstacle(error)
    if obstacle == .damaged {
      _ = FileManager.default.createFile(atPath: RecordFile.suspicion(path), contents: nil)
    }
    return obstacle
  }

  /// All of it, or nothing.
  func writing<Value>(
    durably isDurable: Bool, _ body: (Database) throws -> Value
  ) throws(ProgressError) -> Value {
    do {
      return try database.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = \(isDurable ? "FULL" : "NORMAL")")
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    } catch {
      throw .cannotSave(path: path, obstacle(error))
    }
  }
}
