import Foundation
import Testing

/// `progress export`, `import` and `reset`.
@Suite struct ExchangeTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func progress(_ arguments: String...) throws -> Command {
    try Command(["progress"] + arguments)
  }

  private let file = """
    {"format": "attn-tutor progress", "version": 1,
    "log": [
    {"id": "1", "time": 5, "kind": "skipped", "subject": "a", "body": {"lesson": "x"}}
    ],
    "reading": {"x": 0.5},
    "settings": {"language": "zh"}}

    """

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  @Test func aRecordGoesFromMachineToMachine() throws {
    try write(file, to: "a.json")
    let first = try progress("import", path("a.json"), "--data-dir", path("one"))
    #expect(first.output == "1 entries added, 0 were there already.\n" && first.status == 0)
    let second = try progress("import", path("a.json"), "--data-dir", path("one"), "--lang", "zh")
    #expect(second.output == "新增 0 条记录，已有 1 条。\n")
    let export = try progress("export", path("b.json"), "--data-dir", path("one"))
    #expect(export.status == 0 && export.output == "" && export.errors == "")
    #expect(try String(contentsOfFile: path("b.json"), encoding: .utf8) == file)
    #expect(try progress("export", "-", "--data-dir", path("one")).output == file)
  }

  @Test func aFileThatIsNoneChangesNothing() throws {
    try write(file.replacing("\"lesson\"", with: "\"lessen\""), to: "bad.json")
    let bad = try progress("import", path("bad.json"), "--data-dir", path("one"))
    #expect(bad.status == 65 && bad.output == "")
    #expect(bad.errors == "\(path("bad.json")):3:67: error: 'lesson' is missing here\n")
    let missing = try progress("import", path("none.json"), "--data-dir", path("one"))
    #expect(missing.status == 66)
    #expect(missing.errors == "\(path("none.json")):1:1: error: the file cannot be read\n")
    #expect(!FileManager.default.fileExists(atPath: path("one")))
  }

  @Test func anExportThatCannotBeWrittenIsSaid() throws {
    try write(file, to: "a.json")
    _ = try progress("import", path("a.json"), "--data-dir", path("one"))
    let export = try progress("export", path("no/such/b.json"), "--data-dir", path("one"))
    #expect(export.status == 73)
    #expect(export.errors.hasPrefix("error: \(path("no/such/b.json")) cannot be written"))
    #expect(try progress("export", "-", "--data-dir", path("none")).status == 66)
  }

  @Test func aResetSetsTheRecordAside() throws {
    try write(file, to: "a.json")
    _ = try progress("import", path("a.json"), "--data-dir", path("one"))
    // Nobody answers the question.
    let asked = try progress("reset", "--data-dir", path("one"))
    #expect(asked.status != 0 && asked.errors == "Nothing was changed.\n")
    #expect(try progress("export", "-", "--data-dir", path("one")).output == file)

    let reset = try progress("reset", "--yes", "--data-dir", path("one"))
    #expect(reset.status == 0)
    let aside = try #require(
      try FileManager.default.contentsOfDirectory(atPath: path("one"))
        .first { $0.hasPrefix("progress.sqlite.reset-") })
    #expect(reset.output == "The record is now \(path("one"))/\(aside).\n")
    #expect(try progress("reset", "--yes", "--data-dir", path("one")).status == 66)
    // What was set aside is a record like any other.
    try FileManager.default.createDirectory(atPath: path("two"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: path("one/\(aside)"), toPath: path("two/progress.sqlite"))
    #expect(try progress("export", "-", "--data-dir", path("two")).output == file)
  }
}
