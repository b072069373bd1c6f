import Course

/// The chapters and lessons of a course as the screens need them: titles, and no bodies.
public struct CourseOverview: Sendable {
  public var chapters: [Chapter]
  /// The ways through the course that `course.yaml` lays out.
  public var paths: [CoursePath]

  public init(chapters: [Chapter], paths: [CoursePath] = []) {
    self.chapters = chapters
    self.paths = paths
  }

  public var lessons: [LessonSummary] { chapters.flatMap(\.lessons) }

  public func lesson(_ id: String) -> LessonSummary? {
    chapters.lazy.flatMap(\.lessons).first { $0.id == id }
  }

  /// The row of a lesson on a list, be it written or planned; nil where there is no such id.
  func row(of id: String) -> Shelf.Row? {
    if let lesson = lesson(id) { return Shelf.Row(lesson) }
    return chapters.lazy.flatMap(\.planned).first { $0.id == id }.map { Shelf.Row($0) }
  }

  /// The title of the lesson, or of the chapter, that all of some lessons are in.
  func title(of lessons: Set<String>) -> Localized<String>? {
    if lessons.count == 1, let only = lessons.first { return lesson(only)?.title }
    return chapters.first { lessons.isSubset(of: $0.lessons.map(\.id)) }?.title
  }

  /// The lesson so many places after this one, in the order of the course.
  func lesson(_ id: String, offsetBy offset: Int) -> LessonSummary? {
    let lessons = lessons
    guard let index = lessons.firstIndex(where: { $0.id == id }),
      lessons.indices.contains(index + offset)
    else { return nil }
    return lessons[index + offset]
  }
}
