import Canvas
import Course
import Labs
import Progress
import Quiz

/// An interview: only the question, a clock, and the learner's own words. Then the points that were
/// met and missed, a follow-up on one that was missed, the lab that shows it; and ten minutes later
/// the question once more in other words.
struct InterviewScreen: ScreenModel {
  enum Stage: Sendable {
    /// What is to be asked is chosen.
    case intro
    /// The last of the rounds is asked or judged.
    case round
    case finished
  }

  /// Why a question is asked.
  enum Reason: Sendable, Equatable {
    case planned
    /// The point of the rubric, from 1, that the question before missed.
    case followUp(point: Int)
    /// The points as they stood the first time.
    case again(RubricTally)
  }

  struct Round: Sendable {
    var panel: QuestionPanel
    var reason: Reason
  }

  /// What may be chosen: a chapter, the whole course.
  struct Scope: Sendable, Equatable {
    var title: Localized<String>
    var lessons: Set<String>
  }

  let scopes: [Scope]
  private(set) var scope = 0
  private(set) var stage = Stage.intro
  private(set) var items: InterviewItems
  private(set) var rounds: [Round] = []
  private(set) var scroll = 0
  private var language: Language?
  private var name = ""
  /// `v` was pressed: a number says which point of the rubric was made.
  private var takesPoint = false
  /// Escape was pressed while there is text that would be lost.
  private var isLeaving = false
  /// A question waits to be asked again, so that the clock has something to show.
  private var awaitsRepeat = false

  /// - Parameter chapter: what is offered first; nil: the whole course only
  init(course: CourseOverview, chapter: Scope? = nil) {
    let lessons = course.lessons.map(\.id)
    let whole = Scope(title: Words.wholeCourse, lessons: Set(lessons))
    scopes = (chapter.map { [$0] } ?? []) + [whole]
    items = InterviewItems(of: lessons)
  }

  var round: Round? { stage == .round ? rounds.last : nil }
  var panel: QuestionPanel? { round?.panel }

  /// The questions of the scope that were not asked in this interview, in their order.
  func queue(_ record: Record) -> [String] {
    let asked = Set(rounds.map(\.panel.item.id))
    let waiting = Set(record.awaitingRepeat.map(\.item))
    return items.ordered(among: scopes[scope].lessons, by: record).filter {
      !asked.contains($0) && !waiting.contains($0)
    }
  }

  /// Asked again in this sitting and passed over: not offered a third time.
  private var leftForLater: Set<String> {
    Set(
      rounds.compactMap { round in
        guard case .again = round.reason, round.panel.latest == nil else { return nil }
        return round.panel.item.id
      })
  }

  /// What comes back now.
  func due(_ context: Context) -> [Attempt] {
    Repeats.due(context.record, at: context.now).filter {
      items.entries[$0.item] != nil && !leftForLater.contains($0.item)
    }
  }

  /// The follow-up to the question that was just judged.
  var followUp: (point: Int, id: String)? {
    guard let round, round.reason == .planned, let tally = round.panel.latest?.tally else {
      return nil
    }
    return items.followUp(to: round.panel.shown, tally)
  }

  // MARK: Reading the items

  mutating func prepare(_ context: Context) -> [Action] {
    if name.isEmpty { name = "interview@\(context.now)" }
    defer { fit(context) }
    guard language != context.language else { return [] }
    language = context.language
    return context.course.lessons.map { .effect(.loadLesson(id: $0.id, context.language)) }
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    awaitsRepeat = !context.record.awaitingRepeat.isEmpty
    switch message {
    case .lessonLoaded(let loaded) where loaded.lesson.language == language:
      items.take(loaded)
      leaveEmptyScope(context)
      return translate()
    case .lessonFailed(let id, _): items.drop(id)
    case .asked(let ticket, let result):
      for index in rounds.indices where rounds[index].panel.id == ticket.screen {
        rounds[index].panel.receive(ticket, result, now: context.now)
      }
      fit(context)
    default: break
    }
    return []
  }

  /// A chapter that has no questions is not what is offered first.
  private mutating func leaveEmptyScope(_ context: Context) {
    guard stage == .intro, items.isComplete,
      items.ordered(among: scopes[scope].lessons, by: context.record).isEmpty
    else { return }
    scope = scopes.count - 1
  }

  /// The rounds in the language of the items.
  private mutating func translate() -> [Action] {
    rounds.indices.compactMap { index in
      guard let entry = items.entries[rounds[index].panel.item.id] else { return nil }
      let item = Self.asked(entry.item, rounds[index].reason)
      return rounds[index].panel.translate(to: item).map(Action.effect)
    }
  }

