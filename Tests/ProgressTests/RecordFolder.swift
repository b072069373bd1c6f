import Foundation
import GRDB
import Progress
import Quiz

/// A folder for a record, removed with the value that holds it.
final class RecordFolder {
  let path: String
  var file: String { path + "/progress.sqlite" }

  init(name: String = "progress") throws {
    path = FileManager.default.temporaryDirectory.path + "/\(name)-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func store() throws(ProgressError) -> SQLiteStore { try SQLiteStore(folder: path) }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// Makes the file with SQL alone, as a program of another version would have.
  func makeFile(_ script: String, isWAL: Bool = false) throws {
    let queue = try DatabaseQueue(path: file)
    if isWAL {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    }
    try queue.write { try $0.execute(sql: script) }
    try queue.close()
  }

  /// Changes the file with SQL alone.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: file)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// Runs `body` while another connection is in the middle of writing.
  func whileWriting(_ begin: String = "BEGIN IMMEDIATE", _ body: () throws -> Void) throws {
    let queue = try DatabaseQueue(path: file)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: begin)
      try body()
      try database.execute(sql: "ROLLBACK")
    }
    try queue.close()
  }

  func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }
  func write(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: file)) }

  static let itemsOfVersionOne = [
    "from-a-later-type", "scaling-instead", "scaling-sd", "steps-order",
  ]

  /// The file as version 1 left it.
  static func versionOne() throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let script = tests.appendingPathComponent("Goldens/progress-version-1.sql")
    return try String(contentsOf: script, encoding: .utf8)
  }
}

extension Attempt {
  static func sample(
    _ item: String, _ answer: Answer = .choice(1), score: Double = 1, time: Double = 1
  ) -> Attempt {
    Attempt(
      item: item, version: 2, lesson: "attention/steps", answer: answer, score: score, points: 1,
      hintUsed: true, time: time)
  }
}

extension Guess {
  static func sample(
    choice: String = "9", confidence: Int = 80, at time: Double = 1, _ outcome: Outcome? = nil
  ) -> Guess {
    Guess(
      prediction: "p", lesson: "attention/steps", choice: choice, confidence: confidence,
      time: time, outcome: outcome)
  }
}
