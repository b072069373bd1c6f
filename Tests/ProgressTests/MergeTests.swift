import Course
import Foundation
import Quiz
import Testing

@testable import Progress

/// Records that are exported and merged: nothing is lost and nothing counted twice.
struct MergeTests {
  /// A machine with its record.
  private struct Machine {
    let folder: RecordFolder
    let store: SQLiteStore

    init(_ events: [ProgressEvent] = []) throws {
      folder = try RecordFolder()
      store = try folder.store()
      for event in events { try store.save(event) }
    }
  }

  /// What memory makes of a history one by one, the disk makes of it too, and so does whoever reads
  /// the whole log.
  @Test(arguments: UInt64(1)...12) func memoryDiskAndLogAgree(seed: UInt64) throws {
    var generator = HistoryGenerator(seed: seed)
    let memory = MemoryStore()
    let folder = try RecordFolder()
    for _ in 0..<6 {
      let store = try folder.store()
      var kept = try store.record()
      for event in generator.events(20) {
        memory.save(event)
        try store.save(event)
        kept.apply(event)
      }
      #expect(try store.record() == memory.record())
      #expect(kept.guesses == memory.record().guesses && kept.disputes == memory.record().disputes)
      #expect(try store.history().amended == memory.history().amended)
      #expect(try store.history().amended == memory.events.amended)
    }
    try folder.execute("PRAGMA user_version = 0; DROP TABLE cards")
    #expect(SQLiteStore.recordWithoutWriting(folder: folder.path) == memory.record())
    #expect(try folder.store().record() == memory.record())
  }

  @Test(arguments: UInt64(1)...12) func whatIsExportedComesBackAsItWas(seed: UInt64) throws {
    var generator = HistoryGenerator(seed: seed)
    let machine = try Machine(
      generator.events(80) + [
        .left(Bookmark(lesson: "x", block: 3)), .set(key: "language", value: "zh"),
      ])
    let bytes = try machine.store.exported().file.bytes
    let copy = try Machine()
    try copy.store.merge(try ProgressFile(bytes, named: "x.json"))
    #expect(try copy.store.record() == machine.store.record())
    #expect(try copy.store.history() == machine.store.history())
    #expect(try copy.store.exported().file.bytes == bytes)
  }

  @Test(arguments: UInt64(1)...12) func theOrderOfMergingMakesNoDifference(seed: UInt64) throws {
    var shared = HistoryGenerator(seed: seed)
    let origin = try Machine(shared.events(15))
    let past = shared
    let machines = try (0..<2).map { number in
      // Each goes on with the shared past on its own, at times that lie between the other's.
      let machine = try Machine()
      try machine.store.merge(try origin.store.exported().file)
      var own = past.forked(number)
      for event in own.events(50) { try machine.store.save(event) }
      return machine
    }
    let files = try machines.map { try $0.store.exported().file }
    let (ab, ba) = (try Machine(), try Machine())
    for file in files { try ab.store.merge(file) }
    for file in files.reversed() { try ba.store.merge(file) }
    #expect(try ab.store.record() == ba.store.record())
    #expect(try ab.store.history() == ba.store.history())
    #expect(try ab.store.exported().file.bytes == ba.store.exported().file.bytes)
    // Every answer of both, once.
    let answers = try machines.map { Set(try $0.store.exported().file.answers) }
    #expect(
      try ab.store.exported().file.answers.sorted() == answers[0].union(answers[1]).sorted())

    // Once more, and what was made of both: nothing is new.
    let before = try ab.store.exported().file
    for file in files + [before] { #expect(try ab.store.merge(file).added == 0) }
    #expect(try ab.store.exported().file.bytes == before.bytes)
    // As if it had been made anew.
    let anew = try Machine()
    #expect(try anew.store.merge(before).known == 0)
    #expect(try anew.store.record() == ab.store.record())
  }

  @Test func aRecordOfVersionOneThatWasCopiedIsNotDoubled() throws {
    let folders = [try RecordFolder(), try RecordFolder()]
    for folder in folders { try folder.makeFile(try RecordFolder.versionOne()) }
    let (one, two) = (try folders[0].store(), try folders[1].store())
    let merged = try one.merge(try two.exported().file)
    #expect(merged.added == 0 && merged.known == 5)
  }

