import Canvas
import Course
import Progress

/// All chapters and their lessons, with how far the learner has come; and the labs.
struct HomeScreen: ScreenModel {
  private(set) var shelves: [Shelf]
  /// At a shelf, or among what stands on it.
  private(set) var cursor = PaneCursor()
  /// What is to be reviewed now.
  private(set) var reviews: ReviewQueue?
  /// The exam that is under way.
  private(set) var exam: Exam?
  /// Seconds since 1970, of what happened last.
  private(set) var now = 0.0

  init(course: CourseOverview, record: Record) {
    shelves = Shelf.all(of: course)
    if let place = record.bookmark { select(lesson: place.lesson) }
  }

  private mutating func select(lesson id: String) {
    for (index, shelf) in shelves.enumerated() {
      if let row = shelf.rows.firstIndex(where: { $0.content == .lesson(id) }) {
        cursor.choose(line: index)
        cursor.choose(row: row)
      }
    }
  }

  var current: Shelf? { shelves.indices.contains(cursor.line) ? shelves[cursor.line] : nil }

  var hints: [KeyHelp] {
    [
      KeyHelp("Enter", en: "open", zh: "打开"), KeyHelp("c", en: "continue", zh: "继续学习"),
      KeyHelp("t", en: "test yourself", zh: "自测"), KeyHelp("r", en: "review", zh: "复习"),
      KeyHelp("e", en: "exam", zh: "考试"), KeyHelp("/", en: "search", zh: "搜索"),
      KeyHelp("L", en: "中文", zh: "English"), KeyHelp("q", en: "quit", zh: "退出"),
    ]
  }

  let keys = [
    KeyHelp("↑↓ ←→ Tab", en: "move", zh: "移动"),
    KeyHelp("Enter", en: "open the lesson or the lab", zh: "打开课程或实验"),
    KeyHelp("c", en: "continue where you left off", zh: "从上次的位置继续"),
    KeyHelp("t", en: "test yourself on this lesson or chapter", zh: "做这一课或这一章的题"),
    KeyHelp("r", en: "review what is due", zh: "复习到期的题"),
    KeyHelp("e", en: "an exam on this lesson or chapter", zh: "就这一课或这一章考一次"),
    KeyHelp("i", en: "an interview, in your own words", zh: "面试：用自己的话回答"),
    KeyHelp("d", en: "duels: bet on what the notes say", zh: "和笔记打赌"),
    KeyHelp("s", en: "how you stand: what you know, and what comes", zh: "学得怎么样：掌握了多少，接下来复习什么"),
    KeyHelp("p", en: "paths: ways through the course", zh: "学习路线：这门课的几种走法"),
    KeyHelp("w", en: "the glossary: the words of the field", zh: "术语表"),
    KeyHelp("b", en: "the references: papers that lessons rest on", zh: "参考文献：课程依据的论文"),
    KeyHelp("1-9", en: "a chapter", zh: "跳到某一章"),
    KeyHelp("q", en: "quit", zh: "退出"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    shelves = Shelf.all(of: context.course)
    look(context)
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    if let lesson = closed as? LessonScreen { select(lesson: lesson.id) }
    look(context)
    return [.effect(.save(.set(key: SettingKey.screen, value: SettingKey.homeScreen)))]
  }

  /// Sees what is due by now.
  private mutating func look(_ context: Context) {
    now = context.now
    reviews = context.reviews()
    exam = context.record.exam
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    look(context)
    switch input {
    case .key(let key): return handle(key, context)
    case .mouse(let mouse): return handle(mouse, context)
    case .paste, .resized, .ended: return []
    }
  }

  private var rowCount: Int { current?.rows.count ?? 0 }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    if cursor.follow(key, lines: shelves.count, rows: rowCount) { return [] }
    switch key {
    case .enter, .character(" "):
      guard cursor.isInside else {
        cursor.enter(of: rowCount)
        return []
      }
      return open(context)
    case .character("c"): return resumeReading(context)
    case .character("t"): return test(context)
    case .character("r"): return review(context)
    case .character("e"): return examine(context)
    case .character("s"): return [.open(StatisticsScreen())]
    case .character("d"): return [.open(DuelsScreen())]
    case .character("i"): return interview(context)
    case .character("p"): return [.open(PathsScreen())]
    case .character("w"): return [.open(GlossaryScreen())]
    case .character("b"): return [.open(ReferencesScreen())]
    case .character("q"): return [.quit]
    case .escape: cursor.leave()
    case .character(let digit):
      guard let number = digit.wholeNumberValue, shelves.indices.contains(number - 1) else { break }
      cursor.choose(line: number - 1)
    default: break
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: cursor.move(by: 1, lines: shelves.count, rows: rowCount)
    case .wheelUp: cursor.move(by: -1, lines: shelves.count, rows: rowCount)
    case .press:
      let layout = HomeLayout(screen: self, area: context.bodyArea, context: context)
      if let index = layout.shelf(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(line: index)
      } else if let index = layout.row(atColumn: mouse.column, row: mouse.row) {
        cursor.choose(row: index)
        return open(context)
      } else if let key = layout.way(atColumn: mouse.column, row: mouse.row) {
        return handle(.character(key), context)
      }
    }
    return []
  }

