import Course
import Quiz

/// How much of the course a learner knows, by chapter.
///
/// An item is known where its latest answer was right and is still remembered with a chance of at
/// least `FSRS.retention`, nine in ten: about until its next review is due. One that was answered and
/// is not known is shaky.
public struct Mastery: Sendable, Equatable {
  public struct Part: Sendable, Equatable {
    public var id: String
    public var title: Localized<String>
    public var known = 0
    public var shaky = 0
    public var untried = 0

    public var items: Int { known + shaky + untried }
  }

  /// Chapters that have items, in the order of the course.
  public private(set) var chapters: [Part]

  /// - Parameter now: seconds since 1970
  public init(_ record: Record, chapters: [Chapter], at now: Double) {
    let scheduler = FSRS()
    self.chapters = chapters.compactMap { chapter in
      var part = Part(id: chapter.id, title: chapter.title)
      for item in chapter.lessons.flatMap(\.items) {
        guard let latest = record.latest[item] else {
          part.untried += 1
          continue
        }
        let recall = record.cards[item].map { scheduler.retrievability(of: $0, at: now) } ?? 0
        if latest.isRight, recall >= FSRS.retention { part.known += 1 } else { part.shaky += 1 }
      }
      return part.items > 0 ? part : nil
    }
  }

  public var known: Int { chapters.reduce(0) { $0 + $1.known } }
  public var shaky: Int { chapters.reduce(0) { $0 + $1.shaky } }
  public var items: Int { chapters.reduce(0) { $0 + $1.items } }
}
