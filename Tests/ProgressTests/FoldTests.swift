import Foundation
import Quiz
import Testing

@testable import Progress

/// What becomes of answers that are amended afterwards: the same in memory, on the disk, and when
/// everything is made anew from the log.
struct FoldTests {
  static let first = Attempt.answer("a", at: 1_000_000, .again)
  static let second = Attempt.answer("a", at: 1_100_000, .good)
  static let third = Attempt.answer("a", at: 1_900_000, .easy)

  /// The card after these answers and no others.
  static func card(_ attempts: Attempt...) -> MemoryCard? {
    var record = Record()
    for attempt in attempts { record.apply(.answered(attempt)) }
    return record.cards["a"]
  }

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var events: [ProgressEvent]
    var latest: Attempt?
    var card: MemoryCard?
    var isSkipped = false
  }

  static let cases = [
    Case(
      testDescription: "an answer", events: [.answered(first)], latest: first, card: card(first)),
    Case(
      testDescription: "two answers", events: [.answered(first), .answered(second)],
      latest: second, card: card(first, second)),
    Case(
      testDescription: "an undo is as if it had not been",
      events: [.answered(first), .answered(second), .undone(second.reference)], latest: first,
      card: card(first)),
    Case(
      testDescription: "two undone",
      events: [
        .answered(first), .answered(second), .undone(second.reference), .undone(first.reference),
      ], latest: nil, card: nil),
    Case(
      testDescription: "an earlier answer is undone",
      events: [.answered(first), .answered(second), .undone(first.reference)], latest: second,
      card: card(second)),
    Case(
      testDescription: "undone and answered again",
      events: [.answered(first), .undone(first.reference), .answered(second)], latest: second,
      card: card(second)),
    Case(
      testDescription: "the learner's own rating",
      events: [.answered(first), .rated(first.reference, .easy)], latest: first.rating(.easy),
      card: card(first.rating(.easy))),
    Case(
      testDescription: "the later rating of two",
      events: [
        .answered(first), .rated(first.reference, .easy), .rated(first.reference, .hard),
      ], latest: first.rating(.hard), card: card(first.rating(.hard))),
    Case(
      testDescription: "an earlier answer rated otherwise moves the cards behind it",
      events: [
        .answered(first), .answered(second), .answered(third), .rated(first.reference, .easy),
      ], latest: third, card: card(first.rating(.easy), second, third)),
    Case(
      testDescription: "overruled and now right: remembered",
      events: [.answered(first), .overruled(first.reference, points: [1], score: 1)],
      latest: first.rating(.good, score: 1), card: card(first.rating(.good, score: 1))),
    Case(
      testDescription: "overruled and half right: remembered with effort",
      events: [.answered(first), .overruled(first.reference, points: [1], score: 0.5)],
      latest: first.rating(.hard, score: 0.5), card: card(first.rating(.hard))),
    Case(
      testDescription: "overruled and still wrong: not remembered",
      events: [.answered(first), .overruled(first.reference, points: [1], score: 0.25)],
      latest: first.rating(.again, score: 0.25), card: card(first)),
    Case(
      testDescription: "overruled beyond the points",
      events: [.answered(first), .overruled(first.reference, points: [1], score: 7)],
      latest: first.rating(.good, score: 1), card: card(first.rating(.good, score: 1))),
    Case(
      testDescription: "overruled, and rated by the learner before",
      events: [
        .answered(first), .rated(first.reference, .hard),
        .overruled(first.reference, points: [1], score: 1),
      ], latest: first.rating(.hard, score: 1), card: card(first.rating(.hard))),
    Case(
      testDescription: "an answer that comes later than one after it",
      events: [.answered(second), .answered(first), .answered(third)], latest: third,
      card: card(first, second, third)),
    Case(
      testDescription: "a raised version begins a new card",
      events: [.answered(first), .answered(second.version(3))], latest: second.version(3),
      card: card(second)),
    Case(
      testDescription: "a late answer to the version before",
      events: [.answered(first.version(3)), .answered(second)], latest: second,
      card: card(first)),
    Case(
      testDescription: "an answer that is told twice",
      events: [.answered(first), .answered(second), .answered(second)], latest: second,
      card: card(first, second)),
    Case(
      testDescription: "an amendment of nothing",
      events: [.answered(first), .undone(third.reference), .rated(third.reference, .easy)],
      latest: first, card: card(first)),
    Case(
      testDescription: "skipped", events: [.skipped(item: "a", lesson: "x", time: 5)],
      latest: nil, card: nil, isSkipped: true),
    Case(
      testDescription: "skipped and taken back",
      events: [
        .skipped(item: "a", lesson: "x", time: 5), .unskipped(item: "a", time: 6),
      ], latest: nil, card: nil),
    Case(
      testDescription: "skipped, taken back and skipped",
      events: [
        .skipped(item: "a", lesson: "x", time: 5), .unskipped(item: "a", time: 6),
        .skipped(item: "a", lesson: "x", time: 7),
      ], latest: nil, card: nil, isSkipped: true),
    Case(
      testDescription: "skipped and then answered",
      events: [.skipped(item: "a", lesson: "x", time: 5), .answered(first)], latest: first,
      card: card(first)),
    Case(
      testDescription: "skipped, answered, and that undone",
      events: [
        .skipped(item: "a", lesson: "x", time: 5), .answered(first), .undone(first.reference),
      ], latest: nil, card: nil, isSkipped: true),
    Case(
      testDescription: "answered and then skipped",
      events: [.answered(first), .skipped(item: "a", lesson: "x", time: 1_000_005)],
      latest: first, card: card(first), isSkipped: true),
    Case(
      testDescription: "the answers of an exam count when it has ended",
      events: [
        .examBegan(.sample), .examAnswered(exam: 900_000, question: 0, .choice(1), time: 900_001),
        .examEnded(exam: 900_000, [first], time: 1_000_001),
      ], latest: first, card: card(first)),
    Case(
      testDescription: "an exam under way judges nothing",
      events: [
        .examBegan(.sample), .examAnswered(exam: 900_000, question: 0, .choice(1), time: 900_001),
      ], latest: nil, card: nil),
  ]

  @Test(arguments: cases) func memory(example: Case) {
    let store = MemoryStore()
    for event in example.events { store.save(event) }
    check(store.record(), example)
    #expect(store.history().amended.last == example.latest)
  }

  @Test(arguments: cases) func disk(example: Case) throws {
    let folder = try RecordFolder()
    for event in example.events {
      // Opened each time, so that nothing hangs on what a session holds.
      try folder.store().save(event)
    }
    check(try folder.store().record(), example)
    #expect(try folder.store().history().amended.last == example.latest)
    try folder.execute("PRAGMA user_version = 0; DELETE FROM cards")
    check(try folder.store().record(), example)
  }

  private func check(_ record: Record, _ example: Case) {
    #expect(record.latest["a"] == example.latest)
    #expect(record.cards["a"] == example.card)
    #expect(record.skipped == (example.isSkipped ? ["a"] : []))
  }

  // MARK: Rubrics, exams, disputes

  @Test(arguments: [false, true]) func aMissedPointWaitsForItsSecondTime(onDisk: Bool) throws {
    let folder = try RecordFolder()
    let store: any ProgressStore = onDisk ? try folder.store() : MemoryStore()
    var spoken = Attempt.answer("a", at: 100, .again)
    spoken.mode = .interview
    spoken.tally = RubricTally(met: [1], missed: [2], contradicted: [3])
    try store.save(.answered(spoken))
    #expect(try store.record().awaitingRepeat == [spoken])
    try store.save(.answered(.answer("a", at: 200, .good)))
    #expect(try store.record().awaitingRepeat == [spoken], "practice is no second time")
    try store.save(.overruled(spoken.reference, points: [2], score: 0.5))
    #expect(
      try store.record().awaitingRepeat.first?.tally
        == RubricTally(met: [1, 2], missed: [], contradicted: [3]))
    var again = Attempt.answer("a", at: 700, .good)
    again.mode = .interviewAgain
    try store.save(.answered(again))
    #expect(try store.record().awaitingRepeat == [])
    if onDisk { #expect(try folder.store().record() == store.record()) }
  }

  @Test func anExamIsTakenUpAgain() throws {
    let folder = try RecordFolder()
    try folder.store().save(.examBegan(.sample))
    for (question, choice, time) in [(0, 1, 900_001.0), (1, 0, 900_002), (0, 2, 900_003)] {
      try folder.store().save(
        .examAnswered(exam: 900_000, question: question, .choice(choice), time: time))
    }
    var exam = Exam.sample
    exam.answers = [0: .choice(2), 1: .choice(0)]
    #expect(try folder.store().record().exam == exam)
    // Two copies that have both taken it up: it ends once.
    let copies = [try folder.store(), try folder.store()]
    for copy in copies {
      try copy.save(.examEnded(exam: 900_000, [Self.first], time: 1_000_001))
    }
    #expect(try folder.store().record().exam == nil)
    #expect(try folder.store().history().amended == [Self.first])
  }

  @Test func aDisputeIsKeptOnce() throws {
    let folder = try RecordFolder()
    let store = try folder.store()
    try store.save(.answered(Self.first))
    for time in [1_000_001.0, 1_000_002] {
      try store.save(.disputed(Self.first.reference, lesson: "x", time: time))
    }
    #expect(try folder.store().record().disputes == [Self.first.reference])
  }
}

extension Attempt {
  static func answer(_ item: String, at time: Double, _ rating: Rating) -> Attempt {
    Attempt(
      item: item, version: 1, lesson: "x", answer: .choice(1), score: rating == .again ? 0 : 1,
      points: 1, hintUsed: false, time: time, seed: UInt64.max, seconds: 12.5, rating: rating)
  }

  func rating(_ rating: Rating, score: Double? = nil) -> Attempt {
    var attempt = self
    attempt.rating = rating
    attempt.score = score ?? attempt.score
    return attempt
  }

  func version(_ version: Int) -> Attempt {
    var attempt = self
    attempt.version = version
    return attempt
  }
}

extension Exam {
  static let sample = Exam(
    began: 900_000, minutes: 10,
    questions: [
      Question(item: "a", lesson: "x", seed: 3), Question(item: "b", lesson: "x", seed: .max),
    ])
}
