import Canvas
import Course
import Progress
import Quiz

/// One item after the other: asked, answered, judged at once, and kept; then what came of it.
struct QuizScreen: ScreenModel {
  enum Phase: Sendable {
    /// The lessons are still to be read, or the numbers to be drawn.
    case waiting
    case failed
    case answering
    case judged(Grade)
    case finished
  }

  /// What `u` takes back.
  enum Step: Sendable {
    case judged(Int)
    case skipped(Int)
  }

  private(set) var plan: QuizPlan
  /// In which mode the answers are kept.
  let mode: Attempt.Mode
  var entries: [QuestionPanel] = []
  var index = 0
  var isFinished = false
  /// True while an item was opened from the summary.
  var isLookingBack = false
  /// Which item the summary points at.
  private(set) var row = 0
  /// Seconds since 1970, of what happened last.
  var now = 0.0
  /// How long it took, where that is not the sum of its answers.
  private(set) var seconds: Double?
  /// Why a lesson's items are missing.
  private(set) var failure: Diagnostic?
  var steps: [Step] = []
  private var items: QuizItems
  private var start: Int
  private var language: Language?
  private var name = ""
  var scroll = 0
  /// `v` was pressed: a number says which point of the rubric was made.
  var takesPoint = false
  /// Escape was pressed while there is a text that would be lost.
  var isLeaving = false

  /// The items of a lesson that is open.
  init(lesson: LoadedLesson, startingAt ordinal: Int) {
    let summary = lesson.lesson.summary
    plan = QuizPlan(title: summary.title, lessons: [summary.id])
    mode = .practice
    items = QuizItems(of: [])
    items.take(lesson)
    language = lesson.lesson.language
    start = lesson.items.prefix(ordinal).count { (try? $0.get()) != nil }
  }

  init(_ plan: QuizPlan) {
    self.plan = plan
    mode = plan.mode
    items = QuizItems(of: plan.lessons)
    start = 0
  }

  /// What came of an exam.
  /// - Parameter seconds: how long it took
  init(
    exam title: Localized<String>, _ entries: [QuestionPanel], seconds: Double,
    language: Language?
  ) {
    self.seconds = seconds
    plan = QuizPlan(title: title, lessons: [], selection: .items(entries.map(\.item.id)))
    mode = .practice
    items = QuizItems(of: [])
    self.entries = entries
    self.language = language
    start = 0
    isFinished = true
  }

  var entry: QuestionPanel? { entries.indices.contains(index) ? entries[index] : nil }
  var editor: any AnswerEditor { entry?.editor ?? ChoiceEditor(choices: [], allowsSeveral: false) }
  var showsHint: Bool { entry?.showsHint ?? false }
  var complaint: Localized<String>? { entry?.complaint }

  /// The grade of each item that was answered here, by its number.
  var grades: [Int: Grade] {
    var grades: [Int: Grade] = [:]
    for (index, entry) in entries.enumerated() { grades[index] = entry.latest?.grade }
    return grades
  }

  var phase: Phase {
    guard !isFinished else { return .finished }
    guard let entry else { return items.isComplete ? .finished : .waiting }
    switch entry.stage {
    case .waiting: return .waiting
    case .failed: return .failed
    case .answering: return .answering
    case .judged: return entry.latest.map { .judged($0.grade) } ?? .answering
    }
  }

  // MARK: Reading the items

  mutating func prepare(_ context: Context) -> [Action] {
    now = context.now
    let isTranslated = language != context.language
    language = context.language
    if name.isEmpty {
      name = "quiz@\(now)"
      if plan.selection == .due { selectDue(context) }
    }
    let actions = items.isComplete && entries.isEmpty ? begin() : []
    keepInSight(context)
    guard isTranslated else { return actions }
    let lessons = Set(entries.map(\.lesson)).union(items.awaited)
    return actions + lessons.sorted().map { .effect(.loadLesson(id: $0, context.language)) }
  }

  private mutating func selectDue(_ context: Context) {
    let queue = context.reviews(among: plan.lessons).entries
    plan.selection = .items(queue.map(\.item))
    items = QuizItems(of: Set(queue.map(\.lesson)).sorted())
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    now = context.now
    switch message {
    case .lessonLoaded(let loaded) where loaded.lesson.language == language:
      guard items.isComplete else {
        items.take(loaded)
        return items.isComplete ? begin() : []
      }
      return entries.translate(to: loaded)
    case .lessonFailed(let id, let diagnostic) where items.awaited.contains(id):
      failure = diagnostic
      items.drop(id)
      return items.isComplete ? begin() : []
    case .asked(let ticket, let result):
      for index in entries.indices where entries[index].id == ticket.screen {
        entries[index].receive(ticket, result, now: now)
      }
    case .tick:
      if entries.indices.contains(index) { entries[index].isSlow = true }
    default: break
    }
    return []
  }

  private mutating func begin() -> [Action] {
    guard entries.isEmpty else { return [] }
    entries = items.chosen(by: plan).enumerated().map { index, item in
      QuestionPanel(id: "\(name)/\(index)", item: item.item, lesson: item.lesson)
    }
    return show(min(start, max(0, entries.count - 1)))
  }

  /// Long enough not to flicker where the numbers are drawn at once.
  var tickInterval: Duration? {
    guard let entry, !isFinished, entry.stage == .waiting, !entry.isSlow else { return nil }
    return .milliseconds(300)
  }

  // MARK: Moving on

  mutating func show(_ index: Int) -> [Action] {
    self.index = index
    scroll = 0
    guard entries.indices.contains(index) else {
      return finish()
    }
    isFinished = false
    return entries[index].isAsked ? [] : ask()
  }

  mutating func ask() -> [Action] {
    guard entries.indices.contains(index) else { return [] }
    let seed = plan.seeds.seed(of: entries[index].item.id, at: now)
    return [.effect(entries[index].ask(seed: seed))]
  }

  mutating func advance() -> [Action] {
    if isLookingBack { return finish() }
    return show(index + 1)
  }

  mutating func finish() -> [Action] {
    if isLookingBack { row = index }
    isLookingBack = false
    isFinished = true
    scroll = 0
    return []
  }

  /// Ends the session where something came of it, and leaves it where nothing did.
  mutating func leave() -> [Action] {
    let hasBegun = entries.contains { $0.latest != nil || $0.isSkipped }
    return isFinished || !hasBegun ? [.back] : finish()
  }

  /// Opens an item from the summary: to look at it where it was answered, to answer it where not.
  mutating func open(_ index: Int) -> [Action] {
    guard entries.indices.contains(index) else { return [] }
    isLookingBack = true
    return show(index)
  }

  // MARK: Changes of one panel

  mutating func change(_ change: (inout QuestionPanel) -> Void) {
    if entries.indices.contains(index) { change(&entries[index]) }
  }

  mutating func moveRow(by step: Int) {
    row = min(max(0, row + step), max(0, entries.count - 1))
  }

  mutating func scroll(by step: Int) { scroll = max(0, scroll + step) }

  /// Scrolls to the choice or the field that the keys go to.
  mutating func keepInSight(_ context: Context) {
    let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
    scroll = layout.scroll(showingFocusFrom: scroll)
  }

  mutating func clampScroll(_ context: Context) {
    let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
    scroll = min(scroll, layout.maximumScroll)
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    QuizLayout(screen: self, area: area, context: context).draw(of: &frame)
  }
}
