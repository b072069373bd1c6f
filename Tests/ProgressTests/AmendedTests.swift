@testable import Progress
import Quiz
import Testing

/// Which answers stand, once the whole log is known.
struct AmendedTests {
  private let wrong = Attempt.made("a", at: 10, score: 0)
  private let right = Attempt.made("b", at: 20)

  @Test func answersStandInTheOrderOfTime() {
    let events: [ProgressEvent] = [.answered(right), .answered(wrong)]
    #expect(events.amended == [wrong, right])
  }

  @Test func whatWasTakenBackIsNotThere() {
    let events: [ProgressEvent] = [.answered(wrong), .answered(right), .undone(wrong.reference)]
    #expect(events.amended == [right])
  }

  @Test func theLearnersLastWordIsTheRating() {
    let events: [ProgressEvent] = [
      .rated(right.reference, .hard), .answered(right), .rated(right.reference, .easy),
      .rated(AnswerReference(item: "b", time: 21), .again),
    ]
    #expect(events.amended.map(\.rating) == [.easy])
  }

  @Test func overruledPointsAreMet() throws {
    var spoken = Attempt.made("c", at: 5, score: 1, points: 4)
    spoken.tally = RubricTally(met: [2], missed: [1, 4], contradicted: [3])
    let events: [ProgressEvent] = [
      .answered(spoken), .overruled(spoken.reference, points: [3, 1, 9], score: 3),
    ]
    let attempt = try #require(events.amended.first)
    #expect(attempt.tally == RubricTally(met: [1, 2, 3], missed: [4]))
    #expect(attempt.score == 3 && attempt.share == 0.75 && attempt.rating == .hard)
    #expect((events + [.rated(spoken.reference, .again)]).amended.first?.rating == .again)
  }

  @Test func anExamCountsOnceAndFromItsEnd() {
    let exam = Exam(began: 1, minutes: 5, questions: [])
    let under: [ProgressEvent] = [
      .examBegan(exam), .examAnswered(exam: 1, question: 0, .choice(1), time: 2),
    ]
    #expect(under.amended.isEmpty)
    let ended =
      under + [
        .examEnded(exam: 1, [right, wrong], time: 30),
        .examEnded(exam: 1, [Attempt.made("a", at: 31)], time: 31),
      ]
    #expect(ended.amended == [wrong, right])
  }

  @Test func anAnswerThatIsToldTwiceCountsOnce() {
    let events: [ProgressEvent] = [.answered(wrong), .answered(right), .answered(wrong)]
    #expect(events.amended == [wrong, right])
  }

  // MARK: Memory

  @Test func aHintIsNotPartOfTheShare() {
    #expect(Attempt.made("a", at: 0, score: 1.5, points: 2, hint: true).share == 1)
    #expect(Attempt.made("a", at: 0, score: 0, points: 0).share == 0)
  }

  @Test func cardsFollowFromTheAnswers() throws {
    let attempts = [
      Attempt.made("a", at: 0), .made("b", at: 5, score: 0), .made("a", at: 700),
      .made("a", at: 300_000, score: 0),
    ]
    let cards = attempts.cards
    var card = MemoryCard(due: 0)
    for attempt in attempts where attempt.item == "a" { card = card.reviewed(by: attempt) }
    #expect(cards["a"] == card)
    #expect(card.phase == .relearning && card.firstReview == 0)
    #expect(cards["b"]?.due == 65)
  }

  /// The answer to version 2 has nothing to do with that to version 1.
  @Test func anItemThatHasChangedBeginsAnew() {
    var attempts: [Attempt] = [.made("a", at: 0), .made("a", at: 700)]
    #expect(attempts.cards["a"]?.phase == .review)
    attempts.append(.made("a", at: 900, version: 2))
    let reviews = AnswerHistory(attempts.map { .answered($0) }).reviews
    #expect(reviews.last?.attempt == attempts[2] && reviews.last?.expected == 0)
    #expect(attempts.cards["a"]?.phase == .learning)
    attempts.append(.made("a", at: 990))
    let later = AnswerHistory(attempts.map { .answered($0) }).reviews
    #expect(later == reviews, "a late answer to the earlier version")
    #expect(attempts.cards["a"]?.lastReview == 900)
  }
}

extension [Attempt] {
  /// The cards that follow from them.
  var cards: [String: MemoryCard] {
    Dictionary(grouping: self, by: \.item).compactMapValues { attempts in
      ItemRecord(folding: attempts.map { .answered($0) }).card
    }
  }
}

extension Attempt {
  /// - Parameter score: nil: all of the points, less what a hint costs
  static func made(
    _ item: String, at time: Double, score: Double? = nil, points: Double = 1, hint: Bool = false,
    version: Int = 1, lesson: String = "attention/steps", mode: Mode = .practice
  ) -> Attempt {
    let score = score ?? points * (hint ? Item.hintShare : 1)
    return Attempt(
      item: item, version: version, lesson: lesson, answer: .choice(0), score: score,
      points: points, hintUsed: hint, time: time, mode: mode)
  }
}
