extension [ProgressEvent] {
  /// The answers that stand, in the order of time: as the learner has rated and overruled them since,
  /// without those that were taken back.
  ///
  /// An amendment counts wherever it stands in the log, and an answer that is told twice counts once:
  /// histories of two machines are merged. Of an exam that was ended twice the first end counts.
  public var amended: [Attempt] {
    var items: [String: [ProgressEvent]] = [:]
    var exams: Set<Double> = []
    for event in self {
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
    return items.values.flatMap { ItemRecord(folding: $0).steps.map(\.attempt) }
      .sorted { ($0.time, $0.item) < ($1.time, $1.item) }
  }
}
