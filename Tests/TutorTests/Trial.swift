import Canvas
import Course
import Labs
import Progress

@testable import Tutor

/// A tutor whose parts can be exchanged one by one; the rest is as in a `Rehearsal`.
struct Trial {
  let session: Session

  init(
    size: Size = Size(columns: 120, rows: 36), record: Record = english,
    store: (any ProgressStore)? = nil, allowsMotion: Bool = false, opening: Opening = .automatic,
    runLab: @escaping @Sendable (LabRequest) -> Result<Findings, LabError> = {
      Laboratory().outcome(of: $0)
    }
  ) async throws {
    let library = try CourseLibrary(at: Rehearsal.content)
    let state = State(
      size: size, language: nil,
      appearance: Appearance(theme: .dark, glyphs: .unicode, allowsMotion: allowsMotion),
      course: CourseOverview(chapters: library.chapters), record: record, opening: opening)
    session = Session(
      state: state,
      services: Services(
        loadLesson: { id, language throws(Diagnostic) in
          try LoadedLesson.read(id, in: language, from: library)
        },
        loadGlossary: { library.readGlossary().terms },
        loadDuels: { library.readDuels().duels },
        loadReferences: { library.readSources().sources }, runLab: runLab,
        store: store ?? MemoryStore(record: record),
        writeFile: { name, _ in "/tmp/\(name)" }, now: { 1_790_000_000 }))
    session.start(wake: {})
    await session.settle()
  }

  static let english = Record(settings: [SettingKey.language: "en"])

  func receive(_ input: Input) async {
    session.receive(.input(input))
    await session.settle()
  }

  var state: State { session.state }
  var frame: Frame { session.state.view() }
}
