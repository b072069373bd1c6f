import Canvas
import Course
import Progress
import Quiz
import Testing

@testable import Tutor

/// The screen that says how the learner stands.
struct StatisticsTests {
  private static let now = 1_790_000_000.0

  private func rehearsal(
    size: Size = Size(columns: 80, rows: 24), language: Language = .english
  ) async throws -> Rehearsal {
    let lessons = try CourseLibrary(at: Rehearsal.content).lessons
    let rehearsal = try await Rehearsal(
      size: size, language: language, events: SampleHistory(of: lessons, until: Self.now).events)
    await rehearsal.press(.character("s"))
    return rehearsal
  }

  private func text(_ rehearsal: Rehearsal) -> String { rehearsal.frame.plainText }

  /// Everything that a page says, read from its top to its end.
  private func read(_ rehearsal: Rehearsal) async -> String {
    await rehearsal.press(.home)
    var pages = [text(rehearsal)]
    for _ in 0..<20 {
      await rehearsal.press(.pageDown)
      pages.append(text(rehearsal))
    }
    return pages.joined(separator: "\n")
  }

  @Test(arguments: [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
    Size(columns: 200, rows: 60),
  ])
  func saysAllOfIt(size: Size) async throws {
    let page = await read(try await rehearsal(size: size))
    for title in [
      "Today", "What you know, by chapter", "Reviews of the next 14 days", "What you remember",
      "How sure, and how right?", "Missed most", "Interviews, asked twice",
      "Answers of the last 28 days",
    ] { #expect(page.contains(title)) }
    let chinese = await read(try await rehearsal(size: size, language: .chinese))
    for title in ["今天", "各章掌握了多少", "记住了多少", "错得最多的题", "面试：问两遍"] {
      #expect(chinese.contains(title))
    }
  }

  @Test func nothingYetIsSaidInASentence() async throws {
    let rehearsal = try await Rehearsal()
    await rehearsal.press(.character("s"))
    #expect(text(rehearsal).contains("Nothing yet. Test yourself"))
    await rehearsal.press(.pageDown)
    await rehearsal.press(.escape)
    #expect(rehearsal.session.state.screens.count == 1)
  }

  @Test func theLimitOfADayIsChangedHere() async throws {
    let rehearsal = try await rehearsal(size: Size(columns: 200, rows: 60))
    #expect(text(rehearsal).contains("At most 20 a day"))
    await rehearsal.press(.character("-"))
    await rehearsal.press(.character("-"))
    #expect(text(rehearsal).contains("At most 10 a day"))
    for _ in 0..<4 { await rehearsal.press(.character("-")) }
    #expect(text(rehearsal).contains("At most 0 a day"))
    await rehearsal.press(.character("+"))
    #expect(rehearsal.store.record().settings[ReviewLimits.reviewsKey] == "5")
  }

  /// The last row is reached, and no more than that.
  @Test func itScrollsToItsEndAndBack() async throws {
    let rehearsal = try await rehearsal()
    let top = text(rehearsal)
    await rehearsal.press(.end)
    let end = text(rehearsal)
    #expect(end != top)
    await rehearsal.press(.down)
    #expect(text(rehearsal) == end)
    await rehearsal.press(.home)
    #expect(text(rehearsal) == top)
  }

  // MARK: Words

  @Test(
    arguments: [
      (0, 0, 0, nil, "There is nothing to review.", "没有要复习的题。"),
      (3, 0, 0, nil, "3 reviews due now.", "现在有 3 题该复习。"),
      (
        1, 25, 4, nil,
        "Today you have answered 5 items, 4 for the first time. 1 review due now. 25 more wait for "
          + "later days: the limit is 2 a day.",
        "今天已答 5 题，其中 4 题是第一次答。现在有 1 题该复习。另有 25 题留到以后：每天最多复习 2 题。"
      ),
      (0, 0, 0, 7200.0, "Nothing is due; the next review comes in 2 h.", "现在没有到期的题，下一题在 2 小时后。"),
    ] as [(Int, Int, Int, Double?, String, String)])
  func today(due: Int, left: Int, fresh: Int, wait: Double?, english: String, chinese: String) {
    let now = Self.now
    var record = Record()
    func card(_ item: String, due: Double, last: Double, first: Double) {
      var card = MemoryCard(due: due)
      (card.phase, card.step, card.stability, card.difficulty) = (.review, nil, 5, 5)
      (card.lastReview, card.firstReview) = (last, first)
      record.cards[item] = card
    }
    for index in 0..<(due + left) {
      card("due-\(index)", due: now - 1, last: now - 9e5, first: now - 9e5)
    }
    for index in 0..<fresh { card("new-\(index)", due: now + 9e5, last: now, first: now) }
    if fresh > 0 {
      card("again", due: now + 9e5, last: now, first: now - 9e5)
      record.settings[ReviewLimits.reviewsKey] = "\(due + 1)"
    }
    if let wait { card("next", due: now + wait, last: now - 9e5, first: now - 9e5) }
    let lesson = LessonSummary(
      id: "one", title: Localized("One"), items: record.cards.keys.sorted())
    let queue = ReviewQueue(record, lessons: [lesson], days: .utc, at: now)
    let sentence = ReviewSentences(queue, at: now).today
    #expect(sentence.english == english)
    #expect(sentence.chinese == chinese)
  }
}
