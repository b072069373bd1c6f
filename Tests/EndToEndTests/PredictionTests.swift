import Foundation
import PseudoTerminal
import Testing

/// A prediction, the end of the program in whatever way, and what is left of it.
@Suite struct PredictionSessions {
  private let data = FileManager.default.temporaryDirectory
    .appending(path: "attn-tutor-\(UUID().uuidString)").path

  private func open() throws -> PseudoTerminal {
    try PseudoTerminal(
      "attn-tutor", ["read", "attention/padding-mask", "--lang", "en", "--data-dir", data],
      environment: ["HOME": data], size: (80, 24))
  }

  private func report(_ arguments: String...) throws -> String {
    let command = try Command(["progress", "--data-dir", data, "--lang", "en"] + arguments)
    #expect(command.status == 0 && command.errors == "")
    return command.output
  }

  @Test func aPredictionSurvivesAKillAndIsReported() throws {
    #expect(try report().hasPrefix("Nothing yet."))
    #expect(!FileManager.default.fileExists(atPath: data))

    let terminal = try open()
    try #require(terminal.waitFor("press 1–3"))
    terminal.type("3")
    try #require(terminal.waitFor("How sure?"))
    terminal.type("\u{1B}OC\u{1B}OC\u{1B}OC\r")
    try #require(terminal.waitFor("Not so."))
    terminal.send(signal: SIGKILL)
    #expect(terminal.waitForExit() == .signalled(SIGKILL))

    #expect(
      try report() == """
        On average you were 80 % sure, and 0 of 1 were right: 0 %. That is 80 points apart, and \
        chance alone makes up to 80 of that: no sign of too much or too little confidence.
        Brier score 0.640; sure and right every time is 0, always 50 % is 0.25.
        Of each question the first prediction counts.
        80 %: 0/1

        """)
    struct Report: Decodable {
      struct Predictions: Decodable {
        var count, right: Int
        var brier: Double
      }
      var predictions: Predictions
    }
    let json = try JSONDecoder().decode(Report.self, from: Data(report("--format", "json").utf8))
    #expect(json.predictions.count == 1 && json.predictions.right == 0)
    #expect(abs(json.predictions.brier - 0.64) < 1e-12)

    let again = try open()
    #expect(again.waitFor("Not so."))
    again.type("\u{03}")
    #expect(again.waitForExit() == .exited(0))
  }
}
