/// An item that was answered wrongly.
public struct MissedItem: Sendable, Equatable {
  public var item: String
  public var lesson: String
  /// Answers to the item as it is now; those to earlier versions do not count.
  public var answers: Int
  /// Answers that were not right, or only partly.
  public var missed: Int

  public var share: Double { answers == 0 ? 0 : Double(missed) / Double(answers) }

  /// Those that were missed, the most often missed first, among equals those answered least often.
  /// - Parameter attempts: in the order of time
  public static func all(in attempts: [Attempt]) -> [MissedItem] {
    var counts: [String: (version: Int, item: MissedItem)] = [:]
    for attempt in attempts {
      var entry =
        counts[attempt.item]
        ?? (
          attempt.version,
          MissedItem(item: attempt.item, lesson: attempt.lesson, answers: 0, missed: 0)
        )
      guard attempt.version >= entry.version else { continue }
      if attempt.version > entry.version {
        entry.version = attempt.version
        (entry.item.answers, entry.item.missed) = (0, 0)
      }
      entry.item.lesson = attempt.lesson
      entry.item.answers += 1
      entry.item.missed += attempt.isRight ? 0 : 1
      counts[attempt.item] = entry
    }
    return counts.values.map(\.item).filter { $0.missed > 0 }
      .sorted { ($1.missed, $0.answers, $0.item) < ($0.missed, $1.answers, $1.item) }
  }
}
