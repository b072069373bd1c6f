import Canvas
import Course

/// The papers and pages that the course rests on, each with the lessons that do.
struct ReferencesScreen: ScreenModel {
  /// By the first author, then by year; nil until they have been read.
  private(set) var sources: [Source]?
  /// At a source, or among the lessons that rest on it.
  private(set) var cursor = PaneCursor()
  /// The list begins at a source of this lesson.
  private let lesson: String?

  init(lesson: String? = nil) { self.lesson = lesson }

  let hints = [
    KeyHelp("↑↓", en: "choose", zh: "选择"), KeyHelp("Enter", en: "the lesson", zh: "看课文"),
    KeyHelp("y", en: "copy the link", zh: "复制链接"), KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [
    KeyHelp("↑↓", en: "choose a source, or a lesson", zh: "选择文献或课程"),
    KeyHelp("←→ Tab", en: "between sources and lessons", zh: "在文献和课程之间切换"),
    KeyHelp("Enter", en: "a lesson that rests on the source", zh: "打开引用该文献的课程"),
    KeyHelp("y", en: "copy the link of the source", zh: "复制文献链接"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    sources == nil ? [.effect(.loadReferences)] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    guard case .referencesLoaded(let loaded) = message, sources == nil else { return [] }
    let sorted = loaded.sorted {
      ($0.authors.first ?? "", $0.year ?? 0, $0.title)
        < ($1.authors.first ?? "", $1.year ?? 0, $1.title)
    }
    sources = sorted
    let wanted = lesson.flatMap { context.course.lesson($0) }?.sources ?? []
    cursor.choose(line: sorted.firstIndex { wanted.contains($0.id) } ?? 0)
    return []
  }

  var source: Source? {
    guard let sources, sources.indices.contains(cursor.line) else { return nil }
    return sources[cursor.line]
  }

  /// The lessons that name a source.
  func lessons(on source: Source, _ context: Context) -> [LessonSummary] {
    context.course.lessons.filter { $0.sources.contains(source.id) }
  }

  /// The list was opened from a lesson, and this is one of its sources.
  func isOfLesson(_ source: Source, _ context: Context) -> Bool {
    guard let lesson else { return false }
    return context.course.lesson(lesson)?.sources.contains(source.id) ?? false
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
    let page = context.bodyArea.rows - 2
    let moves = cursor.follow(
      key, page: page, lines: sources?.count ?? 0, rows: lessonCount(context), entry: 0)
    if moves { return [] }
    switch key {
    case .character(" "): move(by: page, context)
    case .enter: return open(context)
    case .character("y"): return copy()
    case .escape where cursor.isInside: cursor.leave()
    case .escape, .character("q"): return [.back]
    default: break
    }
    return []
  }

  private func lessonCount(_ context: Context) -> Int {
    source.map { lessons(on: $0, context).count } ?? 0
  }

  private mutating func move(by step: Int, _ context: Context) {
    cursor.move(by: step, lines: sources?.count ?? 0, rows: lessonCount(context))
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: move(by: 1, context)
    case .wheelUp: move(by: -1, context)
    case .press:
      let layout = ReferencesLayout(screen: self, area: context.bodyArea, context: context)
      if let index = layout.source(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(line: index)
      } else if let index = layout.lesson(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(row: index)
        return open(context)
      } else if layout.isLink(atColumn: mouse.column, row: mouse.row) {
        return copy()
      }
    }
    return []
  }

  /// A source with several lessons asks which of them.
  private mutating func open(_ context: Context) -> [Action] {
    guard let source else { return [] }
    let lessons = lessons(on: source, context)
    guard !lessons.isEmpty else { return [.notify(Self.noLesson)] }
    guard cursor.isInside || lessons.count == 1 else {
      cursor.enter(at: 0, of: lessons.count)
      return []
    }
    guard lessons.indices.contains(cursor.row) else { return [] }
    // Who came from that very lesson goes back to it.
    let chosen = lessons[cursor.row]
    return chosen.id == lesson ? [.back] : Shelf.Row(chosen).open()
  }

  private func copy() -> [Action] {
    guard let link = source?.link else { return [.notify(Words.noLink)] }
    return [.effect(.copy(link)), .notify(Strings.copied(link))]
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    ReferencesLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  static let noLesson = Localized(
    en: "No lesson that is written rests on it yet.", zh: "已写好的课还没有引用它。")

  private enum Words {
    static let noLink = Localized(en: "This source has no link.", zh: "这条文献没有链接。")
  }
}
