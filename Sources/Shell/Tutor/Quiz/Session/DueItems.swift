import Course
import Progress

/// What is to be reviewed of a course now.
struct DueItems: Sendable {
  struct Entry: Sendable, Equatable {
    var id: String
    var lesson: String
  }

  /// In the order in which they are to be asked.
  var queue: [Entry]
  /// When the next one comes, in seconds since 1970, where none is due; nil where none ever is.
  var next: Double?

  /// - Parameters:
  ///   - lessons: nil: of the whole course
  ///   - now: seconds since 1970
  init(_ record: Record, course: CourseOverview, among lessons: [String]? = nil, at now: Double) {
    let wanted = lessons.map(Set.init)
    let entries = course.lessons.flatMap { lesson -> [(Entry, Double)] in
      guard wanted?.contains(lesson.id) ?? true else { return [] }
      return lesson.items.compactMap { id in
        record.cards[id].map { (Entry(id: id, lesson: lesson.id), $0.due) }
      }
    }
    queue = entries.filter { $0.1 <= now }.sorted { $0.1 < $1.1 }.map(\.0)
    next = entries.map(\.1).filter { $0 > now }.min()
  }

  /// The lessons of the queue, each once.
  var lessons: [String] {
    var seen: Set<String> = []
    return queue.map(\.lesson).filter { seen.insert($0).inserted }
  }
}
