import GRDB
import Quiz

extension Record {
  /// Reads what the screens need: one row an item, and by index what is not of an item, so that a long
  /// log costs nothing.
  init(_ database: Database) throws {
    if try database.tableExists("log") {
      if try Schema.isDerived(database) {
        try self.init(derived: database)
      } else {
        self.init(folding: try LogEntry.all(database))
      }
    } else {
      // A file that may not be written stays at the version that it has.
      self.init(folding: try EarlierTables.entries(database))
    }
    for row in try Row.fetchAll(database, sql: "SELECT lesson, share FROM reading") {
      guard let lesson: String = row.value("lesson") else { continue }
      reading[lesson] = row.value("share")
    }
    for row in try Row.fetchAll(database, sql: "SELECT key, value FROM settings") {
      guard let key: String = row.value("key") else { continue }
      settings[key] = row.value("value")
    }
    bookmark = try Row.fetchOne(database, sql: "SELECT lesson, block FROM bookmark")
      .flatMap(Bookmark.init)
  }

  private init(derived database: Database) throws {
    var rest: [LogEntry] = []
    for kind in [LogEntry.Kind.guessed, .decided, .disputed] {
      rest += try LogEntry.fetch(database, "kind = ? ORDER BY time, id", [kind.rawValue])
    }
    let exams = try LogEntry.fetch(
      database, "kind = ? ORDER BY time DESC, id DESC LIMIT 1",
      [LogEntry.Kind.examBegan.rawValue])
    if let latest = exams.first {
      rest += try LogEntry.fetch(database, "subject = ?", [latest.subject])
    }
    self.init(folding: rest)
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM cards")
    while let row = try rows.next() {
      if let id: String = row.value("item"), let item = ItemRecord(row) { set(item, of: id) }
    }
    awaitingRepeat.sort { $0.time < $1.time }
  }
}

extension Bookmark {
  fileprivate init?(_ row: Row) {
    guard let lesson: String = row.value("lesson"), let block: Int = row.value("block") else {
      return nil
    }
    self.init(lesson: lesson, block: block)
  }
}

extension Row {
  /// nil where the value is missing or of another type: SQLite does not hold a column to its type,
  /// and GRDB's subscript ends the program.
  func value<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
    guard hasColumn(column) else { return nil }
    return Value.fromDatabaseValue(self[column] as DatabaseValue)
  }
}
