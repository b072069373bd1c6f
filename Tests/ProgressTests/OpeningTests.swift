import Course
import Foundation
import Progress
import Quiz
import Testing

/// Files that are there already: of this version, of another, damaged, or in the way.
struct OpeningTests {
  @Test(arguments: [false, true]) func aFileOfVersionOneOpens(isWAL: Bool) throws {
    let folder = try RecordFolder()
    try folder.makeFile(try RecordFolder.versionOne(), isWAL: isWAL)
    let store = try folder.store()
    let record = try store.record()
    #expect(store.notice == nil)
    // The earlier of two attempts is written later.
    #expect(record.latest.keys.sorted() == RecordFolder.itemsOfVersionOne)
    #expect(record.cards.keys.sorted() == RecordFolder.itemsOfVersionOne)
    #expect(
      record.latest["scaling-sd"]
        == Attempt(
          item: "scaling-sd", version: 1, lesson: "transformer/scaling", answer: .text("16"),
          score: 1, points: 1, hintUsed: false, time: 1_700_000_000))
    #expect(record.latest["scaling-instead"]?.answer == .choices([0, 2]))
    #expect(record.latest["steps-order"]?.answer == .choice(1))
    #expect(record.latest["steps-order"]?.hintUsed == true)
    #expect(record.reading == ["attention/steps": 0.5, "transformer/scaling": 1])
    #expect(record.bookmark == Bookmark(lesson: "attention/steps", block: 7))
    #expect(record.settings == ["language": "zh"])
    // Version 1 knew no predictions.
    #expect(record.guesses == [])
    try store.save(.guessed(.sample()))
    #expect(try folder.store().record().guesses == [.sample()])
    try store.save(.read(lesson: "attention/steps", share: 1))
    #expect(try folder.store().record().reading["attention/steps"] == 1)
  }

  @Test(arguments: [false, true])
  func aFileOfANewerVersionIsRefusedAndLeftAsItIs(isWAL: Bool) throws {
    let folder = try RecordFolder()
    let newer = """
      \(try RecordFolder.versionOne())
      CREATE TABLE badges (name TEXT);
      INSERT INTO grdb_migrations VALUES ('99');
      """
    try folder.makeFile(newer, isWAL: isWAL)
    let before = try folder.bytes()
    #expect(throws: ProgressError.newerVersion(path: folder.file)) { try folder.store() }
    #expect(try folder.bytes() == before)
    #expect(try folder.names.filter { $0.contains("corrupt") } == [])
  }

  /// What may happen to a file on a disk.
  enum Damage: CaseIterable {
    case garbage, text, shorter, halfAPage, brokenPages
    /// The tables that opening reads are whole, that of the attempts is not.
    case brokenTable

    func applied(to file: Data) -> Data {
      let page = 4096
      let noise = Data((0..<page).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) })
      return switch self {
      case .garbage: noise
      case .text: Data("dear diary, today I learnt about attention\n".utf8)
      case .shorter: file.prefix(2 * page)
      case .halfAPage: file.prefix(page / 2)
      case .brokenPages:
        file.prefix(page)
          + (1..<file.count / page).reduce(into: Data()) { pages, _ in pages += noise }
      case .brokenTable: file.prefix(3 * page) + noise + file.dropFirst(4 * page)
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func aDamagedFileIsSetAsideAndANewOneBegun(damage: Damage) throws {
    let folder = try RecordFolder()
    try folder.makeFile(try RecordFolder.versionOne())
    let damaged = damage.applied(to: try folder.bytes())
    try folder.write(damaged)

    let store = try folder.store()
    let aside = try #require(try folder.names.first { $0.contains(".corrupt-") })
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + aside)) == damaged)
    let notice = try #require(store.notice)
    #expect(
      notice.english
        == "The record could not be read; it was set aside as \(folder.path)/\(aside), and a new one begun."
    )
    #expect(notice.chinese == "学习记录无法读取，已另存为 \(folder.path)/\(aside)，并新建了一份。")

    #expect(try store.record() == Record())
    try store.save(.answered(.sample("a")))
    let again = try folder.store()
    #expect(again.notice == nil)
    #expect(try again.record().latest.count == 1)
  }

  /// Only what opening reads is checked of a long record; damage of its log is found when it is met,
  /// and the file set aside at the next start.
  @Test func damageDeepInALongLogIsFoundWhenItIsMet() throws {
    let folder = try RecordFolder()
    do {
      let store = try folder.store()
      for number in 1...24 {
        let text = String(repeating: "\(number) ", count: 80_000)
        try store.save(.answered(.sample("a", .text(text), time: Double(number))))
      }
    }
    try folder.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    var bytes = try folder.bytes()
    try #require(bytes.count > 5 << 20)
    // The pages in the middle hold the bodies of entries.
    let middle = bytes.count / 2 / 4096 * 4096
    bytes.replaceSubrange(middle..<middle + 8 * 4096, with: Data(repeating: 0xFF, count: 8 * 4096))
    try folder.write(bytes)

    let store = try folder.store()
    #expect(store.notice == nil)
    #expect(try store.record().latest.count == 1)
    #expect(throws: ProgressError.cannotOpen(path: folder.file, .damaged)) { try store.history() }
    #expect(try folder.store().notice != nil)
    #expect(try folder.store().notice == nil)
  }

  @Test func twoDamagedFilesInOneSecondAreBothKept() throws {
    let folder = try RecordFolder()
    for text in ["one", "two"] {
      try folder.write(Data(String(repeating: text, count: 500).utf8))
      for ending in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.file + ending)
      }
      #expect(try folder.store().notice != nil)
    }
    #expect(try folder.names.count { $0.contains(".corrupt-") && !$0.contains("l-") } == 2)
  }

  @Test func anEmptyFileIsANewOne() throws {
    let folder = try RecordFolder()
    try folder.write(Data())
    let store = try folder.store()
    #expect(store.notice == nil)
    #expect(try store.record() == Record())
  }

  /// Killed before the file was in WAL mode: there is a journal to roll back.
  @Test func aCopyThatWasKilledWhileItMadeTheFileIsNoHindrance() throws {
    let (folder, copy) = (try RecordFolder(), try RecordFolder())
    try folder.makeFile(try RecordFolder.versionOne())
    try folder.whileWriting(
      "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE attempts SET score = 0; "
        + "CREATE TABLE t AS WITH RECURSIVE n(i) AS "
        + "(SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) SELECT randomblob(99) FROM n"
    ) {
      for name in try folder.names {
        try FileManager.default.copyItem(
          atPath: folder.path + "/" + name, toPath: copy.path + "/" + name)
      }
    }
    #expect(try copy.names.contains("progress.sqlite-journal"))
    let store = try copy.store()
    #expect(store.notice == nil)
    #expect(try store.record().latest["scaling-sd"]?.score == 1)
  }

  @Test func missingFoldersAreMade() throws {
    let folder = try RecordFolder()
    let store = try SQLiteStore(folder: folder.path + "/deep/er")
    #expect(store.path == folder.path + "/deep/er/progress.sqlite")
    #expect(try store.record() == Record())
  }

  /// Permissions do not stop root, who runs tests in containers; these stop everybody.
  enum InTheWay: CaseIterable {
    case fileForAFolder, folderForTheFile, folderForTheLock
  }

  @Test(arguments: InTheWay.allCases) func whatCannotBeWrittenIsSaid(obstacle: InTheWay) throws {
    let folder = try RecordFolder()
    let (path, reason): (String, Localized<String>)
    switch obstacle {
    case .fileForAFolder:
      try folder.write(Data())
      (path, reason) = (folder.file + "/record/progress.sqlite", Obstacle.notFolder.words)
    case .folderForTheFile:
      try makeFolder(folder.file)
      (path, reason) = (folder.file, Obstacle.isFolder.words)
    case .folderForTheLock:
      try makeFolder(folder.file + ".lock")
      (path, reason) = (folder.file + ".lock", Obstacle.isFolder.words)
    }
    let error = #expect(throws: ProgressError.self) {
      try SQLiteStore(folder: obstacle == .fileForAFolder ? folder.file + "/record" : folder.path)
    }
    let message = try #require(error).message
    #expect(
      message.english == "\(path) cannot be written (\(reason.english)); this session is not kept.")
    #expect(message.chinese == "无法写入 \(path)（\(reason.chinese)）；本次学习不会保存。")
  }

  /// A value of a type that its column does not promise, which SQLite allows, is passed over.
  @Test(arguments: [
    "UPDATE attempts SET score = 'much' WHERE id = 'A3'",
    "UPDATE attempts SET version = 1e300 WHERE id = 'A3'",
    "UPDATE attempts SET answer = x'ff00' WHERE id = 'A3'",
    "UPDATE attempts SET answer = '{}' WHERE id = 'A3'",
  ])
  func aStrangeValueCostsItsRowOnly(sql: String) throws {
    let folder = try RecordFolder()
    try folder.makeFile(try RecordFolder.versionOne() + sql + ";")
    let record = try folder.store().record()
    #expect(
      record.latest.keys.sorted() == RecordFolder.itemsOfVersionOne.filter { $0 != "steps-order" })
    #expect(record.bookmark == Bookmark(lesson: "attention/steps", block: 7))
  }

  @Test func aStrangePredictionCostsItsRowOnly() throws {
    let folder = try RecordFolder()
    do {
      let store = try folder.store()
      try store.save(.guessed(.sample(at: 1)))
      try store.save(.guessed(.sample(at: 2)))
    }
    try folder.execute(
      "UPDATE log SET body = replace(body, '80', '\"very\"') WHERE kind = 'guessed' AND time = 1")
    #expect(try folder.store().record().guesses == [.sample(at: 2)])
  }

  @Test(
    arguments: [
      ("UPDATE reading SET share = 'all'", \Record.reading.count, 0),
      ("UPDATE settings SET value = x'ff'", \Record.settings.count, 0),
      ("UPDATE bookmark SET block = 'first'", \Record.bookmarks, 0),
    ] as [(String, KeyPath<Record, Int> & Sendable, Int)])
  func aStrangePlaceOrSettingIsPassedOver(
    sql: String, count: KeyPath<Record, Int> & Sendable, expected: Int
  ) throws {
    let folder = try RecordFolder()
    try folder.makeFile(try RecordFolder.versionOne() + sql + ";")
    let record = try folder.store().record()
    #expect(record[keyPath: count] == expected)
    #expect(record.latest.count == 4)
  }

  /// Where nothing can be written, what was learnt before can still be shown.
  @Test(arguments: [false, true]) func aRecordIsReadWithoutWriting(isWAL: Bool) throws {
    let folder = try RecordFolder(name: "100% mine? #1 我的")
    try folder.makeFile(try RecordFolder.versionOne(), isWAL: isWAL)
    let before = try folder.bytes()
    let record = try #require(SQLiteStore.recordWithoutWriting(folder: folder.path))
    #expect(record.latest.count == 4)
    #expect(record.settings == ["language": "zh"])
    #expect(try folder.bytes() == before)
    #expect(SQLiteStore.recordWithoutWriting(folder: folder.path + "/none") == nil)
  }

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }
}

extension Record {
  fileprivate var bookmarks: Int { bookmark == nil ? 0 : 1 }
}
