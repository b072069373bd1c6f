import Foundation
import GRDB
import Quiz

/// The tables of the record, and how a file of an earlier version becomes one of this.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE attempts (
            id TEXT PRIMARY KEY,
            item TEXT NOT NULL, version INTEGER NOT NULL, lesson TEXT NOT NULL,
            answer TEXT NOT NULL, score REAL NOT NULL, points REAL NOT NULL,
            hint INTEGER NOT NULL, time REAL NOT NULL
          );
          CREATE INDEX attempts_by_item ON attempts (item, time);
          CREATE TABLE reading (lesson TEXT PRIMARY KEY, share REAL NOT NULL);
          CREATE TABLE bookmark (
            id INTEGER PRIMARY KEY CHECK (id = 1), lesson TEXT NOT NULL, block INTEGER NOT NULL
          );
          CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
          """)
    }
    return migrator
  }

  /// The latest attempt at each item; of two at one moment the one that was written last.
  static let latestAttempts = """
    SELECT * FROM attempts AS a WHERE rowid = (
      SELECT rowid FROM attempts WHERE item = a.item ORDER BY time DESC, rowid DESC LIMIT 1)
    """
}

extension Attempt {
  /// nil for an answer of a kind that this version does not know.
  init?(_ row: Row) {
    let text: String = row["answer"]
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)) else {
      return nil
    }
    self.init(
      item: row["item"], version: row["version"], lesson: row["lesson"], answer: answer,
      score: row["score"], points: row["points"], hintUsed: row["hint"], time: row["time"])
  }

  /// The id is drawn here, so that records of two machines can be merged.
  func insert(into database: Database) throws {
    let encoded = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    try database.execute(
      sql: "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        UUID().uuidString, item, version, lesson, encoded, score, points, hintUsed, time,
      ])
  }
}