  /// An item as it is asked for a reason: the second time in other words, where it has them.
  private static func asked(_ item: Item, _ reason: Reason) -> Item {
    guard case .again = reason, case .short(var text) = item, let again = text.again else {
      return item
    }
    text.common.prompt = again
    return .short(text)
  }

  /// The field is as large as the screen lets it be.
  private mutating func fit(_ context: Context) {
    guard let round else { return }
    let layout = InterviewLayout(screen: self, area: context.bodyArea, context: context)
    rounds[rounds.count - 1].panel.editor.fit(
      columns: layout.measure, rows: layout.fieldRows(of: round.panel))
  }

  // MARK: The course of the interview

  mutating func moveScope(by step: Int) {
    scope = min(max(0, scope + step), scopes.count - 1)
  }

  /// What comes back first, then the next question, then the end.
  mutating func next(_ context: Context) -> [Action] {
    if let attempt = due(context).first, let entry = items.entries[attempt.item] {
      return ask(entry, .again(attempt.tally ?? RubricTally()), context)
    }
    guard let id = queue(context.record).first, let entry = items.entries[id] else {
      stage = .finished
      scroll = 0
      return []
    }
    return ask(entry, .planned, context)
  }

  mutating func askFollowUp(_ context: Context) -> [Action] {
    guard let followUp, let entry = items.entries[followUp.id] else { return next(context) }
    return ask(entry, .followUp(point: followUp.point), context)
  }

  private mutating func ask(
    _ entry: InterviewItems.Entry, _ reason: Reason, _ context: Context
  ) -> [Action] {
    var panel = QuestionPanel(
      id: "\(name)/\(rounds.count)", item: Self.asked(entry.item, reason), lesson: entry.lesson)
    if case .again(let tally) = reason { panel.first = tally }
    let effect = panel.ask(seed: QuestionSeeds.fresh.seed(of: entry.item.id, at: context.now))
    rounds.append(Round(panel: panel, reason: reason))
    stage = .round
    scroll = 0
    isLeaving = false
    return [.effect(effect)]
  }

  mutating func submit(_ context: Context) -> [Action] {
    guard let round else { return [] }
    let mode: Attempt.Mode = if case .again = round.reason { .interviewAgain } else { .interview }
    let card = context.record.cards[round.panel.item.id]
    let last = rounds.count - 1
    guard
      let attempt = rounds[last].panel.judge(in: mode, card: card, now: context.now)
    else { return [] }
    scroll = 0
    return [.effect(.save(.answered(attempt)))]
  }

  mutating func skip(_ context: Context) -> [Action] {
    guard let round else { return [] }
    let event = ProgressEvent.skipped(
      item: round.panel.item.id, lesson: round.panel.lesson, time: context.now)
    rounds[rounds.count - 1].panel.isSkipped = true
    return [.effect(.save(event))] + next(context)
  }

  /// Takes the grading back; what was written is in its field again.
  mutating func undo(_ context: Context) -> [Action] {
    guard stage == .round, !rounds.isEmpty,
      let undone = rounds[rounds.count - 1].panel.undo(now: context.now)
    else { return [] }
    scroll = 0
    return [.effect(.save(.undone(undone.reference)))]
  }

  /// - Parameter point: of the rubric, from 1
  mutating func overrule(_ point: Int) -> [Action] {
    guard !rounds.isEmpty, let event = rounds[rounds.count - 1].panel.overrule(point) else {
      return []
    }
    return [.effect(.save(event))]
  }

  mutating func finish() {
    stage = .finished
    scroll = 0
  }

  // MARK: Ways out of a round

  var entry: InterviewItems.Entry? { panel.flatMap { items.entries[$0.item.id] } }

  func openLab() -> [Action] {
    guard let entry else { return [] }
    let request = panel?.question?.run ?? items.lab(of: entry)
    guard let request, let lab = try? LabPanel(id: "\(name)/lab\(rounds.count)", request: request)
    else { return [.notify(Words.noLab)] }
    return [.open(LabScreen(panel: lab))]
  }

  func openLesson() -> [Action] {
    guard let entry else { return [] }
    return [.open(LessonScreen(link: entry.item.reviewLink(in: entry.lesson)))]
  }

  // MARK: Input

  var isTyping: Bool { panel?.stage == .answering && panel?.editor.isTyping == true }

