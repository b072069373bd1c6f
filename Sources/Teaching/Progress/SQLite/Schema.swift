import GRDB

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
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: """
          CREATE TABLE guesses (
            id TEXT PRIMARY KEY,
            prediction TEXT NOT NULL, lesson TEXT NOT NULL, choice TEXT NOT NULL,
            confidence INTEGER NOT NULL, time REAL NOT NULL,
            decided INTEGER NOT NULL DEFAULT 0, right_choice TEXT, value REAL, value_before REAL
          );
          CREATE INDEX guesses_by_prediction ON guesses (prediction, time);
          """)
    }
    migrator.registerMigration("3") { database in
      try database.execute(
        sql: """
          CREATE TABLE log (
            id TEXT PRIMARY KEY,
            time REAL NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
          );
          CREATE INDEX log_by_subject ON log (subject, time);
          CREATE INDEX log_by_kind ON log (kind, time);
          """)
      for entry in try EarlierTables.entries(database) { try entry.insert(into: database) }
      try database.execute(sql: "DROP TABLE attempts; DROP TABLE guesses;")
    }
    return migrator
  }

  // MARK: What is derived

  /// Raised whenever the same log would give other cards: another fold, or another scheduler.
  static let derivation = 1

  /// Whether `cards` is what this version makes of the log.
  static func isDerived(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") == derivation
  }

  /// Makes `cards` anew from the log: 1.5 s for 100,000 answers, once.
  static func derive(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS cards;
        CREATE TABLE cards (
          item TEXT PRIMARY KEY,
          count INTEGER NOT NULL, latest TEXT, awaiting TEXT, skipped REAL, unskipped REAL
        );
        """)
    let items = try Row.fetchAll(
      database, sql: "SELECT DISTINCT subject FROM log WHERE \(ItemRecord.isOfItem)")
    for item in items.compactMap({ $0.value("subject") as String? }) {
      try ItemRecord.fold(item, database).write(to: database, item: item)
    }
    try database.execute(sql: "PRAGMA user_version = \(derivation)")
  }
}
