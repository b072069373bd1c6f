import Quiz

/// What was said of answers after they had been given, by later events of the log.
struct Amendments {
  private var ratings: [AnswerReference: Rating] = [:]
  private var overruled: [AnswerReference: (points: [Int], score: Double)] = [:]
  private var undone: Set<AnswerReference> = []

  init() {}

  /// Of two amendments of one kind the later stands; what was undone stays undone.
  mutating func add(_ event: ProgressEvent) {
    switch event {
    case .rated(let reference, let rating): ratings[reference] = rating
    case .overruled(let reference, let points, let score): overruled[reference] = (points, score)
    case .undone(let reference): undone.insert(reference)
    case .answered, .skipped, .unskipped, .disputed, .examBegan, .examAnswered, .examEnded,
      .guessed, .decided, .read, .left, .set:
      break
    }
  }

  /// The attempt as it counts; nil where its grading was taken back.
  func amended(_ attempt: Attempt) -> Attempt? {
    let reference = attempt.reference
    guard !undone.contains(reference) else { return nil }
    var attempt = attempt
    if let (points, score) = overruled[reference] { attempt.overrule(points, score: score) }
    if let rating = ratings[reference] { attempt.rating = rating }
    return attempt
  }
}

extension Attempt {
  /// These points are met after all. What the answer says of the memory follows from the new score.
  mutating func overrule(_ points: [Int], score: Double) {
    self.score = score
    rating = Rating(share: share, hintTaken: hintUsed)
    guard var tally else { return }
    let granted = Set(points).intersection(tally.missed + tally.contradicted)
    tally.met = (tally.met + granted).sorted()
    tally.missed.removeAll(where: granted.contains)
    tally.contradicted.removeAll(where: granted.contains)
    self.tally = tally
  }

  /// How much of the answer was right, in 0...1, before what a hint costs.
  public var share: Double {
    let most = points * (hintUsed ? Item.hintShare : 1)
    return most > 0 ? min(max(0, score / most), 1) : 0
  }
}

extension [ProgressEvent] {
  /// The answers that stand, in the order of time: as the learner has rated and overruled them since,
  /// without those that were taken back.
  ///
  /// An amendment counts wherever it stands in the log, and an answer that is told twice counts once:
  /// histories of two machines are merged. Of an exam that was ended twice the first end counts.
  public var amended: [Attempt] {
    var amendments = Amendments()
    var attempts: [Attempt] = []
    var told: Set<AnswerReference> = []
    var exams: Set<Double> = []
    for event in self {
      switch event {
      case .answered(let attempt):
        if told.insert(attempt.reference).inserted { attempts.append(attempt) }
      case .examEnded(let exam, let answers, _):
        guard exams.insert(exam).inserted else { continue }
        for attempt in answers where told.insert(attempt.reference).inserted {
          attempts.append(attempt)
        }
      default: amendments.add(event)
      }
    }
    return attempts.compactMap(amendments.amended).sorted {
      ($0.time, $0.item) < ($1.time, $1.item)
    }
  }
}
