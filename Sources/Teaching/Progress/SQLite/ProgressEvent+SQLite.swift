import GRDB

extension ProgressEvent {
  /// - Parameter now: the time of an event that has none of its own
  func write(to database: Database, now: Double) throws {
    // Two copies of the program that resume one exam may both end it.
    if case .examEnded(let exam, _, _) = self {
      let ends = try LogEntry.fetch(
        database, "subject = ? AND kind = ?", [Exam.name(exam), LogEntry.Kind.examEnded.rawValue])
      guard ends.isEmpty else { return }
    }
    for entry in LogEntry.entries(of: self, now: now) {
      try entry.insert(into: database)
      try entry.derive(in: database)
    }
    switch self {
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
    default: break
    }
  }
}

extension LogEntry {
  /// Brings `cards` to what it is with this entry, which is in the log already.
  fileprivate func derive(in database: Database) throws {
    guard isOfItem, let event = try? event() else { return }
    var item = try ItemRecord.fetch(subject, database) ?? ItemRecord()
    if !item.apply(event) { item = try ItemRecord.fold(subject, database) }
    try item.write(to: database, item: subject)
  }
}
