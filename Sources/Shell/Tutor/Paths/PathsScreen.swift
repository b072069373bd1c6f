import Canvas
import Course
import Progress

/// The ways through the course: each with its lessons, how far one has come, and where it goes on.
struct PathsScreen: ScreenModel {
  /// At a path, or among its lessons.
  private(set) var cursor = PaneCursor()
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
    return routes.indices.contains(cursor.line) ? routes[cursor.line] : nil
  }

  // MARK: Coming and going

  mutating func prepare(_ context: Context) -> [Action] {
    if !hasLooked {
      hasLooked = true
      let followed = context.record.settings[SettingKey.path]
      cursor.choose(line: context.course.routes.firstIndex { $0.path.id == followed } ?? 0)
    }
    cursor.settle(rows: entries(context).count)
    return duels == nil ? [.effect(.loadDuels)] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    if case .duelsLoaded(let loaded) = message { duels = loaded }
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    if let lesson = closed as? LessonScreen,
      let index = entries(context).firstIndex(where: { $0.row.lesson == lesson.id })
    {
      cursor.choose(row: index)
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
    let entries = entries(context)
    let moves = cursor.follow(
      key, lines: context.course.routes.count, rows: entries.count, entry: entry(of: entries))
    if moves { return [] }
    switch key {
    case .enter, .character(" "): return open(context)
    case .character("c"): return resumePath(context)
    case .character("t"): return test(context)
    case .escape where cursor.isInside: cursor.leave()
    case .escape, .character("q"): return [.back]
    default: break
    }
    return []
  }

  private func entries(_ context: Context) -> [Sheet.Entry] { layout(context).sheet.entries }

  /// Where the path goes on, for who enters it.
  private func entry(of entries: [Sheet.Entry]) -> Int? {
    cursor.isInside ? nil : entries.firstIndex(where: \.isNext) ?? 0
  }

  private mutating func move(by step: Int, _ context: Context) {
    cursor.move(
      by: step, lines: context.course.routes.count, rows: entries(context).count)
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: move(by: 1, context)
    case .wheelUp: move(by: -1, context)
    case .press:
      let layout = layout(context)
      if let index = layout.route(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(line: index)
      } else if let index = layout.entry(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(row: index)
        return open(context)
      }
    }
    return []
  }

  // MARK: Opening

  private mutating func open(_ context: Context) -> [Action] {
    guard let route = current(context) else { return [] }
    let entries = entries(context)
    guard let index = cursor.chosenRow else {
      if route.content == .duels { return [.open(DuelsScreen())] }
      cursor.enter(at: entry(of: entries), of: entries.count)
      return []
    }
    guard entries.indices.contains(index) else { return [] }
    let row = entries[index].row
    guard case .lesson(let id) = row.content, route.path.lessons.contains(id) else {
      return row.open()
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
    let rows = entries(context).map(\.row)
    guard let row = cursor.chosenRow else {
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
