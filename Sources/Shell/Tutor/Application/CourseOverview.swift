import Course

/// The chapters and lessons of a course as the screens need them: titles, and no bodies.
public struct CourseOverview: Sendable {
  public var chapters: [Chapter]

  public init(chapters: [Chapter]) { self.chapters = chapters }

  public var lessons: [LessonSummary] { chapters.flatMap(\.lessons) }

  public func lesson(_ id: String) -> LessonSummary? { lessons.first { $0.id == id } }

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