  private func open(_ context: Context) -> [Action] {
    guard let shelf = current, shelf.rows.indices.contains(cursor.row) else { return [] }
    let row = shelf.rows[cursor.row]
    return (row.isWritten ? leavePath(context) : []) + row.open()
  }

  /// A lesson that is opened from its chapter is followed by the next one there.
  private func leavePath(_ context: Context) -> [Action] {
    guard let path = context.record.settings[SettingKey.path], !path.isEmpty else { return [] }
    return [.effect(.save(.set(key: SettingKey.path, value: "")))]
  }

  private func resumeReading(_ context: Context) -> [Action] {
    if let place = context.record.bookmark, context.course.lesson(place.lesson) != nil {
      return [
        .open(LessonScreen(resuming: place, course: context.course, record: context.record))
      ]
    }
    return context.course.lessons.first.map { [.open(LessonScreen(id: $0.id))] } ?? []
  }

  private func test(_ context: Context) -> [Action] {
    guard let (title, lessons) = chosen else { return [.notify(Strings.lessonToCome)] }
    return [.open(QuizScreen(QuizPlan(title: title, lessons: lessons)))]
  }

  private func review(_ context: Context) -> [Action] {
    let lessons = context.course.lessons.map(\.id)
    let plan = QuizPlan(title: Words.review, lessons: lessons, selection: .due)
    return [.open(QuizScreen(plan))]
  }

  /// An exam on what is chosen; the one that is under way comes first.
  private func examine(_ context: Context) -> [Action] {
    if let exam {
      let title = context.course.title(of: Set(exam.questions.map(\.lesson)))
      // The lessons are for a new one, where none of its questions is in the course any more.
      let lessons = chosen?.lessons ?? []
      return [.open(ExamScreen(ExamPlan(title: Words.exam(title), lessons: lessons)))]
    }
    guard let (title, lessons) = chosen else { return [.notify(Strings.lessonToCome)] }
    return [.open(ExamScreen(ExamPlan(title: Words.exam(title), lessons: lessons)))]
  }

  private func interview(_ context: Context) -> [Action] {
    let scope = chosen.map {
      InterviewScreen.Scope(title: $0.title, lessons: Set($0.lessons))
    }
    return [.open(InterviewScreen(course: context.course, chapter: scope))]
  }

  /// The lesson or the chapter that is pointed at; nil where there is nothing to ask.
  private var chosen: (title: Localized<String>, lessons: [String])? {
    guard let shelf = current else { return nil }
    if let row = cursor.chosenRow {
      guard shelf.rows.indices.contains(row), case .lesson(let id) = shelf.rows[row].content
      else { return nil }
      return (shelf.rows[row].title, [id])
    }
    let lessons = shelf.rows.filter(\.isWritten).compactMap(\.lesson)
    return lessons.isEmpty ? nil : (shelf.title, lessons)
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    HomeLayout(screen: self, area: area, context: context).draw(of: &frame)
  }

  private enum Words {
    static let review = Localized(en: "Review", zh: "复习")

    static func exam(_ title: Localized<String>?) -> Localized<String> {
      guard let title else { return Localized(en: "Exam", zh: "考试") }
      return Localized(en: "Exam: \(title.english)", zh: "考试：\(title.chinese)")
    }
  }
}
