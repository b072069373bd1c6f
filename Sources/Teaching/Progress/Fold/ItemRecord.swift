import Quiz

/// What the log says of one item: the only place where entries become a card, a latest answer and
/// what is skipped. The tables of the file and the record in memory are both made here.
///
/// It need not hold every answer: of an item that was read from the tables it has the latest, and
/// says of an event that concerns an earlier one that it cannot take it.
struct ItemRecord: Sendable, Equatable {
  /// An answer, what was said of it afterwards, and the card on both sides of it.
  struct Step: Sendable, Equatable {
    let given: Attempt
    var rated: Rating?
    var overruled: Overruling?
    /// The newest version of the item that was answered by then.
    var version: Int
    /// nil where the answer begins a card.
    var before: MemoryCard?
    var after: MemoryCard

    init(_ given: Attempt) {
      self.given = given
      version = given.version
      after = MemoryCard(due: given.time)
    }
  }

  struct Overruling: Sendable, Equatable {
    var points: [Int]
    var score: Double
  }

  /// In the order of time.
  private(set) var steps: [Step] = []
  /// How many answers were given before those of `steps`.
  private(set) var earlier = 0
  /// The interview answer among the earlier ones that waits for its second time.
  private var earlierAwaiting: Attempt?
  /// When it was last skipped, and when that was last taken back.
  private(set) var skipped: Double?
  private(set) var unskipped: Double?

  init() {}

  /// - Parameters:
  ///   - step: the latest answer
  ///   - count: the answers, with that one
  init(_ step: Step?, count: Int, awaiting: Attempt?, skipped: Double?, unskipped: Double?) {
    steps = step.map { [$0] } ?? []
    earlier = max(0, count - steps.count)
    earlierAwaiting = step?.given.mode.isInterview == true ? nil : awaiting
    self.skipped = skipped
    self.unskipped = unskipped
  }

  /// - Parameter events: all of one item, in the order of the log
  init(folding events: some Sequence<ProgressEvent>) {
    // A clock that was put back may have an amendment stand before its answer.
    var amendments: [ProgressEvent] = []
    for event in events {
      if case .answered = event { apply(event) } else { amendments.append(event) }
    }
    for event in amendments { apply(event) }
  }

  var count: Int { earlier + steps.count }
  var latest: Attempt? { steps.last?.attempt }
  var card: MemoryCard? { steps.last?.after }

  /// Skipped, and neither taken back nor answered since.
  var isSkipped: Bool {
    guard let skipped else { return false }
    return skipped > unskipped ?? -.infinity && skipped > latest?.time ?? -.infinity
  }

  /// The latest interview answer, where a point of it was missed and it was not yet asked again.
  var awaiting: Attempt? {
    for step in steps.reversed() {
      switch step.given.mode {
      case .interviewAgain: return nil
      case .interview:
        let attempt = step.attempt
        return attempt.tally.map { $0.missed + $0.contradicted }?.isEmpty == false ? attempt : nil
      case .practice, .review, .exam: continue
      }
    }
    return earlierAwaiting
  }

  // MARK: Events

  /// - Returns: whether the event could be taken in: false where it concerns an answer that is not
  ///   held, and all of the item's entries have to be folded anew
  @discardableResult
  mutating func apply(_ event: ProgressEvent) -> Bool {
    switch event {
    case .answered(let attempt): return insert(attempt)
    case .rated(let answer, let rating): return amend(answer) { $0.rated = rating }
    case .overruled(let answer, let points, let score):
      return amend(answer) { $0.overruled = Overruling(points: points, score: score) }
    case .undone(let answer): return remove(answer)
    case .skipped(_, _, let time): skipped = max(time, skipped ?? time)
    case .unskipped(_, let time): unskipped = max(time, unskipped ?? time)
    case .disputed, .examBegan, .examAnswered, .examEnded, .guessed, .decided, .read, .left, .set:
      break
    }
    return true
  }

  private mutating func insert(_ attempt: Attempt) -> Bool {
    let index = (steps.lastIndex { $0.given.time <= attempt.time } ?? -1) + 1
    guard index > 0 || earlier == 0 else { return false }
    // Told twice, by histories that were merged without their ids.
    let atThatTime = steps[..<index].reversed().prefix { $0.given.time == attempt.time }
    guard !atThatTime.contains(where: { $0.given == attempt }) else { return true }
    steps.insert(Step(attempt), at: index)
    replay(from: index)
    return true
  }

  private mutating func amend(_ answer: AnswerReference, _ change: (inout Step) -> Void) -> Bool {
    guard let index = steps.lastIndex(where: { $0.given.time == answer.time }) else {
      return earlier == 0
    }
    change(&steps[index])
    replay(from: index)
    return true
  }

  private mutating func remove(_ answer: AnswerReference) -> Bool {
    guard let index = steps.lastIndex(where: { $0.given.time == answer.time }) else {
      return earlier == 0
    }
    let removed = steps.remove(at: index)
    if index == 0, !steps.isEmpty { steps[0].before = removed.before }
    replay(from: index)
    return index > 0 || earlier == 0
  }

  private mutating func replay(from start: Int) {
    for index in steps.indices[start...] {
      if index > 0 {
        steps[index].follow(steps[index - 1])
      } else if earlier == 0 {
        steps[index].begin()
      }
      steps[index].review()
    }
  }
}

extension ItemRecord.Step {
  /// The answer as it counts.
  var attempt: Attempt {
    var attempt = given
    if let overruled {
      attempt.overrule(overruled.points, score: min(overruled.score, attempt.points))
    }
    attempt.rating = rated ?? attempt.rating
    return attempt
  }

  /// nil for a late answer to an earlier version, which says nothing of the later one.
  var asReview: Review? {
    given.version == version ? Review(attempt, before: start) : nil
  }

  private var start: MemoryCard { before ?? MemoryCard(due: given.time) }

  fileprivate mutating func begin() {
    version = given.version
    before = nil
  }

  /// An item that was changed so that earlier answers say nothing of it is a new one.
  fileprivate mutating func follow(_ previous: Self) {
    version = max(given.version, previous.version)
    before = version > previous.version ? nil : previous.after
  }

  fileprivate mutating func review() {
    after = given.version == version ? start.reviewed(by: attempt) : start
  }
}

extension Attempt.Mode {
  fileprivate var isInterview: Bool { self == .interview || self == .interviewAgain }
}
