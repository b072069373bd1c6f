import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// What the tutor opens with, and what it keeps for the next time.
@Suite struct OpeningTests {
  private func record(
    lesson: String = "attention/steps", block: Int = 0, screen: String = SettingKey.lessonScreen
  ) -> Record {
    Record(
      bookmark: Bookmark(lesson: lesson, block: block),
      settings: [SettingKey.language: "en", SettingKey.screen: screen])
  }

  @Test func theFirstStartAsksForTheLanguage() async throws {
    let trial = try await Trial(record: Record())
    #expect(trial.state.screens.last is WelcomeScreen)
  }

  @Test(arguments: [("en", Language.english), ("zh", .chinese), ("fr", .english)])
  func theLanguageIsTheRememberedOne(setting: String, language: Language) async throws {
    let trial = try await Trial(record: Record(settings: [SettingKey.language: setting]))
    #expect(trial.state.language == language)
  }

  @Test(arguments: [0, 1, 4, 8, 12])
  func aLessonOpensAtTheBlockThatWasLeft(block: Int) async throws {
    let trial = try await Trial(
      size: Size(columns: 80, rows: 24), record: record(block: block))
    let screen = try #require(trial.state.screens.last as? LessonScreen)
    #expect(screen.id == "attention/steps")
    let line = screen.page.line(ofBlock: block)
    #expect((screen.top..<screen.top + screen.visibleRows).contains(line))
    #expect(screen.top == line || screen.hasReachedEnd)
  }

  @Test(arguments: [-5, 100_000, Int.max])
  func aPlaceThatIsNoLongerThereIsNoTrap(block: Int) async throws {
    let trial = try await Trial(record: record(block: block))
    #expect(trial.state.screens.last is LessonScreen)
    #expect(trial.frame.size == Size(columns: 120, rows: 36))
  }

  @Test func whoLeftFromHomeComesBackThere() async throws {
    let trial = try await Trial(record: record(screen: SettingKey.homeScreen))
    #expect(trial.state.screens.last is HomeScreen)
  }

  @Test func aLessonThatIsGoneOpensHome() async throws {
    let trial = try await Trial(record: record(lesson: "attention/gone"))
    #expect(trial.state.screens.last is HomeScreen)
  }

  @Test(arguments: [Input.key(.control("c")), .ended])
  func thePlaceInALessonIsKept(input: Input) async throws {
    let store = MemoryStore()
    let trial = try await Trial(
      size: Size(columns: 80, rows: 24), store: store, opening: .lesson("transformer/scaling"))
    await trial.receive(.key(.pageDown))
    await trial.receive(.key(.pageDown))
    let screen = try #require(trial.state.screens.last as? LessonScreen)
    await trial.receive(input)
    #expect(trial.session.isFinished)
    let block = screen.page.blocks[screen.top]
    #expect(block > 0)
    #expect(store.record().bookmark == Bookmark(lesson: "transformer/scaling", block: block))
    #expect(store.record().settings[SettingKey.screen] == SettingKey.lessonScreen)
  }

  @Test func behindALabTheLessonIsThePlace() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("transformer/scaling"))
    await rehearsal.openLab()
    await rehearsal.press(.control("c"))
    #expect(rehearsal.store.record().bookmark?.lesson == "transformer/scaling")
    #expect(rehearsal.store.record().settings[SettingKey.screen] == SettingKey.lessonScreen)
  }

  @Test func homeIsKeptToo() async throws {
    let rehearsal = try await Rehearsal()
    await rehearsal.press(.control("c"))
    #expect(rehearsal.store.events == [.set(key: SettingKey.screen, value: SettingKey.homeScreen)])
  }

  @Test func readingToTheEndIsKeptAsRead() async throws {
    let rehearsal = try await Rehearsal(
      size: Size(columns: 80, rows: 24), opening: .lesson("attention/steps"))
    let atStart = try #require(rehearsal.store.record().reading["attention/steps"])
    #expect(atStart > 0 && atStart < 1)
    await rehearsal.press(.end)
    #expect(rehearsal.store.record().reading["attention/steps"] == 1)
    await rehearsal.press(.home)
    #expect(rehearsal.store.record().reading["attention/steps"] == 1)
  }
}

/// A record that cannot be written: said in a line, and the lesson goes on.
@Suite struct FailingStoreTests {
  private struct FullDisk: ProgressStore, Error {
    func record() throws -> Record { Trial.english }
    func history() -> [ProgressEvent] { [] }
    func save(_ event: ProgressEvent) throws { throw self }
  }

  @Test func theLearnerIsToldAndGoesOn() async throws {
    let trial = try await Trial(store: FullDisk(), opening: .lesson("transformer/scaling"))
    await trial.receive(.key(.character("t")))
    await trial.receive(.key(.character("2")))
    await trial.receive(.key(.enter))
    let notice = try #require(trial.state.notice)
    #expect(notice.english == "This could not be saved; it is kept until you quit.")
    #expect(trial.frame.plainText.contains(notice.english))
    #expect(trial.frame.plainText.contains("Right."))
    #expect(trial.state.record.latest["scaling-threat"]?.isRight == true)
    await trial.receive(.key(.enter))
    #expect(trial.state.notice == nil)
  }

  @Test func leavingIsNotHindered() async throws {
    let trial = try await Trial(store: FullDisk(), opening: .lesson("transformer/scaling"))
    await trial.receive(.key(.control("c")))
    #expect(trial.session.isFinished)
  }
}

/// With motion a step follows the other by itself, until the last one.
@Suite struct PlayingTests {
  @Test func ticksWalkThroughTheStepsAndEnd() async throws {
    let trial = try await Trial(allowsMotion: true, opening: .lesson("attention/steps"))
    for _ in 0..<60 where !(trial.state.screens.last is LabScreen) {
      let lesson = trial.state.screens.last as? LessonScreen
      await trial.receive(
        .key(lesson?.focus == .slot(.lab(0)) ? .character("f") : .tab))
    }
    func panel() throws -> LabPanel { try #require(trial.state.screens.last as? LabScreen).panel }
    let last = try panel().steps.count - 1
    for _ in 0...last { await trial.receive(.key(.character("p"))) }
    #expect(trial.session.deadline == nil)
    await trial.receive(.key(.character(" ")))
    #expect(trial.state.tickInterval == .seconds(1))
    await trial.receive(.key(.character("]")))
    #expect(trial.state.tickInterval == .seconds(0.5))
    for step in 1...last {
      #expect(trial.session.deadline != nil)
      trial.session.receive(.tick)
      #expect(try panel().step == step)
    }
    #expect(trial.state.tickInterval == nil)
    #expect(trial.session.deadline == nil)
  }
}
