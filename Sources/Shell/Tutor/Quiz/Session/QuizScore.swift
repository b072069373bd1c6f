import Course
import Quiz

/// What came of a session, in all and by lesson.
struct QuizScore: Sendable, Equatable {
  struct Part: Sendable, Equatable {
    var title: Localized<String>
    var score: Double
    var points: Double
  }

  var score = 0.0
  var points = 0.0
  /// How long the learner thought; nil where nothing was answered.
  var seconds: Double?
  var skipped = 0
  /// By chapter where there are several, else by lesson; empty where there is one lesson.
  var parts: [Part] = []

  init(_ entries: [QuestionPanel], course: CourseOverview) {
    for entry in entries {
      score += entry.latest?.grade.score ?? 0
      points += entry.item.common.points
      skipped += entry.isSkipped ? 1 : 0
      for judgement in entry.judgements {
        if let more = judgement.attempt.seconds { seconds = (seconds ?? 0) + more }
      }
    }
    let lessons = Set(entries.map(\.lesson))
    let chapters = course.chapters.filter { $0.lessons.contains { lessons.contains($0.id) } }
    let groups =
      chapters.count > 1
      ? chapters.map { ($0.title, Set($0.lessons.map(\.id))) }
      : chapters.flatMap(\.lessons).filter { lessons.contains($0.id) }.map { ($0.title, [$0.id]) }
    guard groups.count > 1 else { return }
    parts = groups.map { title, lessons in
      let entries = entries.filter { lessons.contains($0.lesson) }
      return Part(
        title: title, score: entries.reduce(0) { $0 + ($1.latest?.grade.score ?? 0) },
        points: entries.reduce(0) { $0 + $1.item.common.points })
    }
  }
}
