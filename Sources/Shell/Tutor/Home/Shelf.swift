import Canvas
import Course
import Labs
import Progress

/// A list on home: a chapter with its lessons, or the labs.
struct Shelf: Sendable {
  struct Row: Sendable {
    enum Content: Sendable, Equatable {
      case lesson(String)
      /// A question of the notes whose lesson is still to be written.
      case planned(PlannedLesson)
      case lab(String)
    }

    var content: Content
    /// The section of the notes: `1.2`.
    var number: String
    var title: Localized<String>
    var items: [String] = []
  }

  var title: Localized<String>
  var summary: Localized<String>
  var rows: [Row]

  static func all(of course: CourseOverview) -> [Shelf] {
    course.chapters.map(Shelf.init(chapter:)) + [labs]
  }

  init(chapter: Chapter) {
    title = chapter.title
    summary = chapter.summary
    rows = Self.inOrderOfNotes(chapter.lessons.map { Row($0) } + chapter.planned.map { Row($0) })
  }

  /// By their sections; what has none comes first.
  static func inOrderOfNotes(_ rows: [Row]) -> [Row] {
    rows.enumerated().sorted { left, right in
      let order = (left.element.number.sectionKey, right.element.number.sectionKey)
      return order.0 == order.1
        ? left.offset < right.offset
        : order.0.lexicographicallyPrecedes(order.1)
    }.map(\.element)
  }

  private init(title: Localized<String>, summary: Localized<String>, rows: [Row]) {
    self.title = title
    self.summary = summary
    self.rows = rows
  }

  private static let labs = Shelf(
    title: Localized(en: "Labs", zh: "实验"),
    summary: Localized(en: "Everything that can be run.", zh: "所有可以动手运行的实验。"),
    rows: LabRegistry.all.map { Row($0.description) })

  /// The share of the shelf that was done: half for reading a lesson, half for its items.
  func share(_ record: Record) -> Double {
    let lessons = rows.filter(\.isWritten)
    guard !lessons.isEmpty else { return 0 }
    return lessons.reduce(0) { $0 + $1.share(record) } / Double(rows.count)
  }
}

extension Shelf.Row {
  init(_ lesson: LessonSummary) {
    self.init(
      content: .lesson(lesson.id), number: lesson.notes.first ?? "", title: lesson.title,
      items: lesson.items)
  }

  init(_ section: PlannedLesson) {
    self.init(
      content: .planned(section), number: section.notes.first ?? "", title: section.title)
  }

  init(_ lab: LabDescription) {
    self.init(content: .lab(lab.name), number: lab.name, title: lab.title)
  }

  /// The id of the lesson, be it written or planned.
  var lesson: String? {
    switch content {
    case .lesson(let id): id
    case .planned(let section): section.id
    case .lab: nil
    }
  }

  var isLab: Bool { if case .lab = content { true } else { false } }
  var isPlanned: Bool { if case .planned = content { true } else { false } }
  var isWritten: Bool { if case .lesson = content { true } else { false } }

  func readShare(_ record: Record) -> Double {
    if case .lesson(let id) = content { record.reading[id] ?? 0 } else { 0 }
  }

  func rightItems(_ record: Record) -> Int {
    items.count { record.latest[$0]?.isRight == true }
  }

  func share(_ record: Record) -> Double {
    guard !items.isEmpty else { return readShare(record) }
    return readShare(record) / 2 + Double(rightItems(record)) / Double(items.count) / 2
  }

  /// Nothing, something or all of it done.
  func mark(_ record: Record) -> Mark {
    let share = share(record)
    return share >= 1 ? .done : share > 0 ? .partial : .open
  }
}

extension String {
  /// `6.2.10` as numbers, so that it comes after `6.2.9`.
  fileprivate var sectionKey: [Int] { split(separator: ".").map { Int($0) ?? 0 } }
}
