import Canvas
import Course
import Progress

extension State {
  /// Takes in one message. No clock, file or random draw in here: `now` is the time it happened,
  /// in seconds since 1970.
  /// - Returns: what is to be done outside, in order.
  public mutating func update(_ message: Message, now: Double) -> [Effect] {
    switch message {
    case .input(let input): return handle(input, now: now)
    case .saveFailed(let reason), .fileFailed(let reason):
      notice = reason
      return []
    case .fileWritten(let path):
      notice = Strings.saved(path)
      return []
    case .tick:
      // What stands behind another screen is not looked at, and does not move.
      guard let front = screens.indices.last else { return [] }
      return perform(screens[front].receive(message, context(now: now)), now: now)
    case .lessonLoaded, .lessonFailed, .labFinished, .labProgressed, .glossaryLoaded, .duelsLoaded,
      .referencesLoaded, .sourceLoaded, .asked, .historyLoaded:
      return (0..<screens.count).flatMap { index in
        let actions = screens[index].receive(message, context(now: now))
        return perform(actions, now: now)
      }
    }
  }

  /// Lays the screens out for the first time.
  public mutating func start(now: Double) -> [Effect] { prepareAll(now: now) }

  /// How long until the screen in front wants a tick; nil while nothing moves.
  public var tickInterval: Duration? { screens.last?.tickInterval }

  private mutating func handle(_ input: Input, now: Double) -> [Effect] {
    switch input {
    case .resized(let size):
      self.size = size
      return prepareAll(now: now)
    case .ended, .key(.control("c")):
      return perform(leave(now: now) + [.quit], now: now)
    case .key(.control("z")):
      return [.suspend]
    case .key, .mouse, .paste:
      notice = nil
      guard let front = screens.indices.last else { return [] }
      let input = screens[front].isTyping ? input : input.withoutWords
      let actions =
        globalActions(input, now: now) ?? screens[front].handle(input, context(now: now))
      return perform(actions, now: now)
    }
  }

  /// The keys that mean the same everywhere; nil where the screen in front is asked.
  private func globalActions(_ input: Input, now: Double) -> [Action]? {
    guard let front = screens.last, !front.isTyping else { return nil }
    switch input {
    case .key(.character("?")), .key(.function(1)):
      return front is HelpScreen ? [.back] : [.open(HelpScreen(keys: front.keys))]
    case .key(.character("/")): return [.open(SearchScreen())]
    case .key(.character("L")): return [.speak(language.other)]
    default: return nil
    }
  }

  private mutating func perform(_ actions: [Action], now: Double) -> [Effect] {
    actions.flatMap { perform($0, now: now) }
  }

  private mutating func perform(_ action: Action, now: Double) -> [Effect] {
    switch action {
    case .effect(let effect):
      if case .save(let event) = effect { record.apply(event) }
      return [effect]
    case .open(let screen):
      screens.append(screen)
      return prepareFront(now: now)
    case .replace(let screen):
      screens[screens.count - 1] = screen
      return prepareFront(now: now)
    case .back:
      guard screens.count > 1 else { return perform(.quit, now: now) }
      let closed = screens.removeLast()
      let actions = screens[screens.count - 1].resume(after: closed, context(now: now))
      return perform(actions, now: now)
    case .speak(let language):
      self.language = language
      let save = Action.effect(.save(.set(key: SettingKey.language, value: language.rawValue)))
      return perform(save, now: now) + prepareAll(now: now)
    case .notify(let notice):
      self.notice = notice
      return []
    case .quit:
      return [.quit]
    }
  }

  /// What is remembered of where the learner is, when the program ends.
  private func leave(now: Double) -> [Action] {
    let context = context(now: now)
    let places = screens.compactMap { $0.bookmark(context) }
    let screen = places.isEmpty ? SettingKey.homeScreen : SettingKey.lessonScreen
    return places.map { .effect(.save(.left($0))) }
      + [.effect(.save(.set(key: SettingKey.screen, value: screen)))]
  }

  private mutating func prepareFront(now: Double) -> [Effect] {
    let actions = screens[screens.count - 1].prepare(context(now: now))
    return perform(actions, now: now)
  }

  private mutating func prepareAll(now: Double) -> [Effect] {
    (0..<screens.count).flatMap { index in
      let actions = screens[index].prepare(context(now: now))
      return perform(actions, now: now)
    }
  }
}