  @Test func theBookmarkAndTheSettingsOfThisMachineStay() throws {
    let other = try Machine([
      .left(Bookmark(lesson: "x", block: 3)), .set(key: "language", value: "zh"),
      .set(key: "theme", value: "dark"), .read(lesson: "x", share: 0.5),
    ])
    let own = try Machine([
      .left(Bookmark(lesson: "y", block: 1)), .set(key: "language", value: "en"),
      .read(lesson: "x", share: 0.25),
    ])
    try own.store.merge(try other.store.exported().file)
    #expect(
      try own.store.record()
        == Record(
          reading: ["x": 0.5], bookmark: Bookmark(lesson: "y", block: 1),
          settings: ["language": "en", "theme": "dark"]))
  }

  @Test func whatALaterVersionHasWrittenIsKeptAsItIs() throws {
    let later = """
      {"format": "attn-tutor progress", "version": 1, "mood": "good", "log": [
      {"id": "1", "time": 5, "kind": "sung", "subject": "a", "body": {"song": [1.50, {"é": null}]}},
      {"id": "2", "time": 6, "kind": "unskipped", "subject": "a", "body": {"why": "\\u0041"}}
      ],
      "reading": {},
      "settings": {}}

      """
    let machine = try Machine()
    let store = machine.store
    try store.merge(try ProgressFile(Array(later.utf8), named: "later.json"))
    #expect(try store.history() == [.unskipped(item: "a", time: 6)])
    #expect(
      try String(decoding: store.exported().file.bytes, as: UTF8.self)
        == later.replacing(#", "mood": "good""#, with: "").replacing("\\u0041", with: "A")
        .replacing(#"1, "log""#, with: "1,\n\"log\""))
  }

  @Test func rowsThatWereSpoiltAreLeftOut() throws {
    let machine = try Machine([.answered(.sample("a")), .answered(.sample("b"))])
    try machine.folder.execute("UPDATE log SET body = '{' WHERE subject = 'a'")
    let (file, spoilt) = try machine.store.exported()
    #expect(spoilt == 1)
    let other = try Machine()
    #expect(try other.store.merge(file).added == 1)
  }

  // MARK: Files that are none

  static let entry = #"{"id": "1", "time": 5, "kind": "skipped", "subject": "a", "body": {}}"#

  static func file(_ entry: String, version: String = "1") -> String {
    #"{"format": "attn-tutor progress", "version": \#(version), "log": ["# + "\n" + entry + "]}"
  }

  static func answer(_ body: String) -> String {
    file(#"{"id": "1", "time": 5, "kind": "answered", "subject": "a", "body": \#(body)}"#)
  }

  @Test(arguments: [
    ("", "1:1: error: bad JSON: expected a value, found the end of the file"),
    (
      "[]",
      "1:1: error: this is no exported record, expected {\"format\": \"attn-tutor progress\", …}"
    ),
    (
      #"{"format": "diary"}"#,
      "1:12: error: this is no exported record, expected {\"format\": \"attn-tutor progress\", …}"
    ),
    (#"{"format": "attn-tutor progress"}"#, "1:1: error: 'version' is missing here"),
    (
      file("", version: "2"),
      "1:46: error: this record is from a newer attn-tutor: its version is 2, this one reads 1"
    ),
    (file("", version: "0"), "1:46: error: expected a whole number from 1 to \(Int.max), found 0"),
    (file("7"), "2:1: error: expected an object, found 7"),
    (file("{}"), "2:1: error: 'id' is missing here"),
    (file(entry), "2:67: error: 'lesson' is missing here"),
    (
      file(entry.replacing("5,", with: "-5,")),
      "2:21: error: expected a number from 0.0 to 100000000000.0, found -5"
    ),
    (file(entry.replacing("5,", with: "1e999,")), "2:21: error: expected a number, found 1e999"),
    (file(entry + ","), "2:71: error: bad JSON: expected a value, found ']'"),
    (
      answer(
        #"{"version": 1, "lesson": "x", "answer": {"dance": 1}, "score": 1, "points": 1, "hint": false}"#
      ),
      "2:109: error: there is no kind of answer 'dance'"
    ),
    (
      answer(
        #"{"version": 1, "lesson": "x", "answer": {"choice": 1.5}, "score": 1, "points": 1, "hint": false}"#
      ),
      "2:119: error: expected a whole number from 0 to 1000000, found 1.5"
    ),
    (
      answer(
        #"{"version": 1, "lesson": "x", "answer": {"choice": 1}, "score": 2, "points": 1, "hint": false}"#
      ),
      "2:132: error: expected a number from 0.0 to 1.0, found 2"
    ),
    (
      file(#"{"id": "1", "time": 5, "kind": "undone", "subject": "a", "body": {"answered": "t"}}"#),
      "2:79: error: expected a number, found 't'"
    ),
    (
      file(#"{"id": "1", "time": 5, "kind": "examEnded", "subject": "e", "body": {}}"#),
      "2:69: error: 'e' names no exam"
    ),
  ])
  func aFileThatIsNoneSaysWhere(text: String, message: String) {
    let error = #expect(throws: Diagnostic.self) {
      try ProgressFile(Array(text.utf8), named: "f.json")
    }
    #expect(error?.description == "f.json:" + message)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: Diagnostic.self) { try ProgressFile([0xFF, 0xFE, 0x7B], named: "f.json") }
  }

  /// Whatever part of a file is missing, it is read or refused, and nothing else happens.
  @Test func aFileThatWasCutOffIsRefused() throws {
    var generator = HistoryGenerator(seed: 3)
    let machine = try Machine(generator.events(12))
    let bytes = try machine.store.exported().file.bytes
    for end in bytes.indices.dropLast(2) {
      #expect(throws: Diagnostic.self) { try ProgressFile(bytes[..<end], named: "f.json") }
    }
  }
}

extension ProgressFile {
  fileprivate var answers: [String] { log.filter { $0.kind == "answered" }.map(\.id) }
}
