import Course
import Progress

/// What needs what, from the `requires` of the lessons.
struct Prerequisites: Sendable {
  /// The ids in groups: the first needs nothing, each other one only what is in those before it.
  /// Lessons that need one another make up the last group.
  let levels: [[String]]

  init(_ lessons: [LessonSummary]) {
    let known = Set(lessons.map(\.id))
    var levels: [[String]] = []
    var placed: Set<String> = []
    var left = lessons
    while !left.isEmpty {
      let ready = left.filter { placed.isSuperset(of: known.intersection($0.requires)) }
      let level = (ready.isEmpty ? left : ready).map(\.id)
      levels.append(level)
      placed.formUnion(level)
      left.removeAll { placed.contains($0.id) }
    }
    self.levels = levels
  }
}

extension CourseOverview {
  /// What has to be read before a lesson and was not yet.
  func missing(before lesson: LessonSummary, _ record: Record) -> [LessonSummary] {
    lesson.requires.compactMap(self.lesson).filter { !record.hasRead($0.id) }
  }
}
