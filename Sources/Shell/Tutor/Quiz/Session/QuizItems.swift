import Course
import Quiz

/// The items of some lessons as they are read, one lesson after the other.
struct QuizItems: Sendable {
  private let lessons: [String]
  /// Lessons that are still to be read.
  private(set) var awaited: Set<String>
  private var read: [String: [Item]] = [:]
  /// Lessons that came without being awaited, in their order.
  private var given: [String] = []

  init(of lessons: [String]) {
    self.lessons = lessons
    awaited = Set(lessons)
  }

  var isComplete: Bool { awaited.isEmpty }

  mutating func take(_ loaded: LoadedLesson) {
    let lesson = loaded.lesson.summary.id
    if awaited.remove(lesson) == nil { given.append(lesson) }
    read[lesson] = loaded.items.compactMap { try? $0.get() }
  }

  /// A lesson that cannot be read has no items.
  mutating func drop(_ lesson: String) { awaited.remove(lesson) }

  /// What a plan asks of them, with the lesson of each.
  func chosen(by plan: QuizPlan) -> [(item: Item, lesson: String)] {
    let all = (lessons + given).flatMap { lesson in
      (read[lesson] ?? []).map { (item: $0, lesson: lesson) }
    }
    let chosen: [(item: Item, lesson: String)]
    if case .items(let ids) = plan.selection {
      let byID = Dictionary(all.map { ($0.item.id, $0) }) { first, _ in first }
      chosen = ids.compactMap { byID[$0] }
    } else {
      chosen = all
    }
    return plan.count.map { Array(chosen.prefix($0)) } ?? chosen
  }
}
