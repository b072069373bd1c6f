import Canvas
import Course
import Progress

/// What the tutor is opened with, where nothing was asked for.
struct TutorSettings: Sendable {
  var contentFolder = CourseFolder.choose().path
  var dataFolder = DataFolder.path(option: nil)
  /// nil: as the learner chose before.
  var language: Language?
  var theme = Theme.dark
  var glyphs = Glyphs.unicode
  var allowsMotion = true
}
