import Foundation
import GRDB
import PseudoTerminal
import Testing

/// Files of progress that cannot be used: said in a sentence, and never overwritten.
@Suite struct RecordFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)")

  private var file: URL { folder.appending(path: "progress.sqlite") }

  private func open() throws -> PseudoTerminal {
    try PseudoTerminal(
      "attn-tutor", ["read", "attention/steps", "--lang", "en"],
      environment: ["ATTN_TUTOR_DATA": folder.path], size: (200, 36))
  }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.type("\u{03}")
    #expect(terminal.waitForExit() == .exited(0))
  }

  private func write(_ contents: Data) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try contents.write(to: file)
  }

  @Test func aDamagedFileIsSetAside() throws {
    let contents = Data("dear diary, today I learnt about attention\n".utf8)
    try write(contents)
    let terminal = try open()
    #expect(terminal.waitFor(".corrupt-"))
    leave(terminal)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let aside = try #require(names.first { $0.hasPrefix("progress.sqlite.corrupt-") })
    #expect(try Data(contentsOf: folder.appending(path: aside)) == contents)
  }

  @Test func aFileOfANewerVersionStaysAsItIs() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('1'), ('99');
          """)
    }
    try queue.close()
    let before = try Data(contentsOf: file)
    let terminal = try open()
    #expect(terminal.waitFor("is from a newer attn-tutor and stays as it is"))
    terminal.press(.pageDown)
    leave(terminal)
    #expect(try Data(contentsOf: file) == before)
  }

  @Test func aFolderInTheWayIsNoHindrance() throws {
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    let terminal = try open()
    #expect(terminal.waitFor("this session is not kept"))
    leave(terminal)
    #expect(try FileManager.default.contentsOfDirectory(atPath: file.path).isEmpty)
  }
}