  var tickInterval: Duration? {
    let isAnswering = panel?.stage == .answering
    return isAnswering || awaitsRepeat ? .seconds(1) : nil
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    awaitsRepeat = !context.record.awaitingRepeat.isEmpty
    defer {
      let layout = InterviewLayout(screen: self, area: context.bodyArea, context: context)
      scroll = min(scroll, layout.maximumScroll)
    }
    if case .mouse(let mouse) = input, mouse.action != .press {
      scroll = max(0, scroll + (mouse.action == .wheelDown ? 2 : -2))
      return []
    }
    switch stage {
    case .intro: return handleIntro(input, context)
    case .finished: return handleFinished(input, context)
    case .round:
      switch panel?.stage {
      case .answering: return answer(input, context)
      case .judged: return handleJudged(input, context)
      case .waiting, .failed, nil: return handleWaiting(input, context)
      }
    }
  }

  private mutating func handleIntro(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.up), .key(.left), .key(.character("k")): moveScope(by: -1)
    case .key(.down), .key(.right), .key(.character("j")): moveScope(by: 1)
    case .key(.enter)
    where items.isComplete && !(queue(context.record) + due(context).map(\.item)).isEmpty:
      return next(context)
    case .key(.escape), .key(.character("q")): return [.back]
    default: break
    }
    return []
  }

  private mutating func handleWaiting(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape), .key(.character("q")):
      finish()
      return []
    case .key(.enter), .key(.control("n")): return next(context)
    default: return []
    }
  }

  private mutating func answer(_ input: Input, _ context: Context) -> [Action] {
    let takesEnter = panel?.editor.takesEnter == true
    let wasLeaving = isLeaving
    isLeaving = false
    switch input {
    case .key(.enter) where !takesEnter: return submit(context)
    case .key(.control("d")) where takesEnter: return submit(context)
    case .key(.control("n")): return skip(context)
    case .key(.escape):
      guard wasLeaving || !takesEnter || panel?.editor.answer == nil else {
        isLeaving = true
        return [.notify(Words.leaving)]
      }
      finish()
    case .mouse(let mouse):
      let layout = InterviewLayout(screen: self, area: context.bodyArea, context: context)
      if let choice = layout.choice(atRow: mouse.row) {
        rounds[rounds.count - 1].panel.editor.choose(choice)
      }
    default:
      fit(context)
      rounds[rounds.count - 1].panel.complaint = nil
      rounds[rounds.count - 1].panel.editor.handle(input)
    }
    return []
  }

  private mutating func handleJudged(_ input: Input, _ context: Context) -> [Action] {
    let isOverruling = takesPoint
    takesPoint = input == .key(.character("v")) && panel?.latest?.tally != nil
    switch input {
    case .key(.character("v")) where takesPoint: return [.notify(Words.whichPoint)]
    case .key(.character(let digit)) where isOverruling && digit.isWholeNumber:
      return overrule(digit.wholeNumberValue ?? 0)
    case .key(.enter), .key(.character(" ")): return askFollowUp(context)
    case .key(.character("n")): return next(context)
    case .key(.character("l")): return openLab()
    case .key(.character("o")), .key(.character("g")): return openLesson()
    case .key(.character("u")): return undo(context)
    case .key(.down), .key(.character("j")): scroll += 1
    case .key(.up), .key(.character("k")): scroll = max(0, scroll - 1)
    case .key(.pageDown): scroll += 5
    case .key(.pageUp): scroll = max(0, scroll - 5)
    case .key(.escape), .key(.character("q")): finish()
    default: break
    }
    return []
  }

  private mutating func handleFinished(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.enter), .key(.character(" ")):
      let isMore = !due(context).isEmpty || !queue(context.record).isEmpty
      return isMore ? next(context) : [.back]
    case .key(.down), .key(.character("j")): scroll += 1
    case .key(.up), .key(.character("k")): scroll = max(0, scroll - 1)
    case .key(.escape), .key(.character("q")): return [.back]
    default: break
    }
    return []
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    InterviewLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let wholeCourse = Localized(en: "The whole course", zh: "整门课")
    static let noLab = Localized(en: "No lab shows this.", zh: "没有演示这一点的实验。")
    static let whichPoint = Localized(
      en: "Which point did you make? Press its number.", zh: "你说到了哪一点？按它的编号。")
    static let leaving = Localized(
      en: "Esc once more leaves; what you have written is lost.",
      zh: "再按一次 Esc 就离开，写的内容不会保留。")
  }
}
