import Synchronization

/// A record that lasts as long as the program: for tests, and where no file can be kept.
public final class MemoryStore: ProgressStore {
  private let contents: Mutex<(record: Record, events: [ProgressEvent])>

  public init(record: Record = Record()) { contents = Mutex((record, [])) }

  public func record() -> Record { contents.withLock { $0.record } }

  public func save(_ event: ProgressEvent) {
    contents.withLock { contents in
      contents.record.apply(event)
      contents.events.append(event)
    }
  }

  public func history() -> [ProgressEvent] {
    events.flatMap { event -> [ProgressEvent] in
      guard case .examEnded(let exam, let attempts, let time) = event else { return [event] }
      return attempts.map { .answered($0) } + [.examEnded(exam: exam, [], time: time)]
    }.filter(\.isOfLog)
  }

  /// Everything that was saved, in order.
  public var events: [ProgressEvent] { contents.withLock { $0.events } }
}
