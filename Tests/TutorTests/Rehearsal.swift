import Canvas
import Course
import Foundation
import Labs
import Progress
import Quiz
import Synchronization
import Tensors

@testable import Tutor

/// The tutor without a terminal: keys go in, frames come out, effects run at once.
///
/// It reads the real course and runs the real labs; the clock stands still, and the record is in
/// memory.
final class Rehearsal {
  static let content = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Content").path

  let session: Session
  let store: MemoryStore
  let clock: Clock

  /// Stands still but where a test moves it.
  final class Clock: Sendable {
    private let time = Mutex(1_790_000_000.0)

    /// Seconds since 1970.
    var now: Double { time.withLock { $0 } }

    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
  }

  init(
    size: Size = Size(columns: 120, rows: 36), language: Language? = .english,
    record: Record = Record(settings: [SettingKey.language: "en"]),
    events: [ProgressEvent] = [], theme: Theme = .dark, glyphs: Glyphs = .unicode,
    opening: Opening = .automatic, clock: Clock = Clock(),
    ask: @escaping @Sendable (Item, UInt64) -> Result<Question, LabError> = Services.ask(
      of: Laboratory())
  ) async throws {
    let library = try CourseLibrary(at: Self.content)
    let store = MemoryStore(record: record)
    for event in events { store.save(event) }
    self.store = store
    self.clock = clock
    let state = State(
      size: size, language: language,
      appearance: Appearance(theme: theme, glyphs: glyphs, allowsMotion: false),
      course: CourseOverview(chapters: library.chapters), record: store.record(),
      opening: opening)
    session = Session(
      state: state,
      services: Services(
        loadLesson: { id, language throws(Diagnostic) in
          try LoadedLesson.read(id, in: language, from: library)
        },
        loadGlossary: { library.readGlossary().terms },
        loadDuels: { library.readDuels().duels },
        loadReferences: { library.readSources().sources },
        runLab: { Laboratory().outcome(of: $0) }, ask: ask,
        store: store, writeFile: { name, _ in "/tmp/\(name)" }, now: { clock.now }))
    session.start(wake: {})
    await session.settle()
  }

  /// Types keys one after the other and waits for the labs after each.
  func press(_ keys: Key...) async {
    for key in keys { await receive(.key(key)) }
  }

  func type(_ text: String) async {
    for character in text { await receive(.key(.character(character))) }
  }

  func receive(_ input: Input) async {
    session.receive(.input(input))
    await session.settle()
  }

  var frame: Frame { session.state.view(now: clock.now) }
  var text: String { frame.plainText }
  var front: any ScreenModel { session.state.screens[session.state.screens.count - 1] }
}
