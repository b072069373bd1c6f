import Testing

@testable import Quiz

/// When the scheduler asks again.
struct MemoryTests {
  private let scheduler = FSRS()

  @Test func isWhatPyFSRSSays() throws {
    let goldens = try MemoryGolden.all()
    #expect(goldens.count == 2000)
    // Midnight of the first day of 2026.
    let start = 1_767_225_600.0
    for (number, golden) in goldens.enumerated() {
      var now = start
      var card = MemoryCard(due: now)
      for (index, expected) in golden.reviews.enumerated() {
        now += expected.gap
        let recall = scheduler.retrievability(of: card, at: now)
        card = scheduler.reviewed(card, expected.rating, at: now)
        let stability = try #require(card.stability)
        let difficulty = try #require(card.difficulty)
        let agrees =
          abs(recall - expected.recall) < 1e-6 && abs(stability - expected.stability) < 1e-6
          && abs(difficulty - expected.difficulty) < 1e-6 && card.due == now + expected.interval
          && card.phase == expected.phase && card.step == expected.step
          && card.lastReview == now
        try #require(agrees, "review \(index) of history \(number): \(card), \(expected)")
      }
    }
  }

  @Test func aDueReviewIsRememberedWithNineInTen() throws {
    var card = MemoryCard(due: 0)
    var now = 0.0
    for _ in 0..<6 {
      card = scheduler.reviewed(card, .good, at: now)
      now = card.due
    }
    #expect(card.phase == .review)
    #expect(abs(scheduler.retrievability(of: card, at: card.due) - FSRS.retention) < 0.005)
    #expect(scheduler.retrievability(of: card, at: 0) == 1, "a clock that was set back")
  }

  /// Cards as a damaged record may hold them: the date is a finite one, a minute to a hundred years
  /// away.
  @Test(
    arguments: [
      (.nan, 5), (0, 5), (-3, 5), (.infinity, 5), (1e300, 5), (4, .nan), (4, -7), (4, 1e300),
    ] as [(Double, Double)])
  func aDamagedCardIsDueOnSomeDay(stability: Double, difficulty: Double) {
    for (phase, step) in [
      (MemoryCard.Phase.learning, 99), (.learning, -4), (.relearning, nil), (.review, 7),
    ] {
      for rating in Rating.allCases {
        for gap in [0.0, 9e5, -9e5, 1e12] {
          var card = MemoryCard(due: 0)
          (card.phase, card.step) = (phase, step)
          (card.stability, card.difficulty, card.lastReview) = (stability, difficulty, 1e9)
          let after = scheduler.reviewed(card, rating, at: 1e9 + gap, fuzzSeed: 3)
          #expect((60...36_500 * 86_400).contains(after.due - (1e9 + gap)))
        }
      }
    }
  }

  // MARK: Fuzz

  /// The ranges of `Scheduler._get_fuzz_range` of py-fsrs 6.3.2.
  @Test(
    arguments: [
      (1, 1...1), (2, 2...2), (3, 2...4), (7, 5...9), (10, 8...12), (20, 17...23), (50, 46...54),
      (365, 345...385), (1000, 948...1052), (36_400, 34_578...36_500), (36_500, 34_673...36_500),
    ] as [(Double, ClosedRange<Double>)])
  func theFuzzHasTheRangeOfPyFSRS(days: Double, range: ClosedRange<Double>) {
    #expect(IntervalFuzz(days: days).range == range)
  }

  /// Every day of the range, each about as often, and nothing else.
  @Test(arguments: [3, 10, 50, 365, 36_500] as [Double])
  func theFuzzSpreadsReviewsOverItsRange(days: Double) {
    let fuzz = IntervalFuzz(days: days)
    let width = Int(fuzz.range.upperBound - fuzz.range.lowerBound) + 1
    let draws = 400 * width
    var counts = [Int](repeating: 0, count: width)
    for review in 0..<draws {
      let day = fuzz.days(seed: FSRS.seed(item: "item.\(review % 7)", time: 1e9 + Double(review)))
      #expect(fuzz.range.contains(day) && day == day.rounded())
      counts[Int(day - fuzz.range.lowerBound)] += 1
    }
    // Six standard deviations of a binomial around 400.
    #expect(counts.allSatisfy { abs($0 - 400) < 120 })
  }

  @Test func theFuzzBelongsToTheReview() throws {
    var card = scheduler.reviewed(MemoryCard(due: 0), .easy, at: 0)
    card = scheduler.reviewed(card, .good, at: card.due)
    let seeds = (0..<40).map { FSRS.seed(item: "a", time: Double($0)) }
    #expect(Set(seeds).count == 40)
    #expect(FSRS.seed(item: "a", time: 1) != FSRS.seed(item: "b", time: 1))
    let now = card.due
    let plain = scheduler.reviewed(card, .good, at: now)
    var days: Set<Double> = []
    for seed in seeds {
      let fuzzed = scheduler.reviewed(card, .good, at: now, fuzzSeed: seed)
      #expect(fuzzed == scheduler.reviewed(card, .good, at: now, fuzzSeed: seed))
      days.insert((fuzzed.due - now) / 86_400)
      var same = fuzzed
      same.due = plain.due
      #expect(same == plain, "nothing but the date")
    }
    #expect(days.count > 5)
  }

  /// A step of minutes stays what it is.
  @Test func stepsAreNotFuzzed() {
    let card = scheduler.reviewed(MemoryCard(due: 0), .again, at: 0, fuzzSeed: 8)
    #expect(card.due == 60)
    #expect(scheduler.reviewed(card, .good, at: 60, fuzzSeed: 8).due == 660)
  }
}
