import Canvas
import Course
import Labs
import Progress

/// Duels, one after the other: what notes say, the learner's bet, the run that decides, the source.
struct DuelsScreen: ScreenModel {
  /// In the order in which they are asked; nil until they have been read.
  private(set) var duels: [Duel]?
  private(set) var index = 0
  private(set) var panel: PredictionPanel?
  /// The run that decided.
  private(set) var lab: LabPanel?
  /// How many were won and lost in this sitting.
  private(set) var won = 0
  private(set) var lost = 0
  private(set) var scroll = 0

  var duel: Duel? {
    guard let duels, duels.indices.contains(index) else { return nil }
    return duels[index]
  }

  var isDecided: Bool {
    if case .decided = panel?.phase { true } else { false }
  }

  // MARK: Coming and going

  mutating func prepare(_ context: Context) -> [Action] {
    defer { clampScroll(context) }
    guard duels != nil else { return [.effect(.loadDuels)] }
    if let duel { panel?.translate(to: duel.prediction[context.language], claims: [:]) }
    return []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .duelsLoaded(let loaded) where duels == nil:
      duels = DuelOrder.ordered(loaded, by: context.record)
      return begin(context)
    case .labFinished(let ticket, let result):
      if lab?.receive(ticket, result) == true { return [] }
      guard let actions = panel?.receive(ticket, result) else { return [] }
      guard case .decided(let guess) = panel?.phase else { return actions }
      if guess.isRight == true { won += 1 } else { lost += 1 }
      showOutcome(context)
      return actions + showRun()
    default: return []
    }
  }

  /// Asks the duel that is next. A bet that was made when the program ended is decided now.
  private mutating func begin(_ context: Context) -> [Action] {
    scroll = 0
    lab = nil
    guard let duel else {
      panel = nil
      return []
    }
    let latest = context.record.latestGuess(at: duel.prediction.english.id)
    let lesson = duel.lesson.map { String($0.prefix { $0 != "#" }) }
    panel = PredictionPanel(
      duel.prediction[context.language], lesson: lesson ?? "", claims: [:],
      latest: latest?.outcome == nil ? latest : nil)
    return panel?.run() ?? []
  }

  private mutating func move(by step: Int, _ context: Context) -> [Action] {
    guard let duels else { return [] }
    index = min(max(0, index + step), duels.count)
    return begin(context)
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    defer { clampScroll(context) }
    switch input {
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelDown: scroll += 2
      case .wheelUp: scroll = max(0, scroll - 2)
      case .press:
        let layout = DuelLayout(screen: self, area: context.bodyArea, context: context)
        if let choice = layout.choice(atRow: mouse.row) { panel?.click(choice) }
      }
      return []
    case .key(let key): return handle(key, context)
    case .paste, .resized, .ended: return []
    }
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .character("q"): return [.back]
    case .escape where panel?.phase != .weighing: return [.back]
    case .pageDown: scroll += 5
    case .pageUp: scroll = max(0, scroll - 5)
    case .character("s") where duel != nil && !isDecided: return move(by: 1, context)
    case .character("p"): return move(by: -1, context)
    default:
      if duel == nil { return handleEnd(key, context) }
      return isDecided ? handleDecided(key, context) : panel?.handle(key, now: context.now) ?? []
    }
    return []
  }

  private mutating func handleDecided(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .enter, .character("n"), .character(" "): return move(by: 1, context)
    case .down, .character("j"): scroll += 1
    case .up, .character("k"): scroll = max(0, scroll - 1)
    case .character("g"), .character("o"):
      if let lesson = duel?.lesson { return [.open(LessonScreen(link: lesson))] }
      return [.notify(Words.noLesson)]
    case .character("l"): return openLab()
    case .character("r"):
      panel?.askAgain()
      lab = nil
      scroll = 0
    default: break
    }
    return []
  }

  /// Runs the lab as it was when it decided, so that its figures are there.
  private mutating func showRun() -> [Action] {
    guard let duel, let request = panel?.shownRequest,
      var lab = try? LabPanel(id: "duel/\(duel.id)", request: request)
    else { return [] }
    let run = lab.run()
    self.lab = lab
    return [.effect(run)]
  }

  private func openLab() -> [Action] { lab.map { [.open(LabScreen(panel: $0))] } ?? [] }

  /// At the end of all duels.
  private mutating func handleEnd(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .enter, .character(" "): return [.back]
    case .character("r"):
      duels = duels.map { DuelOrder.ordered($0, by: context.record) }
      index = 0
      (won, lost) = (0, 0)
      return begin(context)
    default: return []
    }
  }

  private mutating func showOutcome(_ context: Context) {
    let layout = DuelLayout(screen: self, area: context.bodyArea, context: context)
    scroll = layout.scrollToOutcome
  }

  private mutating func clampScroll(_ context: Context) {
    guard scroll > 0 else { return }
    let layout = DuelLayout(screen: self, area: context.bodyArea, context: context)
    scroll = min(scroll, layout.maximumScroll)
  }

  // MARK: Keys

  var hints: [KeyHelp] {
    guard duels?.isEmpty == false else { return [KeyHelp("Esc", en: "back", zh: "返回")] }
    guard let panel else {
      return [KeyHelp("r", en: "once more", zh: "再来一轮"), KeyHelp("Enter", en: "back", zh: "返回")]
    }
    switch panel.phase {
    case .asking:
      return [
        KeyHelp("1-\(panel.prediction.choices.count) ↑↓", en: "bet", zh: "押哪个"),
        KeyHelp("Enter", en: "how sure?", zh: "有多大把握"), KeyHelp("s", en: "later", zh: "以后再说"),
        KeyHelp("Esc", en: "back", zh: "返回"),
      ]
    case .weighing: return panel.hints
    case .running:
      return [KeyHelp("s", en: "later", zh: "以后再说"), KeyHelp("Esc", en: "back", zh: "返回")]
    case .decided:
      return [
        KeyHelp("Enter", en: "next", zh: "下一题"), KeyHelp("l", en: "the run", zh: "看实验"),
        KeyHelp("g", en: "lesson", zh: "看课文"), KeyHelp("r", en: "bet again", zh: "重押"),
        KeyHelp("Esc", en: "back", zh: "返回"),
      ]
    }
  }

  let keys = [
    KeyHelp("1-9 ↑↓", en: "what you bet on", zh: "押哪一个"),
    KeyHelp("←→", en: "how sure you are", zh: "有多大把握"),
    KeyHelp("Enter", en: "commit; then the next duel", zh: "确定；之后进入下一题"),
    KeyHelp("l", en: "the run that decides, in its lab", zh: "在实验里看判定结果的那次运行"),
    KeyHelp("g o", en: "the lesson", zh: "看课文"),
    KeyHelp("r", en: "bet again", zh: "重押"),
    KeyHelp("s p", en: "the next one, the one before", zh: "下一题、上一题"),
    KeyHelp("PgUp PgDn", en: "scroll", zh: "翻页"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    DuelLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let noLesson = Localized(
      en: "No lesson on this is written yet; l opens the run.", zh: "这个问题还没有课文；按 l 看实验。")
  }
}
