import Canvas
import Course
import Labs
import Progress

@testable import Tutor

/// A test of a number that no lesson of the course has: its state, with effects done at once or, as
/// long as `holdsRuns`, when `finishRuns` is called.
struct ClaimBench {
  private(set) var state: State
  private(set) var copied: [String] = []
  private(set) var stopped: [LabTicket] = []
  private(set) var asked: [LabRequest] = []
  private var held: [(LabTicket, LabRequest)] = []
  var holdsRuns = false
  var runLab: @Sendable (LabRequest) -> Result<Findings, LabError> = {
    Laboratory().outcome(of: $0)
  }

  /// - Parameters:
  ///   - claims: YAML, as in a `.claims.yaml`
  ///   - links: name and text of each number; they stand in one sentence
  ///   - opening: its first words
  init(
    claims: String, _ links: [(String, String)], opening: String = "It is",
    size: Size = Size(columns: 80, rows: 24), language: Language = .english,
    glyphs: Glyphs = .unicode, allowsMotion: Bool = false,
    runLab: (@Sendable (LabRequest) -> Result<Findings, LabError>)? = nil
  ) {
    if let runLab { self.runLab = runLab }
    state = State(
      size: size, language: language,
      appearance: Appearance(theme: .dark, glyphs: glyphs, allowsMotion: allowsMotion),
      course: CourseOverview(chapters: []), record: Record())
    let inlines = links.enumerated().flatMap { index, link -> [Inline] in
      let place = Place(file: "a.en.md", line: 1, column: index + 1)
      return [.text(" "), .claim([.text(link.1)], id: link.0, place)]
    }
    let lesson = Lesson(
      summary: LessonSummary(id: "a/b", title: Localized("A")), language: language,
      blocks: [Block(.paragraph([.text(opening)] + inlines), at: Place(file: "a.en.md"))],
      diagnostics: [], claims: Claim.read(claims, file: "a.claims.yaml").claims)
    if let screen = ClaimScreen(lesson, number: 0, showsAnswers: true) {
      state.screens.append(screen)
      perform(state.start(now: 0))
    }
  }

  var text: String { state.view().plainText }
  var screen: ClaimScreen? { state.screens.last as? ClaimScreen }

  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  mutating func send(_ message: Message) { perform(state.update(message, now: 0)) }

  mutating func finishRuns() {
    let runs = held
    held = []
    for (ticket, request) in runs { send(.labFinished(ticket, runLab(request))) }
  }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .runLab(let ticket, let request):
        asked.append(request)
        held.append((ticket, request))
        if !holdsRuns { finishRuns() }
      case .stopLab(let ticket): stopped.append(ticket)
      case .copy(let text): copied.append(text)
      case .loadReferences:
        let library = try? CourseLibrary(at: Rehearsal.content)
        send(.referencesLoaded(library?.readSources().sources ?? []))
      default: break
      }
    }
  }
}
