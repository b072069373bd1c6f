import GRDB
import Quiz

/// The table `cards`: of each item what was said of it last, so that opening need not read the log.
extension ItemRecord {
  /// Which entries of the log are folded into an item.
  static let isOfItem =
    "kind IN ("
    + LogEntry.Kind.ofItem.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"

  static func fold(_ item: String, _ database: Database) throws -> ItemRecord {
    let entries = try LogEntry.fetch(
      database, "subject = ? AND \(isOfItem) ORDER BY time, id", [item])
    return ItemRecord(folding: entries.compactMap { try? $0.event() })
  }

  static func fetch(_ item: String, _ database: Database) throws -> ItemRecord? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM cards WHERE item = ?", arguments: [item])
    else { return nil }
    return try ItemRecord(row) ?? fold(item, database)
  }

  /// nil for a row that somebody has spoilt.
  init?(_ row: Row) {
    guard let item: String = row.value("item"), let count: Int = row.value("count"), count >= 0
    else { return nil }
    var step: Step?
    if let text: String = row.value("latest") {
      guard let node = try? JSONParser.parse(text, file: ""), let read = try? Step(node, item: item)
      else { return nil }
      step = read
    }
    var awaiting: Attempt?
    if let text: String = row.value("awaiting"),
      let node = try? JSONParser.parse(text, file: "")
    {
      awaiting = try? Step(node, item: item).attempt
    }
    self.init(
      step, count: count, awaiting: awaiting, skipped: row.value("skipped"),
      unskipped: row.value("unskipped"))
  }

  func write(to database: Database, item: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        item, count, steps.last?.json.text,
        awaiting.map { Step($0).json.text }, skipped,
        unskipped,
      ])
  }
}

extension LogEntry {
  var isOfItem: Bool { Kind(rawValue: kind).map(Kind.ofItem.contains) ?? false }
}

extension LogEntry.Kind {
  static let ofItem: [Self] = [.answered, .rated, .overruled, .undone, .skipped, .unskipped]
}
