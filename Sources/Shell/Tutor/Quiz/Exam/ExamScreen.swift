import Canvas
import Course
import Progress
import Quiz

/// An exam: so many questions in so many minutes, in any order, and nothing is judged before the end.
///
/// Each answer is kept as it is given, so that whoever comes back after a crash goes on where it ended.
/// The clock runs on meanwhile.
struct ExamScreen: ScreenModel {
  enum Phase: Sendable, Equatable {
    /// What is coming, before the clock runs.
    case intro
    /// Lessons are still to be read.
    case reading
    case question
    /// All questions in a list, and the way to hand in.
    case overview
    /// Time is over or everything is handed in; some keys are still to be computed.
    case judging
  }

  private(set) var plan: ExamPlan
  var phase = Phase.intro
  /// nil before it has begun.
  var exam: Exam?
  var panels: [QuestionPanel] = []
  /// The number in the exam of each panel: an item that has gone from the course leaves a gap.
  private(set) var numbers: [Int] = []
  var index = 0
  /// Which question the overview points at.
  var row = 0
  /// True while the learner is asked whether to hand in.
  var isHandingIn = false
  var scroll = 0
  /// Seconds since 1970, of what happened last.
  var now = 0.0
  private var items = QuizItems(of: [])
  /// How many questions there are to choose from.
  private var available = 0
  private var selection: [String] = []
  private(set) var language: Language?
  /// Panels whose answer was given or changed by the learner.
  var touched: Set<Int> = []
  /// When the answer was last changed and not yet kept.
  var changedAt: Double?
  /// Whether the minutes follow the number of questions.
  private let isTimed: Bool

  init(_ plan: ExamPlan, isTimed: Bool = false) {
    self.plan = plan
    self.isTimed = isTimed
  }

  var panel: QuestionPanel? { panels.indices.contains(index) ? panels[index] : nil }
  var remaining: Double? { exam.map { max(0, $0.ends - now) } }

  func isAnswered(_ index: Int) -> Bool {
    guard numbers.indices.contains(index), let answer = exam?.answers[numbers[index]] else {
      return false
    }
    return !answer.isBlank
  }

  var answeredCount: Int { panels.indices.count(where: isAnswered) }

  /// The clock is looked at once a second, while it is seen.
  var tickInterval: Duration? { exam == nil ? nil : .seconds(1) }

  var isTyping: Bool {
    phase == .question && panel?.stage == .answering && panel?.editor.isTyping == true
  }

  // MARK: Before it

  mutating func changeCount(by step: Int) {
    let counts = [5, 10, 15, 20, 30, 40]
    let next =
      step > 0 ? counts.first { $0 > plan.count } : counts.last { $0 < plan.count }
    if let next { set(count: next) }
  }

  /// No more than there are.
  private mutating func set(count: Int) {
    plan.count = available > 0 ? min(count, available) : count
    if !isTimed { plan.minutes = 1.5 * Double(plan.count) }
  }

  /// Draws the questions and reads their lessons; the clock runs once they are there.
  mutating func begin(_ context: Context) -> [Action] {
    let wanted = Set(plan.lessons)
    let all = context.course.lessons.filter { wanted.contains($0.id) }.flatMap { lesson in
      lesson.items.map { (id: $0, lesson: lesson.id) }
    }
    guard !all.isEmpty else { return [.notify(Words.noItems)] }
    let seed = plan.seeds.seed(of: "exam", at: now)
    let chosen = Shuffle.order(of: all.count, seed: seed).prefix(plan.count).map { all[$0] }
    selection = chosen.map(\.id)
    return read(chosen.map(\.lesson), context)
  }

  private mutating func read(_ lessons: [String], _ context: Context) -> [Action] {
    phase = .reading
    items = QuizItems(of: Array(Set(lessons)).sorted())
    return items.awaited.sorted().map { .effect(.loadLesson(id: $0, context.language)) }
  }

