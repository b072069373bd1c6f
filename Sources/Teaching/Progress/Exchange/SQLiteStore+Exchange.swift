import GRDB

extension SQLiteStore {
  /// What an import has changed.
  public struct Merged: Sendable, Equatable {
    /// Entries that were not there before.
    public var added: Int
    public var known: Int
  }

  /// The whole record.
  /// - Returns: also how many rows of the log somebody has spoilt; they are left out
  public func exported() throws(ProgressError) -> (file: ProgressFile, spoilt: Int) {
    try reading { database in
      let record = try Record(database)
      // An entry that says nothing would make the whole file one that cannot be read.
      let log = try LogEntry.all(database).filter { (try? $0.event()) != nil || !$0.isKnown }
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM log") ?? log.count
      let file = ProgressFile(
        log: log, reading: record.reading.filter { (0...1).contains($0.value) },
        bookmark: record.bookmark.flatMap { $0.block < 0 ? nil : $0 }, settings: record.settings)
      return (file, count - log.count)
    }
  }

  /// Takes in the record of another machine, or of an earlier day: all of it, or nothing where that
  /// cannot be saved.
  ///
  /// Entries that are there already are known by their ids. A lesson is read as far as it was on
  /// either; the bookmark and the settings of this machine stay.
  @discardableResult
  public func merge(_ file: ProgressFile) throws(ProgressError) -> Merged {
    try writing(durably: true) { database in
      var added = 0
      var items: Set<String> = []
      for entry in file.log where try entry.insert(into: database) {
        added += 1
        if entry.isOfItem { items.insert(entry.subject) }
      }
      for item in items { try ItemRecord.fold(item, database).write(to: database, item: item) }
      for (lesson, share) in file.reading {
        try ProgressEvent.read(lesson: lesson, share: share).write(to: database, now: 0)
      }
      let own = try Record(database)
      if own.bookmark == nil, let place = file.bookmark {
        try ProgressEvent.left(place).write(to: database, now: 0)
      }
      for (key, value) in file.settings where own.settings[key] == nil {
        try ProgressEvent.set(key: key, value: value).write(to: database, now: 0)
      }
      return Merged(added: added, known: file.log.count - added)
    }
  }
}

extension LogEntry {
  fileprivate var isKnown: Bool { Kind(rawValue: kind) != nil }
}
