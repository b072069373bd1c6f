/// What a whole log says of the answers, by the same fold as the record's.
public struct AnswerHistory: Sendable, Equatable {
  /// The answers that stand, in the order of time: as the learner has rated and overruled them since,
  /// without those that were taken back.
  public let attempts: [Attempt]
  /// What those were to the memory, in the same order; a late answer to an earlier version of its item
  /// was nothing to it.
  public let reviews: [Review]

  /// An amendment counts wherever it stands in the log, and an answer that is told twice counts once:
  /// histories of two machines are merged. Of an exam that was ended twice the first end counts, where
  /// the events tell its answers with it.
  public init(_ events: [ProgressEvent]) {
    var items: [String: [ProgressEvent]] = [:]
    var exams: Set<Double> = []
    for event in events {
      switch event {
      case .answered(let attempt): items[attempt.item, default: []].append(event)
      case .rated(let answer, _), .overruled(let answer, _, _), .undone(let answer):
        items[answer.item, default: []].append(event)
      case .examEnded(let exam, let attempts, _):
        guard exams.insert(exam).inserted else { continue }
        for attempt in attempts { items[attempt.item, default: []].append(.answered(attempt)) }
      case .skipped, .unskipped, .disputed, .examBegan, .examAnswered, .guessed, .decided, .read,
        .left, .set:
        break
      }
    }
    let steps = items.values.flatMap { ItemRecord(folding: $0).steps }
      .map { (attempt: $0.attempt, review: $0.asReview) }
      .sorted { ($0.attempt.time, $0.attempt.item) < ($1.attempt.time, $1.attempt.item) }
    attempts = steps.map(\.attempt)
    reviews = steps.compactMap(\.review)
  }
}

extension [ProgressEvent] {
  /// The answers as they count; see `AnswerHistory`.
  public var amended: [Attempt] { AnswerHistory(self).attempts }
}
