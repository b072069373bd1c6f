import GRDB
import Quiz

extension LogEntry {
  /// nil for a row that somebody has spoilt.
  private init?(_ row: Row) {
    guard let id: String = row.value("id"), let time: Double = row.value("time"),
      let kind: String = row.value("kind"), let subject: String = row.value("subject"),
      let text: String = row.value("body"), Self.times.contains(time),
      let body = try? JSONParser.parse(text, file: "")
    else { return nil }
    self.init(id: id, time: time, kind: kind, subject: subject, body: body)
  }

  /// - Parameter condition: what follows WHERE
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM log WHERE \(condition)", arguments: arguments)
    while let row = try rows.next() {
      if let entry = LogEntry(row) { entries.append(entry) }
    }
    return entries
  }

  static func all(_ database: Database) throws -> [LogEntry] {
    try fetch(database, "true ORDER BY time, id", [])
  }

  /// - Returns: whether it was not there yet
  @discardableResult
  func insert(into database: Database) throws -> Bool {
    try database.execute(
      sql: "INSERT OR IGNORE INTO log VALUES (?, ?, ?, ?, ?)",
      arguments: [id, time, kind, subject, body.text])
    return database.changesCount > 0
  }
}
