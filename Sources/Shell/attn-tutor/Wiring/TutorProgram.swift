import Canvas
import Course
import Foundation
import Labs
import Progress
import Terminal
import Tutor

/// Wires the tutor to a real terminal, a real store and the real labs.
struct TutorProgram {
  private let settings: TutorSettings

  init(_ settings: TutorSettings) { self.settings = settings }

  func run(_ opening: Opening) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw TerminalError.notATerminal
    }
    let kept = Concurrently { [folder = settings.dataFolder] in KeptRecord(folder: folder) }
    let library = try CourseLibrary(at: settings.contentFolder)
    let driver = try NcursesDriver(maximumColorDepth: Self.isNoColorSet ? .none : .direct)
    let (store, record, notice) = kept.value.parts
    let state = State(
      size: driver.size, language: settings.language, localeLanguage: .ofLocale,
      appearance: appearance(depth: driver.colorDepth),
      course: CourseOverview(chapters: library.chapters), record: record, notice: notice,
      opening: opening, days: .local)
    let session = Session(state: state, services: .live(library: library, store: store))
    session.start(wake: driver.wake)
    EventLoop.run(TutorApplication(session: session), on: driver)
    driver.close()
    if let signal = driver.endingSignal { NcursesDriver.die(by: signal) }
  }

  /// https://no-color.org: any value but an empty one.
  private static var isNoColorSet: Bool {
    ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
  }

  private func appearance(depth: ColorDepth) -> Appearance {
    Appearance(
      theme: depth == .none ? .monochrome : settings.theme, glyphs: settings.glyphs,
      allowsMotion: settings.allowsMotion)
  }
}

extension Services {
  static func live(library: CourseLibrary, store: any ProgressStore) -> Services {
    Services(
      loadLesson: { id, language throws(Diagnostic) in
        try LoadedLesson.read(id, in: language, from: library)
      },
      loadGlossary: { library.readGlossary().terms },
      loadDuels: { library.readDuels().duels },
      loadReferences: { library.readSources().sources },
      loadSource: { EngineSource.excerpts(marked: $0) },
      runLab: { Laboratory().outcome(of: $0) },
      store: store,
      writeFile: { name, contents in try OutputFile.write(contents, named: name) },
      now: { Date().timeIntervalSince1970 })
  }
}

/// Files that the learner saves, in the folder where the tutor was started.
enum OutputFile {
  /// Writes beside and renames, so that there is never a part of a file; takes the first free one
  /// of `scaling.svg`, `scaling-2.svg`, ….
  /// - Returns: the file's path
  static func write(_ contents: String, named name: String) throws -> String {
    let folder = URL(filePath: FileManager.default.currentDirectoryPath)
    let wanted = folder.appending(path: name)
    let (stem, ending) = (wanted.deletingPathExtension().lastPathComponent, wanted.pathExtension)
    var file = wanted
    var number = 2
    while FileManager.default.fileExists(atPath: file.path) {
      file = folder.appending(path: "\(stem)-\(number).\(ending)")
      number += 1
    }
    try contents.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }
}
