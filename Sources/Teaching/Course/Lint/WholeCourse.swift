/// Every lesson of a course, read in every language that it is written in.
///
/// ```swift
/// let course = WholeCourse(library)
/// let diagnostics = CourseLint(course, runner: Laboratory()).diagnostics
/// ```
/// Whoever adds checks of its own, as `Quiz` does, reads the same lessons.
public struct WholeCourse: Sendable {
  public let library: CourseLibrary
  public let sources: [Source]
  public let terms: [Term]
  public let duels: [Duel]
  /// In the order of the course, the languages of a lesson side by side.
  public private(set) var lessons: [Lesson] = []
  /// What is wrong with the files themselves, by place.
  public private(set) var diagnostics: [Diagnostic]

  /// By lesson and language, where each heading stands.
  private var anchors: [String: Set<String>] = [:]

  public init(_ library: CourseLibrary) {
    self.library = library
    let (sources, wrongSources) = library.readSources()
    let (terms, wrongTerms) = library.readGlossary()
    self.sources = sources
    self.terms = terms
    let (duels, wrongDuels) = library.readDuels()
    self.duels = duels
    diagnostics = library.diagnostics + wrongSources + wrongTerms + wrongDuels
    for summary in library.lessons {
      for language in summary.languages {
        do throws(Diagnostic) {
          let lesson = try library.lesson(summary.id, in: language)
          anchors[key(summary.id, language)] = lesson.anchors
          diagnostics += lesson.diagnostics
          lessons.append(lesson)
        } catch {
          diagnostics.append(error)
        }
      }
    }
  }

  public func lesson(_ id: String, in language: Language) -> Lesson? {
    lessons.first { $0.summary.id == id && $0.language == language }
  }

  /// Why a link or a `review` leads nowhere; nil where it leads somewhere.
  ///
  /// `#anchor` in this lesson, `lesson`, `lesson#anchor`, or an address of the web.
  public func problem(ofLink destination: String, in lesson: Lesson) -> String? {
    let schemes = ["https://", "http://", "mailto:"]
    if schemes.contains(where: destination.hasPrefix) { return nil }
    let isHere = destination.isEmpty || destination.hasPrefix("#")
    let path = isHere ? lesson.summary.id + destination : destination
    return problem(ofPlace: path, in: lesson.language)
  }

  /// Why `lesson` or `lesson#anchor` leads nowhere; nil where it leads somewhere.
  func problem(ofPlace destination: String, in language: Language) -> String? {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let id = String(parts[0])
    if let problem = problem(ofLesson: id) { return problem }
    guard parts.count == 2 else { return nil }
    let anchor = String(parts[1])
    // A lesson that is not translated is shown in the language that there is.
    let known =
      anchors[key(id, language)] ?? anchors[key(id, language.other)] ?? []
    if known.contains(anchor) { return nil }
    let hint = nearest(to: anchor, among: known.sorted()).map { "; did you mean '#\($0)'?" } ?? ""
    return "lesson '\(id)' has no heading '#\(anchor)'\(hint)"
  }

  /// Why an id is that of no lesson; nil where it is.
  func problem(ofLesson id: String) -> String? {
    if library.summary(of: id) != nil { return nil }
    if library.chapters.contains(where: { $0.planned.contains { $0.id == id } }) {
      return "lesson '\(id)' is planned, but not written yet"
    }
    let hint =
      nearest(to: id, among: library.lessons.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
    return "there is no lesson '\(id)'\(hint)"
  }

  private func key(_ id: String, _ language: Language) -> String { "\(id).\(language.rawValue)" }
}

extension Lesson {
  /// The names of its headings.
  public var anchors: Set<String> {
    var anchors: Set<String> = []
    blocks.walk { block in
      if case .heading(_, let anchor, _) = block.content { anchors.insert(anchor) }
    }
    return anchors
  }

  /// Its labs, each with its place, in the order of reading.
  public var labs: [(lab: LabBlock, place: Place)] {
    var labs: [(lab: LabBlock, place: Place)] = []
    blocks.walk { block in
      if case .lab(let lab) = block.content { labs.append((lab, block.place)) }
    }
    return labs
  }

  /// Its quiz items as YAML, in the order of reading.
  public var quizzes: [QuizBlock] {
    var quizzes: [QuizBlock] = []
    blocks.walk { block in
      if case .quiz(let quiz) = block.content { quizzes.append(quiz) }
    }
    return quizzes
  }
}
