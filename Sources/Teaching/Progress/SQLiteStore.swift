import Course
import Foundation
import GRDB
import Quiz

/// The learner's record in `progress.sqlite`, shared by all copies of the program that run.
///
/// WAL with `synchronous = NORMAL`: a commit is in the system's hands when `save` returns, so it
/// survives the end of the process, however it comes; only a power cut may take the last ones. It
/// costs 0.1 ms where `FULL` waits for the disk, which a learner on a slow one would feel.
public final class SQLiteStore: ProgressStore {
  public let path: String
  /// What the learner should know: a file that could not be read was set aside.
  public let notice: Localized<String>?
  private let database: DatabasePool

  /// - Throws: `ProgressError`; the file is then as it was
  public init(folder: String) throws(ProgressError) {
    let path = folder + "/progress.sqlite"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      // Two copies that create the file at once would both migrate it; see GRDB's sharing guide.
      (database, notice) = try Self.holdingLock(path + ".lock") {
        try Self.openOrReplace(path)
      }
    } catch let error as ProgressError {
      throw error
    } catch let error as DatabaseError {
      throw .cannotOpen(path: path, reason: error.message ?? "SQLite \(error.resultCode)")
    } catch let error as CocoaError {
      throw .cannotOpen(path: path, reason: Self.reason(error))
    } catch {
      throw .cannotOpen(path: path, reason: "\(error)")
    }
    self.path = path
  }

  private static func reason(_ error: CocoaError) -> String {
    let posix = error.underlying as? POSIXError
    return posix.map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
  }

  // MARK: Opening

  private static func openOrReplace(_ path: String) throws -> (DatabasePool, Localized<String>?) {
    do {
      return (try open(path), nil)
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      let aside = try setAside(path)
      let notice = Localized(
        en: "The record could not be read; it was set aside as \(aside), and a new one begun.",
        zh: "学习记录无法读取，已另存为 \(aside)，并新建了一份。")
      return (try open(path), notice)
    }
  }

  private static func open(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      // SQLite would speak of a disk error.
      if isFolder.boolValue {
        throw ProgressError.cannotOpen(path: path, reason: String(cString: strerror(EISDIR)))
      }
      try lookAt(path)
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try Schema.migrator.migrate(pool)
    return pool
  }

  /// Refuses a file of a newer version, and one with damage that reading alone would meet later.
  /// Looks without writing: a pool would turn the file into WAL mode.
  private static func lookAt(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { database in
      if try Schema.migrator.hasBeenSuperseded(database) {
        throw ProgressError.newerVersion(path: path)
      }
      let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      guard verdict == "ok" else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict)
      }
    }
  }

  private static func setAside(_ path: String) throws -> String {
    let stamp = Int(Date().timeIntervalSince1970)
    var aside = "\(path).corrupt-\(stamp)"
    while FileManager.default.fileExists(atPath: aside) { aside += "a" }
    for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.moveItem(atPath: path + ending, toPath: aside + ending)
    }
    return aside
  }

  private static func holdingLock<Result>(_ path: String, _ body: () throws -> Result) throws
    -> Result
  {
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ProgressError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
    return try body()
  }

  // MARK: Reading and writing

  public func record() throws -> Record {
    try database.read { database in
      var record = Record()
      for row in try Row.fetchCursor(database, sql: Schema.latestAttempts).array() {
        if let attempt = Attempt(row) { record.latest[attempt.item] = attempt }
      }
      for row in try Row.fetchAll(database, sql: "SELECT lesson, share FROM reading") {
        record.reading[row["lesson"]] = row["share"]
      }
      for row in try Row.fetchAll(database, sql: "SELECT key, value FROM settings") {
        record.settings[row["key"]] = row["value"]
      }
      record.bookmark = try Row.fetchOne(database, sql: "SELECT lesson, block FROM bookmark")
        .map { Bookmark(lesson: $0["lesson"], block: $0["block"]) }
      return record
    }
  }

  public func save(_ event: ProgressEvent) throws {
    try database.write { database in
      switch event {
      case .answered(let attempt): try attempt.insert(into: database)
      case .read(let lesson, let share):
        try database.execute(
          sql: """
            INSERT INTO reading (lesson, share) VALUES (?, ?)
            ON CONFLICT (lesson) DO UPDATE SET share = max(share, excluded.share)
            """, arguments: [lesson, share])
      case .left(let place):
        try database.execute(
          sql: "INSERT OR REPLACE INTO bookmark (id, lesson, block) VALUES (1, ?, ?)",
          arguments: [place.lesson, place.block])
      case .set(let key, let value):
        try database.execute(
          sql: "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)",
          arguments: [key, value])
      }
    }
  }
}

extension RowCursor {
  fileprivate func array() throws -> [Row] {
    var rows: [Row] = []
    while let row = try next() { rows.append(row.copy()) }
    return rows
  }
}
