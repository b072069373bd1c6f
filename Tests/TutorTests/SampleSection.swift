import Tutor

@testable import Course

/// A section whose lesson is never written, so that there is one to look at.
enum SampleSection {
  static let lesson = PlannedLesson(
    id: "start/sample", notes: ["9.1", "2.3"],
    title: Localized(en: "How is softmax cut into pieces?", zh: "softmax 怎么分块？"),
    lab: "online-softmax")

  static let terms = [
    Term(
      id: "running maximum", name: Localized(en: "running maximum", zh: "滚动最大值"),
      meaning: Localized(
        en: "The largest score seen so far, which every earlier term is rescaled to.",
        zh: "到目前为止最大的得分；先前各项都按它重新缩放。"),
      lesson: "start/sample", place: Place(file: "glossary.yaml"))
  ]

  /// As the last of the first chapter.
  @Sendable static func added(to course: CourseOverview) -> CourseOverview {
    var course = course
    course.chapters[0].planned.append(lesson)
    return course
  }
}

/// A path of lessons that are written, and one that is not.
enum SamplePath {
  static let path = CoursePath(
    id: "sample", title: Localized(en: "Softmax from zero", zh: "从零学 softmax"),
    lessons: ["start/welcome", "attention/steps", "start/sample", "transformer/scaling"])

  @Sendable static func only(in course: CourseOverview) -> CourseOverview {
    var course = SampleSection.added(to: course)
    course.paths = [path]
    return course
  }
}
