import Canvas
import Course
import Labs
import Progress
import Testing

@testable import Tutor

/// All numbers of a lesson, tested by one key.
@Suite struct ClaimSurveyTests {
  @Test func allNumbersOfALessonAreTestedAtOnce() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("attention/steps"))
    await rehearsal.press(.character("V"))
    let screen = try #require(rehearsal.front as? LessonScreen)
    let lesson = try #require(screen.content?.lesson)
    let links = lesson.claimPassages.map(\.link)
    #expect(rehearsal.text.contains("\(links.count) of \(links.count) hold."))
    #expect(screen.survey == nil)
    // What comes from a source is not run.
    let run = links.filter { !lesson.claims.numbers(of: $0.id).isEmpty }
    #expect(Set(screen.verdicts.keys) == Set(run.map(\.place)) && run.count < links.count)
    #expect(screen.verdicts.values.allSatisfy { $0 })
    #expect(screen.page.lines.contains { $0.text.contains("4§") })
  }

  @Test func aNumberThatDoesNotHoldIsNamed() async throws {
    let trial = try await Trial(opening: .lesson("attention/steps")) { request in
      guard request.settings["head"] == "4" else { return Laboratory().outcome(of: request) }
      return .failure(.impossible(Localized(en: "no memory", zh: "没有内存")))
    }
    await trial.receive(.key(.character("V")))
    #expect(trial.frame.plainText.contains(" hold; “0.95” does not: no memory."))
  }

  /// Whatever language the lesson is read in by the time that the runs are there.
  @Test func aChangeOfLanguageKeepsIt() async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("attention/steps"))
    rehearsal.session.receive(.input(.key(.character("V"))))
    await rehearsal.press(.character("L"))
    #expect(rehearsal.text.contains("个数全部成立。"))
    let page = try #require(rehearsal.front as? LessonScreen).page
    #expect(page.lines.contains { $0.text.contains("✔") })
  }

  @Test(arguments: [Key.character("n"), .character("p"), .escape])
  func leavingTheLessonEndsIt(key: Key) async throws {
    let rehearsal = try await Rehearsal(opening: .lesson("attention/steps"))
    var state = rehearsal.session.state
    let started = state.update(.input(.key(.character("V"))), now: 0)
    let tickets = started.compactMap { effect -> LabTicket? in
      if case .runLab(let ticket, _) = effect { ticket } else { nil }
    }
    try #require(tickets.count == 1)
    let effects = state.update(.input(.key(key)), now: 0)
    #expect(effects.contains(.stopLab(tickets[0])))
  }

  @Test func whereNothingIsRunItSaysSoAtOnce() {
    var state = State(
      size: Size(columns: 80, rows: 24), language: .english,
      appearance: Appearance(theme: .dark, glyphs: .unicode, allowsMotion: false),
      course: CourseOverview(chapters: []), record: Record(), opening: .lesson("a/b"))
    let place = Place(file: "a.en.md")
    let lesson = Lesson(
      summary: LessonSummary(id: "a/b", title: Localized("A")), language: .english,
      blocks: [Block(.paragraph([.claim([.text("8000")], id: "state", place)]), at: place)],
      diagnostics: [],
      claims: Claim.read(
        #"state: {source: sutskever2014, where: "§3.4", value: 8000}"#, file: "a.claims.yaml"
      ).claims)
    _ = state.update(.lessonLoaded(LoadedLesson(lesson: lesson, items: [])), now: 0)
    for _ in 0..<2 {
      let effects = state.update(.input(.key(.character("V"))), now: 0)
      #expect(effects.isEmpty)
      #expect(state.notice?.english == "1 of 1 hold.")
    }
  }
}
