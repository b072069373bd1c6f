import Foundation
import Progress
import Synchronization
import Testing

/// Several copies of the program, and copies that are killed, share one record.
@Suite(.timeLimit(.minutes(5))) struct ProcessTests {
  /// What a copy printed is what it was told had been kept. Only in some rounds do they meet while
  /// the file is being made.
  @Test(arguments: 1...12) func threeCopiesThatBeginTogetherLoseNothing(round: Int) throws {
    let folder = try RecordFolder()
    let probes = try ["a", "b", "c"].map { try Probe(in: folder.path, named: $0, count: 40) }
    let acknowledged = probes.map { $0.acknowledged() }
    for (probe, name) in zip(probes, ["a", "b", "c"]) {
      #expect(probe.status() == 0)
      #expect(acknowledged.contains((1...40).map { "\(name)-\($0)" }))
    }
    let record = try folder.store().record()
    #expect(Set(record.latest.keys) == Set(acknowledged.joined()))
    #expect(record.latest.count == 120)
    #expect(record.guesses.count == 120)
  }

  /// Two that answer as fast as they can, for some seconds, or for as many as `ATTN_TUTOR_SECONDS`
  /// says: no answer is lost, and neither finds the file locked for longer than it waits.
  @Test func twoCopiesAnswerAtOnce() throws {
    let seconds = ProcessInfo.processInfo.environment["ATTN_TUTOR_SECONDS"] ?? "3"
    let folder = try RecordFolder()
    let names = ["a", "b"]
    let probes = try names.map { try Probe(in: folder.path, named: $0, "\(seconds)s") }
    // A pipe that nobody reads would stop the other.
    let said = Mutex<[[String]]>([[], []])
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let lines = probes[index].acknowledged()
      said.withLock { $0[index] = lines }
    }
    let acknowledged = said.withLock(\.self)
    for probe in probes { #expect(probe.status() == 0) }
    for (name, lines) in zip(names, acknowledged) {
      #expect(lines.count > 10)
      #expect(lines == lines.indices.map { "\(name)-\($0 + 1)" }, "no complaint among them")
    }
    print("two copies for \(seconds) s:", acknowledged.map(\.count), "answers")
    let record = try folder.store().record()
    #expect(Set(record.latest.keys) == Set(acknowledged.joined()))
    #expect(record.guesses.count == acknowledged.joined().count)
    #expect(try folder.store().history().count == 2 * acknowledged.joined().count)
  }

  @Test(arguments: [1, 10, 50]) func whatWasAcknowledgedSurvivesAKill(after count: Int) throws {
    let folder = try RecordFolder()
    let probe = try Probe(in: folder.path, named: "k", count: 1_000_000)
    let acknowledged = probe.acknowledged(killAfter: count)
    #expect(probe.status() == SIGKILL)
    #expect(acknowledged.count >= count)
    let store = try folder.store()
    let record = try store.record()
    #expect(Set(record.guesses.map(\.prediction)).isSuperset(of: acknowledged))
    let kept = Set(record.latest.keys)
    #expect(kept.isSuperset(of: acknowledged))
    // At most the answer that was being written when the kill came.
    #expect(kept.count <= acknowledged.count + 1)
    #expect(store.notice == nil)
  }
}

/// What a user sees who may not write. Tests often run as root, whom permissions do not stop, so a
/// copy runs as nobody.
struct ReadOnlyTests {
  static let nobody = 65534

  /// - Parameters:
  ///   - folderMode, fileMode: the permissions of the folder and of the record in it
  ///   - part: which of the two is named
  @Test(arguments: [(0o755, 0o644, ""), (0o777, 0o444, "/progress.sqlite")])
  func aRecordThatMayNotBeWrittenIsSaidAndRead(
    folderMode: Int, fileMode: Int, part: String
  ) throws {
    let folder = try RecordFolder()
    do { try folder.store().save(.answered(.sample("a"))) }
    try setMode(fileMode, of: folder.file)
    try setMode(folderMode == 0o755 && geteuid() != 0 ? 0o555 : folderMode, of: folder.path)
    defer { try? setMode(0o755, of: folder.path) }
    for ending in ["-wal", "-shm", ".lock"] {
      try? FileManager.default.removeItem(atPath: folder.file + ending)
    }
    let before = try folder.bytes()

    let probe = try Probe(in: folder.path, named: "b", count: 1, user: Self.nobody)
    let said = probe.acknowledged()
    #expect(probe.status() == 1)
    #expect(
      said == [
        "\(folder.path)\(part) cannot be written (permission denied); this session is not kept.",
        "a",
      ])
    #expect(try folder.bytes() == before)
  }

  private func setMode(_ mode: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}

/// A copy of `ProgressProbe` that runs.
private struct Probe: @unchecked Sendable {
  private let process = Process()
  private let output = Pipe()

  /// - Parameter user: whom it runs as, where the tests run as root
  init(in folder: String, named name: String, count: Int, user: Int? = nil) throws {
    try self.init(in: folder, named: name, "\(count)", user: user)
  }

  /// - Parameter amount: how many answers, or how many seconds of them, as `3s`
  init(in folder: String, named name: String, _ amount: String, user: Int? = nil) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("ProgressProbe")
    let identity = geteuid() == 0 ? user.map { ["\($0)"] } ?? [] : []
    process.arguments = [folder, name, amount] + identity
    process.standardOutput = output
    try process.run()
  }

  /// The lines that it printed, to its end.
  /// - Parameter count: kills it once it has printed so many
  func acknowledged(killAfter count: Int? = nil) -> [String] {
    var text = Data()
    while case let part = output.fileHandleForReading.availableData, !part.isEmpty {
      text += part
      let lines = text.count { $0 == UInt8(ascii: "\n") }
      if let count, lines >= count { kill(process.processIdentifier, SIGKILL) }
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Its exit code, or the signal that ended it.
  func status() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
