import Foundation
import PseudoTerminal
import Testing

/// A learner answers, the program is killed at a random moment, and every answer whose feedback was
/// on the screen is in the record.
///
/// 12 times in the suite; `ATTN_TUTOR_KILLS=200 swift test --filter KillTests` does it 200 times.
@Suite(.serialized) final class KillTests {
  private static let questions = 8
  private static let kills =
    ProcessInfo.processInfo.environment["ATTN_TUTOR_KILLS"].flatMap(Int.init) ?? 12

  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)")
  private var data: String { folder.appending(path: "data").path }

  init() throws {
    let chapter = folder.appending(path: "course/one")
    try FileManager.default.createDirectory(at: chapter, withIntermediateDirectories: true)
    let quiz = (1...Self.questions).map { number in
      """
      ```quiz
      id: kill-\(number)
      type: single
      prompt: Is it question \(number)?
      choices: [yes it is, no it is not]
      answer: 1
      explain: because-\(number).
      ```
      """
    }
    let files = [
      "course/course.yaml": """
      id: kill
      title: {en: Kill, zh: 终止}
      languages: [en]
      chapters: [one]
      """,
      "course/one/chapter.yaml": "title: {en: One, zh: 一}\nlessons: [only]\n",
      "course/one/only.en.md": """
      ---
      id: one/only
      title: The only lesson
      minutes: 1
      ---

      Text.

      \(quiz.joined(separator: "\n\n"))

      """,
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func start() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "attn-tutor",
      [
        "quiz", "--lesson", "one/only", "--lang", "en", "--data-dir", data, "--content",
        folder.appending(path: "course").path, "--no-motion",
      ], environment: ["HOME": folder.path], size: (100, 36))
    terminal.patience = .seconds(30)
    return terminal
  }

  /// Answers question after question, as fast as they come.
  /// - Returns: how many of them were judged on the screen before the program ended
  private func answer(_ terminal: PseudoTerminal) -> Int {
    var judged = 0
    for number in 1...Self.questions {
      guard terminal.waitFor("Is it question \(number)?") else { break }
      terminal.type("1\r")
      guard terminal.waitFor("because-\(number).") else { break }
      judged = number
      terminal.type("\r")
    }
    return judged
  }

  private struct Export: Decodable {
    struct Entry: Decodable { var kind, subject: String }
    var log: [Entry]
  }

  /// The items that the record holds answers to; one that was begun just before has no record yet.
  private func answered() throws -> [String] {
    guard FileManager.default.fileExists(atPath: data + "/progress.sqlite") else { return [] }
    let command = try Command("progress", "export", "-", "--data-dir", data)
    #expect(command.status == 0 && command.errors == "")
    return try JSONDecoder().decode(Export.self, from: Data(command.output.utf8)).log
      .filter { $0.kind == "answered" }.map(\.subject)
  }

  @Test func whatWasJudgedOnTheScreenIsKept() throws {
    let clock = ContinuousClock()
    let began = clock.now
    let session = try start()
    try #require(session.waitFor("Is it question 1?"))
    let opening = Int((clock.now - began) / .microseconds(1))
    #expect(answer(session) == Self.questions)
    let longest = Int((clock.now - began) / .microseconds(1))
    session.send(signal: SIGKILL)
    #expect(session.waitForExit() == .signalled(SIGKILL))
    #expect(try answered().count == Self.questions)
    var (judgedInAll, keptInAll, moments) = (0, 0, Set<Int>())
    for _ in 0..<Self.kills {
      // A session that was killed at once has not made it.
      try? FileManager.default.removeItem(atPath: data)
      let terminal = try start()
      let process = terminal.process
      // Opening takes longer than all of the answers.
      let moment = Int.random(in: Int.random(in: 0..<4) == 0 ? 0...opening : opening...longest)
      let killer = Thread {
        usleep(UInt32(moment))
        kill(process, SIGKILL)
      }
      killer.start()
      let judged = answer(terminal)
      // It may have come to its end and wait there.
      #expect(terminal.waitForExit() == .signalled(SIGKILL))
      let kept = try answered()
      let expected = (1...Self.questions).map { "kill-\($0)" }
      #expect(kept == Array(expected.prefix(kept.count)), "killed after \(moment) µs")
      // At most the one answer that was kept and whose feedback the kill has prevented.
      #expect((judged...judged + 1).contains(kept.count), "killed after \(moment) µs")
      judgedInAll += judged
      keptInAll += kept.count
      moments.insert(judged)
    }
    print("\(Self.kills) kills within \(longest) µs: \(judgedInAll) answers judged on the screen,")
    print("\(keptInAll) kept; the kills came after \(moments.sorted()) answers of a session")
    // The kills are no test where they all come before the first answer.
    #expect(moments.count > 2)
  }
}
