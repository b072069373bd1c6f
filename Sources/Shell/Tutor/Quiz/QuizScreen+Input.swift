import Canvas
import Course
import Quiz

extension QuizScreen {
  var isTyping: Bool {
    if case .answering = phase { return editor.isTyping }
    return false
  }

  /// Which question is in front, and whether it is judged; nil in the summary.
  private var standing: Standing? {
    guard !isFinished, let entry else { return nil }
    return Standing(index: index, isJudged: entry.stage == .judged)
  }

  private struct Standing: Equatable {
    var index: Int
    var isJudged: Bool
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    now = context.now
    let before = standing
    let actions = respond(to: input, context)
    // A new question is read from its beginning; a verdict, and a field to be typed in again, may
    // stand below the end of the screen.
    if let standing, standing != before, standing.isJudged || standing.index == before?.index {
      keepInSight(context)
    }
    clampScroll(context)
    return actions
  }

  private mutating func respond(to input: Input, _ context: Context) -> [Action] {
    if case .mouse(let mouse) = input, mouse.action != .press {
      scroll(by: mouse.action == .wheelDown ? 2 : -2)
      return []
    }
    switch phase {
    case .waiting: return handleWaiting(input)
    case .failed: return handleFailed(input)
    case .answering: return answer(input, context)
    case .judged: return handleJudged(input)
    case .finished: return handleFinished(input, context)
    }
  }

  private mutating func handleWaiting(_ input: Input) -> [Action] {
    switch input {
    case .key(.escape), .key(.character("q")): leave()
    case .key(.character("s")), .key(.control("n")): skip()
    default: []
    }
  }

  /// The item cannot be asked: on to the next one, or once more.
  private mutating func handleFailed(_ input: Input) -> [Action] {
    switch input {
    case .key(.enter), .key(.character(" ")), .key(.character("n")): advance()
    case .key(.character("s")), .key(.control("n")): skip()
    case .key(.character("r")): ask()
    case .key(.character("o")): openLesson()
    case .key(.escape), .key(.character("q")): leave()
    default: []
    }
  }

  private mutating func answer(_ input: Input, _ context: Context) -> [Action] {
    let wasLeaving = isLeaving
    isLeaving = input == .key(.escape) && editor.takesEnter && editor.answer != nil
    switch input {
    case .key(.escape) where isLeaving && !wasLeaving: return [.notify(Words.leaving)]
    case .key(.escape):
      isLeaving = false
      return leave()
    case .key(.enter) where !editor.takesEnter: return submit(context)
    case .key(.control("d")) where editor.takesEnter: return submit(context)
    case .key(.tab): takeHint(context)
    case .key(.pageDown): scroll(by: 5)
    case .key(.pageUp): scroll(by: -5)
    case .key(.control("n")): return skip()
    case .key(.control("p")): return undo()
    case .key(.character("q")) where !editor.isTyping: return leave()
    case .key(.character("h")) where !editor.isTyping: takeHint(context)
    case .key(.character("s")) where !editor.isTyping: return skip()
    case .key(.character("u")) where !editor.isTyping: return undo()
    case .mouse(let mouse):
      let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
      if let choice = layout.choice(atRow: mouse.row) { change { $0.editor.choose(choice) } }
    default:
      change {
        $0.complaint = nil
        $0.editor.fit(columns: QuestionPage.body(in: context.bodyArea).columns, rows: nil)
        $0.editor.handle(input)
      }
      keepInSight(context)
    }
    return []
  }

  private mutating func takeHint(_ context: Context) {
    change { $0.takeHint() }
    keepInSight(context)
  }

