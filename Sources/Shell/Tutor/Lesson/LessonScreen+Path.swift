import Canvas
import Course
import Progress

/// The path that a lesson was opened from.
extension LessonScreen {
  /// Where the learner left off, on the path that they have set out on.
  init(resuming place: Bookmark, course: CourseOverview, record: Record) {
    self.init(
      id: place.lesson, block: place.block,
      path: course.followedPath(through: place.lesson, record))
  }

  /// The lesson so many places after this one.
  func neighbour(_ offset: Int, _ course: CourseOverview) -> LessonSummary? {
    guard let path else { return course.lesson(id, offsetBy: offset) }
    return course.lesson(id, offsetBy: offset, on: path)
  }

  /// What is said where a path has no lesson further on.
  func endOfPath(_ offset: Int) -> [Action] {
    guard let path, offset > 0 else { return [] }
    return [.notify(Words.end(of: path.title))]
  }

  /// `2/5 FlashAttention from zero`; nil where the order is that of the course.
  func pathStep(_ context: Context) -> String? {
    guard let path, let step = path.step(of: id) else { return nil }
    let title = path.title[context.language].truncated(to: max(8, context.size.columns / 3))
    return "\(step) \(title)"
  }

  private enum Words {
    static func end(of path: Localized<String>) -> Localized<String> {
      Localized(
        en: "This is the last lesson of “\(path.english)” that is written.",
        zh: "这是“\(path.chinese)”里最后一篇已写好的课。")
    }
  }
}
