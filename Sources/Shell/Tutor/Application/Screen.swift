import Canvas
import Course
import Progress

/// What a screen asks for when something has happened to it.
enum Action: Sendable {
  case effect(Effect)
  case open(any ScreenModel)
  case replace(any ScreenModel)
  case back
  case speak(Language)
  case notify(Localized<String>)
  case quit
}

/// What fills the terminal: a value with its state, an update and a view. A new screen is a folder
/// beside this one.
protocol ScreenModel: Sendable {
  /// The keys that work here, for the help screen.
  var keys: [KeyHelp] { get }

  /// What the learner's input does; keys that work everywhere are handled before.
  mutating func handle(_ input: Input, _ context: Context) -> [Action]

  /// What came back from an effect. Every screen of the stack is asked.
  mutating func receive(_ message: Message, _ context: Context) -> [Action]

  /// Called first, and again when size, language or theme have changed.
  mutating func prepare(_ context: Context) -> [Action]

  /// The screen that was in front of this one has closed.
  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action]

  /// Draws the whole screen but its last row, which is the tutor's.
  func draw(in area: Rect, of frame: inout Frame, _ context: Context)

  /// The keys that matter most here, for the last row.
  var hints: [KeyHelp] { get }

  /// Where the learner stands in a lesson, to go on from later.
  func bookmark(_ context: Context) -> Bookmark?

  /// True while text is typed, so that letters are not commands.
  var isTyping: Bool { get }

  /// How long until `tick` is wanted; nil for a screen that stands still.
  var tickInterval: Duration? { get }
}

extension ScreenModel {
  mutating func receive(_ message: Message, _ context: Context) -> [Action] { [] }
  mutating func prepare(_ context: Context) -> [Action] { [] }
  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] { [] }
  func bookmark(_ context: Context) -> Bookmark? { nil }
  var isTyping: Bool { false }
  var tickInterval: Duration? { nil }
}

/// A key and what it does.
struct KeyHelp: Sendable {
  var keys: String
  var action: Localized<String>

  init(_ keys: String, en english: String, zh chinese: String) {
    self.keys = keys
    action = Localized(en: english, zh: chinese)
  }

  /// In cells, with the blank between.
  func width(_ language: Language) -> Int { keys.cellWidth + 1 + action[language].cellWidth }
}

/// What all screens may see.
struct Context: Sendable {
  var size: Size
  var language: Language
  var theme: Theme
  var glyphs: Glyphs
  /// False with `--no-motion`: nothing moves that the learner did not move.
  var allowsMotion: Bool
  var course: CourseOverview
  var record: Record
  /// Seconds since 1970, of the message that is being handled.
  var now: Double
  /// When the learner's days begin.
  var days = StudyDays.utc

  /// What is to be reviewed now, of the whole course or of some lessons.
  func reviews(among lessons: [String]? = nil) -> ReviewQueue {
    let wanted = lessons.map(Set.init)
    let lessons = course.lessons.filter { wanted?.contains($0.id) ?? true }
    return ReviewQueue(record, lessons: lessons, days: days, at: now)
  }
}