  private mutating func handleJudged(_ input: Input) -> [Action] {
    let isOverruling = takesPoint
    takesPoint = input == .key(.character("v")) && entry?.latest?.tally != nil
    switch input {
    case .key(.character("v")) where takesPoint: return [.notify(Words.whichPoint)]
    case .key(.character(let digit)) where isOverruling && digit.isWholeNumber:
      return overrule(digit.wholeNumberValue ?? 0)
    case .key(.enter), .key(.character(" ")), .key(.right), .key(.character("n")):
      return advance()
    case .key(.down), .key(.character("j")): scroll(by: 1)
    case .key(.up), .key(.character("k")): scroll(by: -1)
    case .key(.pageDown): scroll(by: 5)
    case .key(.pageUp): scroll(by: -5)
    case .key(.character("r")):
      let now = now
      change { $0.retry(now: now) }
    case .key(.escape), .key(.character("q")): return leave()
    case .key(.character("u")), .key(.control("p")): return undo()
    case .key(.character("d")): return dispute()
    case .key(.character("o")): return openLesson()
    case .key(.character("l")): return openLab(broken: false)
    case .key(.character("x")): return openLab(broken: true)
    case .key(.character(let digit)):
      if let rating = digit.wholeNumberValue.flatMap(Rating.init(rawValue:)) {
        return rate(rating)
      }
    default: break
    }
    return []
  }

  /// The place in the lesson where the item's subject is explained.
  private func openLesson() -> [Action] {
    guard let entry else { return [] }
    return [.open(LessonScreen(link: entry.item.reviewLink(in: entry.lesson)))]
  }

  /// The run that gave the key; or the broken one that gives the learner's answer, which its lab
  /// shows beside the true one.
  private func openLab(broken: Bool) -> [Action] {
    guard let entry, var request = entry.question?.run else { return [] }
    if broken {
      guard let xray = entry.latest?.xray else { return [] }
      request.mutant = xray.mutant
    }
    guard let panel = try? LabPanel(id: "\(entry.id)/\(broken ? "x" : "l")", request: request)
    else {
      return []
    }
    return [.open(LabScreen(panel: panel))]
  }

  private mutating func handleFinished(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.down), .key(.character("j")): moveRow(by: 1)
    case .key(.up), .key(.character("k")): moveRow(by: -1)
    case .key(.home), .key(.character("g")): moveRow(by: -entries.count)
    case .key(.end), .key(.character("G")): moveRow(by: entries.count)
    case .key(.pageDown): moveRow(by: 5)
    case .key(.pageUp): moveRow(by: -5)
    case .key(.enter) where entries.isEmpty: return [.back]
    case .key(.enter), .key(.character(" ")): return open(row)
    case .key(.character("u")), .key(.control("p")): return undo()
    case .key(.character("r")): return again(\.item.id, where: { _ in true })
    case .key(.character("m")): return again(\.item.id, where: \.isMissed)
    case .key(.escape), .key(.character("q")): return [.back]
    case .mouse(let mouse):
      let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
      if let row = layout.choice(atRow: mouse.row) { return open(row) }
    default: break
    }
    if !entries.isEmpty { keepInSight(context) }
    return []
  }

  /// Some of the items once more, with other numbers.
  private func again(
    _ id: (QuestionPanel) -> String, where isWanted: (QuestionPanel) -> Bool
  ) -> [Action] {
    let wanted = entries.filter(isWanted)
    guard !wanted.isEmpty else { return [.notify(Words.nothingMissed)] }
    var seen: Set<String> = []
    let lessons = wanted.map(\.lesson).filter { seen.insert($0).inserted }
    let plan = QuizPlan(
      title: plan.title, lessons: lessons, selection: .items(wanted.map(id)),
      seeds: plan.seeds.next)
    return [.replace(QuizScreen(plan))]
  }

  private enum Words {
    static let leaving = Localized(
      en: "Esc once more leaves; what you have written is lost.",
      zh: "再按一次 Esc 就离开，写的内容不会保留。")
    static let whichPoint = Localized(
      en: "Which point did you make? Press its number.", zh: "你说到了哪一点？按它的编号。")
    static let nothingMissed = Localized(en: "Nothing was missed.", zh: "没有答错的题。")
  }
}
