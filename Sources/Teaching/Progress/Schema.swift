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
    return migrator
  }
}
