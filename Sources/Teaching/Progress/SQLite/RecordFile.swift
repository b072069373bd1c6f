import Course
import Foundation
import GRDB

/// How `progress.sqlite` is opened: made, brought to this version, refused, or set aside.
struct RecordFile {
  static func path(in folder: String) -> String { folder + "/progress.sqlite" }

  let folder: String
  /// Seconds to wait for another copy of the program.
  let patience: Double

  private var path: String { Self.path(in: folder) }

  init(folder: String, patience: Double = 0) {
    self.folder = folder
    self.patience = patience
  }

  /// - Returns: the database, and what the learner should know about it
  /// - Throws: `ProgressError`; the file is then as it was
  func open() throws(ProgressError) -> (DatabasePool, Localized<String>?) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try requireWritable(folder)
      // Two copies that make the file at once would both migrate it, and SQLite's own waiting does
      // not cover the change to WAL.
      return try FileLock.holding(path + ".lock", patience: patience) { try openOrReplace() }
    } catch let error as ProgressError {
      throw error
    } catch {
      throw .cannotOpen(path: path, Obstacle(error))
    }
  }

  private func openOrReplace() throws -> (DatabasePool, Localized<String>?) {
    do {
      return (try openSound(), nil)
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      let aside = try setAside("corrupt")
      let notice = Localized(
        en: "The record could not be read; it was set aside as \(aside), and a new one begun.",
        zh: "学习记录无法读取，已另存为 \(aside)，并新建了一份。")
      return (try openSound(), notice)
    }
  }

  private func openSound() throws -> DatabasePool {
    if FileManager.default.fileExists(atPath: path) {
      try requireWritable(path)
      try check()
    }
    let pool = try DatabasePool(path: path, configuration: configuration())
    try Schema.migrator.migrate(pool)
    try pool.write { if try !Schema.isDerived($0) { try Schema.derive($0) } }
    return pool
  }

  private func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    // SQLite's own waiting sleeps for longer and longer, and a copy that answers without a pause then
    // keeps another from the file for seconds.
    configuration.busyMode = .callback { [patience] tries in
      usleep(500)
      return Double(tries) * 500e-6 < patience
    }
    configuration.readonly = readonly
    return configuration
  }

  /// SQLite opens a file that may not be written all the same, and fails at the first answer.
  private func requireWritable(_ path: String) throws(ProgressError) {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    guard access(path, isFolder ? W_OK | X_OK : W_OK) == 0 else {
      throw .cannotOpen(path: path, Obstacle(errno: errno))
    }
  }

  // MARK: Looking without writing

  /// Refuses a file of a newer version, and one with damage that would show only later.
  ///
  /// The connection is a read-only one: a pool would turn the file into WAL mode.
  private func check() throws {
    var status = stat()
    // SQLite would speak of a disk error.
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw ProgressError.cannotOpen(path: path, .isFolder)
    }
    do { try check(readonly: true) } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      // A copy that was killed while it made the file has left a journal, which only a connection
      // that may write rolls back.
      try check(readonly: false)
    }
  }

  private func check(readonly isReadOnly: Bool) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: isReadOnly))
    try queue.read { database in
      if try Schema.migrator.hasBeenSuperseded(database) {
        throw ProgressError.newerVersion(path: path)
      }
      for table in try tablesToCheck(database) {
        let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(\(table))")
        guard verdict == "ok" else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict)
        }
      }
    }
  }

  /// A whole check reads the whole file: 43 ms for 100,000 answers, as long as opening home takes. Of
  /// a large file only what opening reads is checked, until the log proves to be damaged.
  private func tablesToCheck(_ database: Database) throws -> [String] {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let isDerived = try database.tableExists("log") && Schema.isDerived(database)
    guard isDerived, size ?? 0 > Self.quicklyChecked,
      !FileManager.default.fileExists(atPath: Self.suspicion(path))
    else { return ["1"] }
    return ["cards", "reading", "bookmark", "settings", "grdb_migrations"]
  }

  /// Bytes that are checked in less than 5 ms.
  private static let quicklyChecked = 4 << 20

  /// The name of a file that is there once the record has proved to be damaged: it is then checked as
  /// a whole, and set aside, at the next start.
  static func suspicion(_ path: String) -> String { path + ".suspect" }

  /// Reads a file in a place where nothing can be written.
  func recordWithoutWriting() throws -> Record {
    do { return try record(named: path) } catch is DatabaseError {
      // WAL needs a file of its own beside the record; a record that nobody writes can be read
      // without one.
      let reserved: Set<Character> = ["%", "?", "#"]
      let escaped = path.map { reserved.contains($0) ? escape($0) : String($0) }.joined()
      return try record(named: "file:\(escaped)?immutable=1")
    }
  }

  /// - Parameter name: a path, or a URI as SQLite reads it
  private func record(named name: String) throws -> Record {
    let queue = try DatabaseQueue(path: name, configuration: configuration(readonly: true))
    return try queue.read { database in
      let migrator = Schema.migrator
      // The tables of version 1 are those of a learner; later ones are read where they are.
      guard try migrator.appliedIdentifiers(database).contains("1"),
        try !migrator.hasBeenSuperseded(database)
      else { throw ProgressError.newerVersion(path: name) }
      return try Record(database)
    }
  }

  private func escape(_ character: Character) -> String {
    character.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
  }

  // MARK: Setting aside

  /// Sets the record aside under another name, so that a new one is begun.
  /// - Returns: that name; nil where there is no record
  /// - Throws: `ProgressError`, also while another copy of the program has it open: what that copy
  ///   saves would go to the file that was set aside
  func reset() throws(ProgressError) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      try requireWritable(folder)
      return try FileLock.holding(path + ".lock", patience: patience) {
        try requireAlone()
        return try setAside("reset")
      }
    } catch let error as ProgressError {
      throw error
    } catch {
      throw .cannotSave(path: path, Obstacle(error))
    }
  }

  /// Brings what the log of SQLite holds into the file, which only the last copy that has it open can.
  private func requireAlone() throws {
    var configuration = configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try queue.close()
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      // A damaged file can be set aside as it is.
    }
  }

  private func setAside(_ why: String) throws -> String {
    let stamp = Int(Date().timeIntervalSince1970)
    var aside = "\(path).\(why)-\(stamp)"
    while FileManager.default.fileExists(atPath: aside) { aside += "a" }
    for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.moveItem(atPath: path + ending, toPath: aside + ending)
    }
    try? FileManager.default.removeItem(atPath: Self.suspicion(path))
    return aside
  }
}
