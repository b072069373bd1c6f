import Foundation
import Progress
import Testing

/// How sure against how right, against NumPy (`Tests/Goldens/calibration.py`).
struct CalibrationTests {
  struct Case: Decodable, CustomTestStringConvertible {
    struct Made: Decodable {
      var confidence: Int
      var right: Bool
    }

    var name: String
    var guesses: [Made]
    var mean, share, brier, gap, chance: Double
    var verdict: String
    var counts, rights: [Int]
    var testDescription: String { name }

    static func all() throws -> [Case] {
      let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
      let json = try Data(contentsOf: tests.appendingPathComponent("Goldens/calibration.json"))
      return try JSONDecoder().decode([Case].self, from: json)
    }
  }

  @Test(arguments: try Case.all()) func isWhatNumPySays(golden: Case) throws {
    let calibration = Calibration(
      golden.guesses.enumerated().map { index, made in
        Guess(
          prediction: "\(index)", lesson: "x", choice: "1", confidence: made.confidence, time: 0,
          outcome: Guess.Outcome(choice: made.right ? "1" : "2", value: 0))
      })
    #expect(calibration.count == golden.guesses.count)
    #expect(calibration.levels.map(\.count) == golden.counts)
    #expect(calibration.levels.map(\.right) == golden.rights)
    #expect("\(calibration.verdict)" == golden.verdict)
    for (found, expected) in [
      (calibration.meanConfidence, golden.mean), (calibration.share, golden.share),
      (calibration.brier, golden.brier), (calibration.gap, golden.gap),
      (calibration.chance, golden.chance),
    ] { #expect(abs(try #require(found) - expected) < 1e-12) }
  }

  @Test func nothingSaysNothing() {
    let calibration = Calibration([])
    #expect(calibration.verdict == .nothingYet)
    #expect(calibration.brier == nil && calibration.gap == nil && calibration.chance == nil)
    #expect(calibration.levels.map(\.confidence) == Calibration.confidences)
  }

  @Test func whatIsNotDecidedOrOfAnotherProgramDoesNotCount() {
    let right = Guess.Outcome(choice: "9", value: 9)
    #expect(Calibration([.sample(), .sample(confidence: 73, right)]).count == 0)
    #expect(Calibration([.sample(), .sample(right)]).count == 1)
  }

  @Test func theFirstOfEachPredictionCounts() {
    var record = Record()
    record.apply(.guessed(.sample(choice: "50", at: 1)))
    record.apply(.guessed(.sample(choice: "9", at: 2)))
    #expect(record.firstGuesses.map(\.choice) == ["50"])
    #expect(record.latestGuess(at: "p")?.choice == "9")
  }
}
