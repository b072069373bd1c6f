import Course
import Progress

/// A way through the course, as the screen of paths shows it.
struct Route: Sendable {
  enum Content: Sendable, Equatable {
    /// Steps, one after the other.
    case lessons
    /// All sections of the notes.
    case notes
    /// The lessons in groups, each of which needs only those before it.
    case levels([[String]])
    /// What the notes have wrong, to be bet on.
    case duels
  }

  var content: Content
  /// What `n` and `p` follow in a lesson that was opened from here.
  var path: CoursePath
  var summary: Localized<String>
}

extension CourseOverview {
  /// The order of the notes, what `course.yaml` lays out, what needs what, and the duels.
  var routes: [Route] { [notesRoute] + paths.map(route(of:)) + [prerequisitesRoute, duelsRoute] }

  private func route(of path: CoursePath) -> Route {
    Route(content: .lessons, path: path, summary: Localized(""))
  }

  private var notesRoute: Route {
    let rows = Shelf.inOrderOfNotes(chapters.flatMap { Shelf(chapter: $0).rows })
    return Route(
      content: .notes,
      path: CoursePath(
        id: "/notes", title: RouteWords.notes, lessons: rows.compactMap(\.lesson)),
      summary: RouteWords.notesSummary)
  }

  private var prerequisitesRoute: Route {
    let levels = Prerequisites(lessons).levels
    return Route(
      content: .levels(levels),
      path: CoursePath(
        id: "/prerequisites", title: RouteWords.prerequisites, lessons: levels.flatMap(\.self)),
      summary: RouteWords.prerequisitesSummary)
  }

  private var duelsRoute: Route {
    Route(
      content: .duels,
      path: CoursePath(id: "/duels", title: RouteWords.duels, lessons: []),
      summary: RouteWords.duelsSummary)
  }

  /// The path that the learner has set out on.
  func followedPath(_ record: Record) -> CoursePath? {
    guard let id = record.settings[SettingKey.path], !id.isEmpty else { return nil }
    return routes.first { $0.path.id == id }?.path
  }

  /// The path that the learner has set out on, where it leads through a lesson.
  func followedPath(through lesson: String, _ record: Record) -> CoursePath? {
    followedPath(record).flatMap { $0.lessons.contains(lesson) ? $0 : nil }
  }

  /// The written lesson on a path that comes so many steps after another one, passing over what is
  /// still to come; nil at its ends.
  func lesson(_ id: String, offsetBy offset: Int, on path: CoursePath) -> LessonSummary? {
    let written = path.lessons.compactMap(lesson)
    guard let index = written.firstIndex(where: { $0.id == id }),
      written.indices.contains(index + offset)
    else { return nil }
    return written[index + offset]
  }

  /// The lesson to go on with: the first on the path that was not read to its end, else the first
  /// with an item that is not right yet; nil where all is done.
  func next(on path: CoursePath, _ record: Record) -> LessonSummary? {
    let written = path.lessons.compactMap(lesson)
    return written.first { !record.hasRead($0.id) }
      ?? written.first { Shelf.Row($0).mark(record) != .done }
  }
}

extension CoursePath {
  /// How many of its lessons were read to their end.
  func readCount(_ record: Record) -> Int { lessons.count { record.hasRead($0) } }

  /// `2/5`: which of its steps a lesson is.
  func step(of lesson: String) -> String? {
    lessons.firstIndex(of: lesson).map { "\($0 + 1)/\(lessons.count)" }
  }
}

extension Record {
  /// To its end.
  func hasRead(_ lesson: String) -> Bool { reading[lesson] ?? 0 >= 1 }
}

private enum RouteWords {
  static let notes = Localized(en: "Order of the notes", zh: "按笔记的顺序")
  static let notesSummary = Localized(
    en: "Every question of the notes, section by section.", zh: "笔记里的每个问题，一节一节来。")
  static let prerequisites = Localized(en: "By what they need", zh: "按先修关系")
  static let prerequisitesSummary = Localized(
    en: "Each lesson comes after those that it builds on.", zh: "每一课都排在它的基础之后。")
  static let duels = Localized(en: "Where the notes are wrong", zh: "笔记错在哪里")
  static let duelsSummary = Localized(
    en: """
      Some of what the notes say is wrong, and some only sounds so. Bet on each claim before a run \
      decides.
      """,
    zh: "笔记里有些说法是错的，有些只是听起来像错的。先下注，再由实验裁定。")
}
