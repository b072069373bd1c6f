import Canvas
import Course
import Labs
import Progress
import Testing

@testable import Tutor

/// Betting on what the notes say: asked, kept, decided by a run, and coming back where it must.
@Suite struct DuelTests {
  private func opened(
    _ guesses: [Guess] = [], language: String = "en", size: Size = Size(columns: 120, rows: 36)
  ) async throws -> Rehearsal {
    let record = Record(guesses: guesses, settings: [SettingKey.language: language])
    let rehearsal = try await Rehearsal(size: size, language: nil, record: record)
    await rehearsal.press(.character("d"))
    return rehearsal
  }

  private func screen(_ rehearsal: Rehearsal) throws -> DuelsScreen {
    try #require(rehearsal.front as? DuelsScreen)
  }

  private func guess(
    _ id: String, _ choice: String, sure: Int, outcome: String?, time: Double = 5
  ) -> Guess {
    Guess(
      prediction: "duel/\(id)", lesson: "", choice: choice, confidence: sure, time: time,
      outcome: outcome.map { Guess.Outcome(choice: $0, value: 1) })
  }

  @Test func aBetIsKeptBeforeTheRunThatDecidesIt() async throws {
    let rehearsal = try await opened()
    #expect(try screen(rehearsal).duel?.id == "E01")
    for part in ["explode", "Jacobian"] { #expect(rehearsal.text.contains(part)) }
    #expect(!rehearsal.text.contains("Vaswani"))
    await rehearsal.press(.character("1"), .right, .right, .right, .right)
    #expect(rehearsal.store.record().guesses.isEmpty)
    await rehearsal.press(.enter)

    let guess = try #require(rehearsal.store.record().guesses.first)
    #expect(guess.prediction == "duel/E01" && guess.choice == "rises" && guess.confidence == 90)
    #expect(guess.lesson == "transformer/scaling")
    #expect(guess.outcome?.choice == "falls")
    for part in ["Not so.", "the notes mislead", "Vaswani", "§3.2.1", "arXiv:1706.03762", "d=256"] {
      #expect(rehearsal.text.contains(part), "\(part)")
    }
    #expect(try screen(rehearsal).lost == 1)
  }

  @Test func countsAreToldInFull() async throws {
    let rehearsal = try await opened()
    let isAboutLength = { (duel: Duel) in
      duel.prediction.english.basis.isChange(of: "length")
    }
    while let duel = try screen(rehearsal).duel, !isAboutLength(duel) {
      await rehearsal.press(.character("s"))
    }
    await rehearsal.press(.character("1"), .enter)
    #expect(rehearsal.text.contains("from 8388608"))
    #expect(rehearsal.text.contains("33554432"))
  }

  /// A healthy engine would have decided otherwise.
  @Test func theBrokenEngineThatDecidedIsNamed() async throws {
    let rehearsal = try await opened(size: Size(columns: 80, rows: 24))
    while let duel = try screen(rehearsal).duel, duel.id != "E32" {
      await rehearsal.press(.character("s"))
    }
    await rehearsal.press(.character("3"), .enter)
    for _ in 0..<4 { await rehearsal.press(.pageDown) }
    let run = "Decided by: online-softmax block=4 length=16 --mutant dropped-rescale"
    #expect(rehearsal.text.contains(run))
    await rehearsal.press(.character("l"))
    let lab = try #require(rehearsal.front as? LabScreen)
    #expect(lab.panel.command.contains("--mutant dropped-rescale"))
  }

  @Test func fromTheOutcomeTheRunTheLessonAndTheNextAreOneKeyAway() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("3"), .enter, .character("l"))
    let lab = try #require(rehearsal.front as? LabScreen)
    #expect(lab.panel.request.settings["d"] == "256")
    #expect(lab.panel.findings != nil)
    await rehearsal.press(.escape, .character("g"))
    #expect((rehearsal.front as? LessonScreen)?.id == "transformer/scaling")
    await rehearsal.press(.escape, .enter)
    #expect(try screen(rehearsal).duel?.id == "E05")
    await rehearsal.press(.character("p"))
    #expect(try screen(rehearsal).duel?.id == "E01")
    #expect(try screen(rehearsal).isDecided == false)
  }

  @Test func aWrongBetThatWasGivenWithConfidenceComesBackFirst() async throws {
    let guesses = [
      guess("E05", "1.4", sure: 90, outcome: "1.4"),
      guess("E07", "0", sure: 80, outcome: "3"),
      guess("E10", "stays", sure: 100, outcome: "rises"),
      guess("E11", "falls", sure: 50, outcome: "stays", time: 3),
      // Lost first, won since: nothing is left to come back for.
      guess("E16", "10", sure: 100, outcome: "20"),
      guess("E16", "20", sure: 60, outcome: "20", time: 9),
    ]
    let duels = try #require(try screen(try await opened(guesses)).duels)
    let ids = duels.map(\.id)
    #expect(Array(ids.prefix(3)) == ["E10", "E07", "E01"])
    #expect(Array(ids.suffix(3)) == ["E11", "E05", "E16"])
    #expect(Set(ids).count == duels.count)
  }

  /// The program ended between the bet and its run.
  @Test func aBetThatWasNotDecidedIsDecidedWhenItComesUp() async throws {
    let rehearsal = try await opened([guess("E01", "falls", sure: 70, outcome: nil)])
    #expect(try screen(rehearsal).isDecided)
    #expect(rehearsal.text.contains("Right."))
    #expect(rehearsal.store.record().guesses.count == 1)
  }

  @Test func theLanguageMayChangeInTheMiddle() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("3"), .right, .character("L"))
    #expect(rehearsal.text.contains("变大还是变小"))
    await rehearsal.press(.enter)
    #expect(rehearsal.text.contains("猜对了"))
    #expect(rehearsal.store.record().guesses.first?.confidence == 60)
  }

  @Test func atTheEndIsWhatCameOfAll() async throws {
    let rehearsal = try await opened()
    let count = try #require(try screen(rehearsal).duels?.count)
    await rehearsal.press(.character("3"), .enter, .enter)
    for _ in 1..<count { await rehearsal.press(.character("s")) }
    #expect(try screen(rehearsal).duel == nil)
    #expect(rehearsal.text.contains("1 won, 0 lost"))
    await rehearsal.press(.enter)
    #expect(rehearsal.front is HomeScreen)
    #expect(rehearsal.text.contains("1/1"))
  }

  /// Whatever the window, the choices can be reached and the truth can be read to its end.
  @Test(arguments: [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60),
  ])
  func everythingIsReachable(size: Size) async throws {
    let rehearsal = try await opened(size: size)
    await rehearsal.press(.character("3"), .enter)
    for _ in 0..<4 { await rehearsal.press(.pageDown) }
    #expect(rehearsal.text.contains("scaling d=256"))
    for _ in 0..<9 { await rehearsal.press(.pageUp) }
    #expect(rehearsal.text.contains("THE NOTES"))
  }
}

extension Prediction.Basis {
  fileprivate func isChange(of control: String) -> Bool {
    guard case .change(let from, let to, _, _) = self else { return false }
    return from.settings[control] != to.settings[control]
  }
}
