import Foundation
import GRDB
import Quiz

extension Record {
  /// The latest attempt at each item, one search of the index each; of two at one moment the one
  /// that was written last.
  private static let latestAttempts = """
    SELECT a.* FROM (SELECT DISTINCT item FROM attempts) AS items
    JOIN attempts AS a ON a.rowid = (
      SELECT rowid FROM attempts WHERE item = items.item ORDER BY time DESC, rowid DESC LIMIT 1)
    """

  init(_ database: Database) throws {
    self.init()
    let attempts = try Row.fetchCursor(database, sql: Self.latestAttempts)
    while let row = try attempts.next() {
      if let attempt = Attempt(row) { latest[attempt.item] = attempt }
    }
    // A file that may not be written stays at the version that it has.
    if try database.tableExists("guesses") {
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM guesses ORDER BY time, rowid")
      while let row = try rows.next() {
        if let guess = Guess(row) { guesses.append(guess) }
      }
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
}

extension Row {
  /// nil where the value is missing or of another type: SQLite does not hold a column to its type,
  /// and GRDB's subscript ends the program.
  fileprivate func value<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
    Value.fromDatabaseValue(self[column] as DatabaseValue)
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

extension ProgressEvent {
  func write(to database: Database) throws {
    switch self {
    case .answered(let attempt): try attempt.insert(into: database)
    case .rated, .overruled, .undone, .skipped, .unskipped, .disputed, .examBegan, .examAnswered,
      .examEnded:
      break
    case .guessed(let guess): try guess.insert(into: database)
    case .decided(let prediction, let time, let outcome):
      try database.execute(
        sql: """
          UPDATE guesses SET decided = 1, right_choice = ?, value = ?, value_before = ?
          WHERE prediction = ? AND time = ? AND NOT decided
          """,
        arguments: [outcome.choice, outcome.value, outcome.before, prediction, time])
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

extension Attempt {
  /// nil for an answer of a kind that this version does not know.
  fileprivate init?(_ row: Row) {
    guard let item: String = row.value("item"), let version: Int = row.value("version"),
      let lesson: String = row.value("lesson"), let text: String = row.value("answer"),
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)),
      let score: Double = row.value("score"), let points: Double = row.value("points"),
      let hintUsed: Bool = row.value("hint"), let time: Double = row.value("time")
    else { return nil }
    self.init(
      item: item, version: version, lesson: lesson, answer: answer, score: score, points: points,
      hintUsed: hintUsed, time: time)
  }

  /// The id is drawn here, so that records of two machines can be merged.
  fileprivate func insert(into database: Database) throws {
    let encoded = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    try database.execute(
      sql: "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        UUID().uuidString, item, version, lesson, encoded, score, points, hintUsed, time,
      ])
  }
}

extension Guess {
  fileprivate init?(_ row: Row) {
    guard let prediction: String = row.value("prediction"),
      let lesson: String = row.value("lesson"),
      let choice: String = row.value("choice"), let confidence: Int = row.value("confidence"),
      let time: Double = row.value("time"), let isDecided: Bool = row.value("decided")
    else { return nil }
    var outcome: Outcome?
    if isDecided {
      guard let value: Double = row.value("value") else { return nil }
      outcome = Outcome(
        choice: row.value("right_choice"), value: value, before: row.value("value_before"))
    }
    self.init(
      prediction: prediction, lesson: lesson, choice: choice, confidence: confidence, time: time,
      outcome: outcome)
  }

  /// The id is drawn here, as for attempts.
  fileprivate func insert(into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO guesses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        UUID().uuidString, prediction, lesson, choice, confidence, time, outcome != nil,
        outcome?.choice, outcome?.value, outcome?.before,
      ])
  }
}
