import Course
import Progress
import Quiz

/// What somebody has answered who began sixty days before `now`: a few new items a day, then what was
/// due, remembered as often as the scheduler expects. The same on every run.
struct SampleHistory {
  private static let day = 86_400.0
  private(set) var events: [ProgressEvent] = []
  private var cards: [String: MemoryCard] = [:]
  private var state: UInt64 = 7

  /// - Parameter now: seconds since 1970
  init(of lessons: [LessonSummary], until now: Double) {
    let items = lessons.flatMap { lesson in lesson.items.map { (item: $0, lesson: lesson.id) } }
    let met = items.prefix(items.count * 3 / 5)
    for age in stride(from: 60, through: 0, by: -1) {
      // Nobody learns on every day.
      guard age <= 3 || draw() > 0.2 else { continue }
      var time = now - Double(age) * Self.day - 7200
      let fresh = met.filter { cards[$0.item] == nil }.prefix(3)
      let due = met.filter { cards[$0.item].map { $0.due <= time } ?? false }.prefix(20)
      for (item, lesson) in due + fresh {
        time += 40 + 40 * draw()
        answer(item, in: lesson, at: time)
      }
      for (item, lesson) in fresh {
        time = max(time + 30, cards[item]?.due ?? 0)
        answer(item, in: lesson, at: time)
      }
    }
    interview(lessons.first?.id ?? "", at: now - 2 * Self.day)
    guess(lessons.first?.id ?? "", at: now - 50 * Self.day)
  }

  /// In 0..<1.
  private mutating func draw() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }

  private mutating func answer(_ item: String, in lesson: String, at time: Double) {
    let card = cards[item] ?? MemoryCard(due: time)
    let recall = card.lastReview.map { _ in FSRS().retrievability(of: card, at: time) } ?? 0.6
    let isRight = draw() < recall * 0.97
    let attempt = Attempt(
      item: item, version: 1, lesson: lesson, answer: .choice(0), score: isRight ? 1 : 0,
      points: 1, hintUsed: false, time: time, mode: card.lastReview == nil ? .practice : .review)
    cards[item] = card.reviewed(by: attempt)
    events.append(.answered(attempt))
  }

  private mutating func interview(_ lesson: String, at time: Double) {
    let asked = [([1, 3], [1, 2, 3]), ([2], [1, 2]), ([1, 2], [1, 2, 4]), ([], [3])]
    for (index, (first, second)) in asked.enumerated() {
      for (met, mode) in [(first, Attempt.Mode.interview), (second, .interviewAgain)] {
        var attempt = Attempt(
          item: "spoken-\(index)", version: 1, lesson: lesson, answer: .text(""),
          score: Double(met.count), points: 4, hintUsed: false,
          time: time + Double(index) * 60 + (mode == .interview ? 0 : 600), mode: mode)
        attempt.tally = RubricTally(met: met, missed: (1...4).filter { !met.contains($0) })
        events.append(.answered(attempt))
      }
    }
  }

  private mutating func guess(_ lesson: String, at time: Double) {
    let made = [
      (50, true), (50, false), (60, true), (70, true), (70, false), (80, true), (80, true),
      (80, false), (90, true), (90, true), (90, false), (100, true),
    ]
    for (index, (confidence, isRight)) in made.enumerated() {
      events.append(
        .guessed(
          Guess(
            prediction: "p\(index)", lesson: lesson, choice: "1", confidence: confidence,
            time: time + Double(index), outcome: .init(choice: isRight ? "1" : "2", value: 0))))
    }
  }
}
