/// Where the learner's record is kept. What `save` has returned from survives `kill -9`.
public protocol ProgressStore: Sendable {
  func record() throws -> Record
  func save(_ event: ProgressEvent) throws
  /// Everything that was ever answered, guessed or amended, in the order of time; the answers of an
  /// exam come as answers, beside the end of the exam. `attempts` has it as it counts.
  func history() throws -> [ProgressEvent]
}

extension Sequence<ProgressEvent> {
  /// The answers of a history as they count: as amended, without those that were undone, in the order
  /// of time.
  public var attempts: [Attempt] {
    var items: [String: [ProgressEvent]] = [:]
    for event in self {
      switch event {
      case .answered(let attempt): items[attempt.item, default: []].append(event)
      case .rated(let answer, _), .overruled(let answer, _, _), .undone(let answer):
        items[answer.item, default: []].append(event)
      default: break
      }
    }
    return items.values.flatMap { ItemRecord(folding: $0).steps.map(\.attempt) }
      .sorted { ($0.time, $0.item) < ($1.time, $1.item) }
  }
}
