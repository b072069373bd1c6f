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
  /// What the notes say and a run decides.
  public var loadDuels: @Sendable () -> [Duel]
  /// The papers and pages that lessons rest on.
  public var loadReferences: @Sendable () -> [Source]
  /// The lines of the engine's source that carry each of the marks, as far as they are found.
  public var loadSource: @Sendable (_ marks: [String]) -> [SourceExcerpt]
  /// Runs a lab, on any thread; it ends early where its task is cancelled.
  public var runLab: @Sendable (LabRequest) -> Result<Findings, LabError>
  /// Draws the numbers of an item and computes its key, on any thread.
  public var ask: @Sendable (Item, _ seed: UInt64) -> Result<Question, LabError>
  public var store: any ProgressStore
  /// Writes a file beside the place where the tutor was started, and says where it is.
  public var writeFile: @Sendable (_ name: String, _ contents: String) throws -> String
  /// Seconds since 1970.
  public var now: @Sendable () -> Double

  public init(
    loadLesson: @escaping @Sendable (String, Language) throws(Diagnostic) -> LoadedLesson,
    loadGlossary: @escaping @Sendable () -> [Term],
    loadDuels: @escaping @Sendable () -> [Duel] = { [] },
    loadReferences: @escaping @Sendable () -> [Source] = { [] },
    loadSource: @escaping @Sendable ([String]) -> [SourceExcerpt] = { _ in [] },
    runLab: @escaping @Sendable (LabRequest) -> Result<Findings, LabError>,
    ask: @escaping @Sendable (Item, UInt64) -> Result<Question, LabError> = Services.ask(
      of: Laboratory()),
    store: any ProgressStore,
    writeFile: @escaping @Sendable (String, String) throws -> String,
    now: @escaping @Sendable () -> Double
  ) {
    self.loadLesson = loadLesson
    self.loadGlossary = loadGlossary
    self.loadDuels = loadDuels
    self.loadReferences = loadReferences
    self.loadSource = loadSource
    self.runLab = runLab
    self.ask = ask
    self.store = store
    self.writeFile = writeFile
    self.now = now
  }
}

extension Services {
  /// Asks with the labs of `runner`.
  public static func ask(
    of runner: any LabRunner
  ) -> @Sendable (Item, UInt64) -> Result<Question, LabError> {
    { item, seed in
      do throws(LabError) {
        return .success(try item.question(seed: seed, runner: runner))
      } catch {
        return .failure(error)
      }
    }
  }
}
