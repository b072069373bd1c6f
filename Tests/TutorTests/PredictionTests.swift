import Canvas
import Course
import Labs
import Progress
import Testing

@testable import Tutor

/// Predicting in a lesson: asked, kept, decided by the lab, remembered.
@Suite struct PredictionTests {
  private static let lesson = "attention/padding-mask"

  private func opened(record: Record? = nil) async throws -> Rehearsal {
    try await Rehearsal(
      record: record ?? Record(settings: [SettingKey.language: "en"]),
      opening: .lesson(Self.lesson))
  }

  private func screen(_ rehearsal: Rehearsal) throws -> LessonScreen {
    try #require(rehearsal.front as? LessonScreen)
  }

  private func guesses(_ store: MemoryStore) -> [ProgressEvent] {
    store.events.filter {
      switch $0 {
      case .guessed, .decided: true
      default: false
      }
    }
  }

  @Test func aCommittedPredictionIsKeptDecidedAndShownOnTheLab() async throws {
    let rehearsal = try await opened()
    #expect(try screen(rehearsal).panels[0]?.request.settings["maskValue"] == "-inf")
    await rehearsal.press(.character("3"), .right, .right, .right)
    #expect(guesses(rehearsal.store) == [])
    await rehearsal.press(.enter)

    let events = guesses(rehearsal.store)
    let guess = Guess(
      prediction: "padding-zero", lesson: Self.lesson, choice: "50", confidence: 80,
      time: 1_790_000_000)
    #expect(events.first == .guessed(guess))
    guard case .decided("padding-zero", 1_790_000_000, let outcome)? = events.last else {
      Issue.record("it was not decided")
      return
    }
    #expect(events.count == 2)
    #expect(outcome.choice == "9")
    #expect(abs(outcome.value - 9.038) < 0.001)
    #expect(rehearsal.text.contains("Not so."))
    for part in ["50 %", "80 %", "9.038"] { #expect(rehearsal.text.contains(part)) }
    let panel = try #require(try screen(rehearsal).panels[0])
    let control = try #require(panel.description.controls.first { $0.name == "maskValue" })
    #expect(panel.settings[control].description == "0")
  }

  @Test func quotationMarksOfAChoiceThatIsQuotedAreTheInnerOnes() async throws {
    let rehearsal = try await Rehearsal(
      language: .chinese, record: Record(), opening: .lesson("start/welcome"))
    await rehearsal.press(.character("1"), .enter)
    #expect(rehearsal.text.contains("你猜“变大，能找的‘cat’更多了”，"))
  }

  /// The learner sees nothing of the outcome before the guess is on the disk.
  @Test func theGuessIsSavedBeforeTheLabIsAskedFor() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("2"))
    var state = rehearsal.session.state
    let effects = state.update(.input(.key(.enter)), now: 5)
    guard case .save(.guessed(let guess))? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(guess.time == 5 && guess.confidence == 50)
    guard case .runLab(_, let request) = effects[1] else {
      Issue.record("\(effects)")
      return
    }
    #expect(request.settings["maskValue"] == "0")
    #expect(!state.view().plainText.contains("9.038"))
  }

  @Test func itIsStillAnsweredAfterARestart() async throws {
    let first = try await opened()
    await first.press(.character("2"), .enter)
    let second = try await opened(record: first.store.record())
    #expect(guesses(second.store) == [])
    #expect(second.text.contains("Right. You said “about 9 %”, 50 % sure; the lab gives 9.038 %."))
  }

  /// The program ended between the commitment and the result.
  @Test func whatWasNotDecidedIsDecidedAtTheNextStart() async throws {
    let guess = Guess(
      prediction: "padding-zero", lesson: Self.lesson, choice: "9", confidence: 90, time: 7)
    let record = Record(guesses: [guess], settings: [SettingKey.language: "en"])
    let rehearsal = try await opened(record: record)
    #expect(rehearsal.text.contains("Right."))
    #expect(rehearsal.store.record().guesses.map(\.isRight) == [true])
  }

  @Test func itCanBePredictedAgainButTheFirstCounts() async throws {
    let wrong = Guess(
      prediction: "padding-zero", lesson: Self.lesson, choice: "50", confidence: 90, time: 7,
      outcome: Guess.Outcome(choice: "9", value: 9.04))
    let rehearsal = try await opened(
      record: Record(guesses: [wrong], settings: [SettingKey.language: "en"]))
    let slot = Focusable.slot(.predict(0))
    for _ in 0..<8 {
      if try screen(rehearsal).focus == slot { break }
      await rehearsal.press(.tab)
    }
    await rehearsal.press(.character("r"), .character("2"), .enter)
    #expect(rehearsal.text.contains("Right."))
    #expect(rehearsal.text.contains("Your first prediction is the one that counts"))
    #expect(Calibration(rehearsal.store.record().firstGuesses).right == 0)
  }

  @Test func keysChooseWeighAndGoBack() async throws {
    let rehearsal = try await opened()
    func panel() throws -> PredictionPanel { try screen(rehearsal).predictions[0] }
    await rehearsal.press(.character("9"))
    #expect(try panel().phase == .asking)
    await rehearsal.press(.character("1"))
    #expect(try panel().phase == .weighing)
    await rehearsal.press(.down, .down, .down, .up)
    #expect(try panel().cursor == 1)
    for _ in 0..<9 { await rehearsal.press(.right) }
    #expect(try panel().confidence == 100)
    for _ in 0..<9 { await rehearsal.press(.left) }
    #expect(try panel().confidence == 50)
    await rehearsal.press(.escape)
    #expect(try panel().phase == .asking)
    await rehearsal.press(.escape)
    #expect(try screen(rehearsal).focus == nil)
    #expect(guesses(rehearsal.store) == [])
  }

  @Test func anotherLanguageKeepsWhatWasChosen() async throws {
    let rehearsal = try await opened()
    await rehearsal.press(.character("2"), .right, .character("L"))
    #expect(rehearsal.text.contains("有多大把握？"))
    #expect(try screen(rehearsal).predictions[0].confidence == 60)
    await rehearsal.press(.enter)
    #expect(rehearsal.text.contains("猜对了。"))
  }

  @Test func aLabThatFailsIsSaidAndTheGuessStays() async throws {
    let store = MemoryStore(record: Trial.english)
    let trial = try await Trial(store: store, opening: .lesson(Self.lesson)) { request in
      request.settings["maskValue"] == "0"
        ? .failure(.impossible(Localized("out of order"))) : Laboratory().outcome(of: request)
    }
    for key in [Key.character("2"), .enter] { await trial.receive(.key(key)) }
    #expect(trial.frame.plainText.contains("out of order"))
    #expect(store.record().guesses.map(\.outcome) == [nil])
  }

  @Test func theNumbersAreOneKeyFromHome() async throws {
    let rehearsal = try await Rehearsal()
    await rehearsal.press(.character("s"))
    #expect(rehearsal.front is StatisticsScreen)
    #expect(rehearsal.text.contains("Nothing yet."))
    await rehearsal.press(.escape)
    #expect(rehearsal.front is HomeScreen)
  }
}
