import Course
import Progress
import Quiz

/// The items of a course for an interview: what is asked, what follows, and what shows it.
struct InterviewItems: Sendable {
  struct Entry: Sendable {
    var item: Item
    var lesson: String
  }

  /// By id. Any of them may be a follow-up.
  private(set) var entries: [String: Entry] = [:]
  private var labs: [String: LessonLabs] = [:]
  /// The free ones, in the order of the course.
  private(set) var questions: [String] = []
  private var lessons: [String]
  /// Lessons that are still to be read.
  private(set) var awaited: Set<String>

  init(of lessons: [String]) {
    self.lessons = lessons
    awaited = Set(lessons)
  }

  var isComplete: Bool { awaited.isEmpty }

  mutating func drop(_ lesson: String) { awaited.remove(lesson) }

  /// Takes a lesson in, or the same one in another language.
  mutating func take(_ loaded: LoadedLesson) {
    let lesson = loaded.lesson.summary.id
    awaited.remove(lesson)
    labs[lesson] = LessonLabs(loaded.lesson)
    for item in loaded.items.compactMap({ try? $0.get() }) {
      entries[item.id] = Entry(item: item, lesson: lesson)
    }
    let place = Dictionary(lessons.enumerated().map { ($1, $0) }) { first, _ in first }
    questions = entries.values.filter { if case .short = $0.item { true } else { false } }
      .sorted { (place[$0.lesson] ?? 0, $0.item.id) < (place[$1.lesson] ?? 0, $1.item.id) }
      .map(\.item.id)
  }

  /// The free questions of some lessons: never asked first, then the weakest.
  func ordered(among lessons: Set<String>, by record: Record) -> [String] {
    func weight(_ id: String) -> Double {
      guard let attempt = record.latest[id] else { return -1 }
      return attempt.points > 0 ? attempt.score / attempt.points : 1
    }
    return questions.filter { entries[$0].map { lessons.contains($0.lesson) } ?? false }
      .enumerated().map { (offset: $0, id: $1, weight: weight($1)) }
      .sorted { ($0.weight, $0.offset) < ($1.weight, $1.offset) }
      .map(\.id)
  }

  /// The item that is asked where a point was missed or contradicted: of the first such point that
  /// has one.
  func followUp(to item: Item, _ tally: RubricTally) -> (point: Int, id: String)? {
    guard case .short(let item) = item else { return nil }
    for point in tally.contradicted + tally.missed {
      if let id = item.followups[point], entries[id] != nil, id != item.common.id {
        return (point, id)
      }
    }
    return nil
  }

  /// The lab that shows what an item asks.
  func lab(of entry: Entry) -> LabRequest? {
    let parts = entry.item.reviewLink(in: entry.lesson).split(separator: "#", maxSplits: 1).map(
      String.init)
    guard let lesson = parts.first else { return nil }
    return labs[lesson]?.request(at: parts.count > 1 ? parts[1] : nil)
  }
}
