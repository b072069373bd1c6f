import GRDB
import Quiz

import Foundation

/// The tables of versions 1 and 2, as entries of the log. The ids stay, so that records of two
/// machines that were once one are merged; nothing is lost, not even what cannot be read.
enum EarlierTables {
  static func entries(_ database: Database) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    if try database.tableExists("attempts") {
      // Of two at one moment the one that was written last counts.
      for row in try Row.fetchAll(database, sql: "SELECT * FROM attempts ORDER BY time, rowid") {
        entries.append(attempt(row))
      }
    }
    if try database.tableExists("guesses") {
      for row in try Row.fetchAll(database, sql: "SELECT * FROM guesses ORDER BY time, rowid") {
        entries += guess(row)
      }
    }
    return entries
  }

  private static func attempt(_ row: Row) -> LogEntry {
    var answer = node(row["answer"])
    if case .string(let text) = answer.value, let read = try? JSONParser.parse(text, file: "") {
      answer = read
    }
    var hint = node(row["hint"])
    if let hintUsed: Bool = row.value("hint") { hint = .bool(hintUsed) }
    return entry(
      row, .answered, subject: row["item"],
      .object([
        "version": node(row["version"]), "lesson": node(row["lesson"]), "answer": answer,
        "score": node(row["score"]), "points": node(row["points"]), "hint": hint,
      ]))
  }

  private static func guess(_ row: Row) -> [LogEntry] {
    let guessed = entry(
      row, .guessed, subject: row["prediction"],
      .object([
        "lesson": node(row["lesson"]), "choice": node(row["choice"]),
        "confidence": node(row["confidence"]),
      ]))
    guard row.value("decided") != false else { return [guessed] }
    var decided = entry(
      row, .decided, subject: row["prediction"],
      .object([
        "guessed": node(row["time"]), "choice": node(row["right_choice"]),
        "value": node(row["value"]), "before": node(row["value_before"]),
      ]))
    decided.id = guessed.id + "/decided"
    return [guessed, decided]
  }

  private static func entry(
    _ row: Row, _ kind: LogEntry.Kind, subject: DatabaseValue, _ body: JSONNode
  ) -> LogEntry {
    LogEntry(
      id: row.value("id") ?? UUID().uuidString, time: row.value("time") ?? 0, kind: kind.rawValue,
      subject: String.fromDatabaseValue(subject) ?? "", body: body)
  }

  /// Whatever stands there: SQLite does not hold a column to its type.
  private static func node(_ value: DatabaseValue) -> JSONNode {
    switch value.storage {
    case .null: JSONNode(.null)
    case .int64(let number): JSONNode(.number("\(number)"))
    case .double(let number): .number(number)
    case .string(let text): .string(text)
    case .blob(let data): .string(data.map { String($0, radix: 16) }.joined(separator: " "))
    }
  }
}
