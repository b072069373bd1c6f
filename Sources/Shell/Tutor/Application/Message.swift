import Canvas
import Course
import Labs
import Progress
import Quiz

/// Everything that can happen to the tutor.
public enum Message: Sendable {
  case input(Input)
  case lessonLoaded(LoadedLesson)
  case lessonFailed(id: String, Diagnostic)
  case labFinished(LabTicket, Result<Findings, LabError>)
  case labProgressed(LabTicket, LabAdvance)
  case asked(QuestionTicket, Result<Question, LabError>)
  case historyLoaded([ProgressEvent])
  case glossaryLoaded([Term])
  case duelsLoaded([Duel])
  case referencesLoaded([Source])
  case sourceLoaded([SourceExcerpt])
  case saveFailed(Localized<String>)
  case fileWritten(path: String)
  case fileFailed(Localized<String>)
  /// The moment that an animation asked for has come.
  case tick
}

/// A lesson with its items, as a screen needs them.
public struct LoadedLesson: Sendable {
  public var lesson: Lesson
  /// One entry a quiz block, in the order of the lesson.
  public var items: [Result<Item, Diagnostic>]

  public init(lesson: Lesson, items: [Result<Item, Diagnostic>]) {
    self.lesson = lesson
    self.items = items
  }

  public static func read(
    _ id: String, in language: Language, from library: CourseLibrary
  ) throws(Diagnostic) -> LoadedLesson {
    let lesson = try library.lesson(id, in: language)
    return LoadedLesson(lesson: lesson, items: lesson.items)
  }
}

/// Names one question that a screen has asked for.
public struct QuestionTicket: Sendable, Hashable {
  public var screen: String
  public var number: Int

  public init(screen: String, number: Int) {
    self.screen = screen
    self.number = number
  }
}

/// How far a long run of a lab is.
public struct LabAdvance: Sendable, Equatable {
  /// Of the whole run, in 0...1.
  public var fraction: Double
  /// What is being done now.
  public var what: Localized<String>

  public init(fraction: Double, what: Localized<String>) {
    self.fraction = fraction
    self.what = what
  }
}

/// A file of the engine, open at a marked line.
public struct SourceExcerpt: Sendable, Equatable {
  public var file: String
  public var lines: [String]
  /// From 0.
  public var line: Int

  public init(file: String, lines: [String], line: Int) {
    self.file = file
    self.lines = lines
    self.line = line
  }
}

/// Names one run of one panel, so that a result that is no longer wanted is not shown.
public struct LabTicket: Sendable, Hashable {
  public var panel: String
  public var run: Int

  public init(panel: String, run: Int) {
    self.panel = panel
    self.run = run
  }
}
