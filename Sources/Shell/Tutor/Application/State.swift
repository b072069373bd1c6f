import Canvas
import Course
import Progress

/// Everything that the tutor shows. `update` is the only place that changes it.
public struct State: Sendable {
  /// From home to the screen in front. Never empty.
  var screens: [any ScreenModel]
  var size: Size
  var language: Language
  var appearance: Appearance
  var course: CourseOverview
  var record: Record
  /// When the learner's days begin.
  let days: StudyDays
  /// A line that says what has just happened; it goes with the next key.
  var notice: Localized<String>?

  public init(
    size: Size, language: Language?, localeLanguage: Language = .english, appearance: Appearance,
    course: CourseOverview,
    record: Record, notice: Localized<String>? = nil, opening: Opening = .automatic,
    days: StudyDays = .utc
  ) {
    self.size = size
    self.appearance = appearance
    self.course = course
    self.record = record
    self.days = days
    self.notice = notice
    let remembered = record.settings[SettingKey.language].flatMap(Language.init(rawValue:))
    self.language = language ?? remembered ?? localeLanguage
    screens = opening.screens(
      course: course, record: record, isFirstStart: remembered == nil && record.reading.isEmpty)
  }

  func context(now: Double) -> Context {
    Context(
      size: size, language: language, theme: appearance.theme, glyphs: appearance.glyphs,
      allowsMotion: appearance.allowsMotion, course: course, record: record, now: now,
      days: days)
  }
}

/// How the tutor looks, whatever it shows.
public struct Appearance: Sendable {
  public var theme: Theme
  public var glyphs: Glyphs
  /// False with `--no-motion`: nothing moves that the learner did not move.
  public var allowsMotion: Bool

  public init(theme: Theme, glyphs: Glyphs, allowsMotion: Bool) {
    self.theme = theme
    self.glyphs = glyphs
    self.allowsMotion = allowsMotion
  }
}

/// What the tutor opens with.
public enum Opening: Sendable {
  /// The first start asks for the language; later ones open where the learner left off.
  case automatic
  case lesson(String)
  case quiz(QuizPlan)
  /// - isTimed: the minutes were asked for, and do not follow the number of questions
  case exam(ExamPlan, isTimed: Bool)

  /// All items of some lessons, at most `count` of them.
  static func quiz(lessons: [String], title: Localized<String>, count: Int?) -> Opening {
    .quiz(QuizPlan(title: title, lessons: lessons, count: count))
  }

  func screens(course: CourseOverview, record: Record, isFirstStart: Bool) -> [any ScreenModel] {
    let home = HomeScreen(course: course, record: record)
    switch self {
    case .lesson(let id): return [home, LessonScreen(id: id)]
    case .quiz(let plan): return [home, QuizScreen(plan)]
    case .exam(let plan, let isTimed): return [home, ExamScreen(plan, isTimed: isTimed)]
    case .automatic:
      if isFirstStart { return [home, WelcomeScreen()] }
      guard record.settings[SettingKey.screen] == SettingKey.lessonScreen,
        let place = record.bookmark, course.lesson(place.lesson) != nil
      else { return [home] }
      return [home, LessonScreen(resuming: place, course: course, record: record)]
    }
  }
}

/// The names under which settings are kept in the learner's record.
enum SettingKey {
  static let language = "language"
  static let screen = "screen"
  static let lessonScreen = "lesson"
  static let homeScreen = "home"
  /// The path that the learner has set out on, by its id; empty where it was left.
  static let path = "path"
}