  // MARK: Effects

  mutating func prepare(_ context: Context) -> [Action] {
    now = context.now
    let isTranslated = language != nil && language != context.language
    language = context.language
    if exam == nil, phase == .intro, let open = context.record.exam {
      exam = open
      selection = open.questions.map(\.item)
      return read(open.questions.map(\.lesson), context)
    }
    if phase == .intro {
      let wanted = Set(plan.lessons)
      available = context.course.lessons.filter { wanted.contains($0.id) }
        .reduce(0) { $0 + $1.items.count }
      set(count: plan.count)
    }
    keepInSight(context)
    guard isTranslated else { return [] }
    let lessons = Set(panels.map(\.lesson)).union(items.awaited)
    return lessons.sorted().map { .effect(.loadLesson(id: $0, context.language)) }
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    now = context.now
    return endIfOver(context)
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    now = context.now
    switch message {
    case .lessonLoaded(let loaded) where loaded.lesson.language == language:
      guard phase == .reading else { return panels.translate(to: loaded) }
      items.take(loaded)
      return items.isComplete ? start(context) : []
    case .lessonFailed(let id, _) where items.awaited.contains(id):
      items.drop(id)
      return items.isComplete ? start(context) : []
    case .asked(let ticket, let result):
      for index in panels.indices where panels[index].id == ticket.screen {
        panels[index].receive(ticket, result, now: now)
        restore(index)
      }
      return phase == .judging ? judge(context) : []
    case .tick:
      if panels.indices.contains(index) { panels[index].isSlow = true }
      // Who has stopped typing for a moment has an answer.
      let kept = changedAt.map { now - $0 >= 1 } == true ? keep() : []
      return kept + endIfOver(context)
    default: return []
    }
  }

  /// All items are there: the clock runs.
  private mutating func start(_ context: Context) -> [Action] {
    let found = items.chosen(
      by: QuizPlan(title: plan.title, lessons: [], selection: .items(selection)))
    guard !found.isEmpty else {
      phase = .intro
      defer { exam = nil }
      // An exam whose questions are gone from the course must not stand in the way of the next.
      let end = exam.map { exam in
        Action.effect(
          .save(.examEnded(exam: exam.began, [], time: max(exam.began, min(now, exam.ends)))))
      }
      return [end, .notify(Words.noItems)].compactMap(\.self)
    }
    var actions: [Action] = []
    if exam == nil {
      let questions = found.map { item, lesson in
        Exam.Question(
          item: item.id, lesson: lesson, seed: plan.seeds.seed(of: item.id, at: now))
      }
      let exam = Exam(began: now, minutes: plan.minutes, questions: questions)
      self.exam = exam
      actions.append(.effect(.save(.examBegan(exam))))
    }
    return actions + ask(found) + endIfOver(context)
  }

  private mutating func ask(_ found: [(item: Item, lesson: String)]) -> [Action] {
    guard let exam else { return [] }
    let byID = Dictionary(found.map { ($0.item.id, $0) }) { first, _ in first }
    for (number, question) in exam.questions.enumerated() {
      guard let (item, lesson) = byID[question.item] else { continue }
      panels.append(
        QuestionPanel(
          id: "exam@\(exam.began)/\(number)", item: item, lesson: lesson, seed: question.seed))
      numbers.append(number)
    }
    phase = .question
    index = panels.indices.first { !isAnswered($0) } ?? 0
    return panels.indices.map { .effect(panels[$0].ask(seed: panels[$0].seed)) }
  }

  /// Puts back what was answered before the program ended.
  private mutating func restore(_ index: Int) {
    guard !touched.contains(index), panels[index].stage == .answering, isAnswered(index),
      let answer = exam?.answers[numbers[index]]
    else { return }
    touched.insert(index)
    panels[index].restore(answer)
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    ExamLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let noItems = Localized(en: "There are no items here.", zh: "这里没有题目。")
  }
}
