import Course
import Labs
import Progress
import Quiz

/// The outside world as the tutor sees it. A test hands in its own.
public struct Services: Sendable {
  /// Reads a lesson with its items.
  public var loadLesson: @Sendable (_ id: String, Language) throws(Diagnostic) -> LoadedLesson
  /// The terms of the course.
  public var loadGlossary: @Sendable () -> [Term]
  /// The lines of the engine's source that carry each of the marks, as far as they are found.
  public var loadSource: @Sendable (_ marks: [String]) -> [SourceExcerpt]
  /// Runs a lab, on any thread; it ends early where its task is cancelled.
  public var runLab: @Sendable (LabRequest) -> Result<Findings, LabError>
  public var store: any ProgressStore
  /// Writes a file beside the place where the tutor was started, and says where it is.
  public var writeFile: @Sendable (_ name: String, _ contents: String) throws -> String
  /// Seconds since 1970.
  public var now: @Sendable () -> Double

  public init(
    loadLesson: @escaping @Sendable (String, Language) throws(Diagnostic) -> LoadedLesson,
    loadGlossary: @escaping @Sendable () -> [Term],
    loadSource: @escaping @Sendable ([String]) -> [SourceExcerpt] = { _ in [] },
    runLab: @escaping @Sendable (LabRequest) -> Result<Findings, LabError>,
    store: any ProgressStore,
    writeFile: @escaping @Sendable (String, String) throws -> String,
    now: @escaping @Sendable () -> Double
  ) {
    self.loadLesson = loadLesson
    self.loadGlossary = loadGlossary
    self.loadSource = loadSource
    self.runLab = runLab
    self.store = store
    self.writeFile = writeFile
    self.now = now
  }
}
