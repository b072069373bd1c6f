import Canvas
import Course
import Progress

/// The ways through the course: each with its lessons, how far one has come, and where it goes on.
struct PathsScreen: ScreenModel {
  private(set) var route = 0
  /// The lesson that is pointed at.
  private(set) var row = 0
  /// True while the arrow keys move among the lessons of the path.
  private(set) var isInside = false
  /// nil until they have been read.
  private(set) var duels: [Duel]?
  private var hasLooked = false

  var hints: [KeyHelp] {
    [
      KeyHelp("↑↓", en: "choose", zh: "选择"), KeyHelp("Enter", en: "open", zh: "打开"),
      KeyHelp("c", en: "continue this path", zh: "沿这条路继续"),
      KeyHelp("t", en: "test yourself", zh: "自测"), KeyHelp("Esc", en: "back", zh: "返回"),
    ]
  }

  let keys = [
    KeyHelp("↑↓ ←→ Tab", en: "move", zh: "移动"),
    KeyHelp("Enter", en: "open the lesson; n and p then follow the path", zh: "打开课程；之后 n、p 沿这条路走"),
    KeyHelp("c", en: "continue this path", zh: "沿这条路继续"),
    KeyHelp("t", en: "test yourself on this lesson or path", zh: "做这一课或这条路上的题"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  func current(_ context: Context) -> Route? {
    let routes = context.course.routes
    return routes.indices.contains(route) ? routes[route] : nil
  }

  // MARK: Coming and going

  mutating func prepare(_ context: Context) -> [Action] {
    if !hasLooked {
      hasLooked = true
      let followed = context.record.settings[SettingKey.path]
      route = context.course.routes.firstIndex { $0.path.id == followed } ?? 0
    }
    settle(context)
    return duels == nil ? [.effect(.loadDuels)] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    if case .duelsLoaded(let loaded) = message { duels = loaded }
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    if let lesson = closed as? LessonScreen,
      let index = layout(context).sheet.entries.firstIndex(where: { $0.row.lesson == lesson.id })
    {
      (row, isInside) = (index, true)
    }
    return []
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(let key): return handle(key, context)
    case .mouse(let mouse): return handle(mouse, context)
    case .paste, .resized, .ended: return []
    }
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .down, .character("j"): move(by: 1, context)
    case .up, .character("k"): move(by: -1, context)
    case .pageDown: move(by: 10, context)
    case .pageUp: move(by: -10, context)
    case .home, .character("g"): move(by: -10_000, context)
    case .end, .character("G"): move(by: 10_000, context)
    case .right, .character("l"): enter(context)
    case .left, .character("h"), .backTab: isInside = false
    case .tab: if isInside { isInside = false } else { enter(context) }
    case .enter, .character(" "): return open(context)
    case .character("c"): return resumePath(context)
    case .character("t"): return test(context)
    case .escape where isInside: isInside = false
    case .escape, .character("q"): return [.back]
    default: break
    }
    return []
  }

  private mutating func choose(_ index: Int, _ context: Context) {
    guard context.course.routes.indices.contains(index) else { return }
    (route, row, isInside) = (index, 0, false)
  }

  /// To where the path goes on.
  private mutating func enter(_ context: Context) {
    let entries = layout(context).sheet.entries
    guard !entries.isEmpty else { return }
    if !isInside { row = entries.firstIndex(where: \.isNext) ?? 0 }
    isInside = true
  }

  private mutating func move(by step: Int, _ context: Context) {
    guard isInside else {
      return choose(min(max(0, route + step), context.course.routes.count - 1), context)
    }
    row = min(max(0, row + step), layout(context).sheet.entries.count - 1)
  }

  /// Keeps to the lessons that there are.
  private mutating func settle(_ context: Context) {
    let count = layout(context).sheet.entries.count
    row = min(max(0, row), max(0, count - 1))
    isInside = isInside && count > 0
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: move(by: 1, context)
    case .wheelUp: move(by: -1, context)
    case .press:
      let layout = layout(context)
      if let index = layout.route(atColumn: mouse.column, row: mouse.row) {
        choose(index, context)
      } else if let index = layout.entry(atColumn: mouse.column, row: mouse.row) {
        (row, isInside) = (index, true)
        return open(context)
      }
    }
    return []
  }

  // MARK: Opening

  private mutating func open(_ context: Context) -> [Action] {
    guard let route = current(context) else { return [] }
    guard isInside else {
      if route.content == .duels { return [.open(DuelsScreen())] }
      enter(context)
      return []
    }
    let entries = layout(context).sheet.entries
    guard entries.indices.contains(row) else { return [] }
    guard case .lesson(let id) = entries[row].row.content, route.path.lessons.contains(id) else {
      return entries[row].row.open()
    }
    return follow(route.path, to: LessonScreen(id: id, path: route.path))
  }

  private func follow(_ path: CoursePath, to lesson: LessonScreen) -> [Action] {
    [.effect(.save(.set(key: SettingKey.path, value: path.id))), .open(lesson)]
  }

  /// Where the learner left off on this path, else at the lesson that is next.
  private func resumePath(_ context: Context) -> [Action] {
    guard let route = current(context) else { return [] }
    if route.content == .duels { return [.open(DuelsScreen())] }
    let path = route.path
    if let place = context.record.bookmark, !context.record.hasRead(place.lesson),
      context.course.followedPath(through: place.lesson, context.record) == path,
      context.course.lesson(place.lesson) != nil
    {
      return follow(path, to: LessonScreen(id: place.lesson, block: place.block, path: path))
    }
    guard let next = context.course.next(on: path, context.record) else {
      let isWritten = path.lessons.contains { context.course.lesson($0) != nil }
      return [.notify(isWritten ? Words.allDone : Words.noneWritten)]
    }
    return follow(path, to: LessonScreen(id: next.id, path: path))
  }

  private func test(_ context: Context) -> [Action] {
    guard let route = current(context) else { return [] }
    let rows = layout(context).sheet.entries.map(\.row)
    guard isInside else {
      let lessons = rows.filter(\.isWritten).compactMap(\.lesson)
      guard !lessons.isEmpty else { return [.notify(Words.noneWritten)] }
      return [.open(QuizScreen(QuizPlan(title: route.path.title, lessons: lessons)))]
    }
    guard rows.indices.contains(row), case .lesson(let id) = rows[row].content else {
      return [.notify(Strings.lessonToCome)]
    }
    return [.open(QuizScreen(QuizPlan(title: rows[row].title, lessons: [id])))]
  }

  // MARK: View

  private func layout(_ context: Context) -> PathsLayout {
    PathsLayout(screen: self, area: context.bodyArea, context: context)
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    PathsLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let allDone = Localized(
      en: "You have done all of this path that is written.", zh: "这条路上已写好的课都完成了。")
    static let noneWritten = Localized(
      en: "No lesson of this path is written yet.", zh: "这条路上还没有写好的课。")
  }
}
