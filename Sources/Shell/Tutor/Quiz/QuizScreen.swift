import Canvas
import Course
import Progress
import Quiz

/// One item after the other: asked, answered, judged at once, and kept.
struct QuizScreen: ScreenModel {
  struct Entry: Sendable {
    var item: Item
    var lesson: String
  }

  enum Phase: Sendable {
    case answering
    case judged(Grade)
    case finished
  }

  let title: Localized<String>?
  private(set) var entries: [Entry]
  /// Lessons whose items are still to be read.
  private var awaited: [String]
  private let count: Int?
  /// The language of the items.
  private var language: Language?
  private(set) var index: Int
  private(set) var phase = Phase.answering
  private(set) var editor: any AnswerEditor = ChoiceEditor(choices: [], allowsSeveral: false)
  private(set) var showsHint = false
  /// Why the answer could not be read; it is not judged.
  private(set) var complaint: Localized<String>?
  /// The grade of each item that was answered here, by its number.
  private(set) var grades: [Int: Grade] = [:]
  private var scroll = 0

  /// The items of a lesson that is open.
  init(lesson: LoadedLesson, startingAt ordinal: Int) {
    title = nil
    count = nil
    language = lesson.lesson.language
    awaited = []
    let readable = lesson.items.enumerated().compactMap { index, result in
      (try? result.get()).map { (index, Entry(item: $0, lesson: lesson.lesson.summary.id)) }
    }
    entries = readable.map(\.1)
    index = readable.firstIndex { $0.0 >= ordinal } ?? 0
    beginItem()
  }

  /// The items of some lessons, at most `count` of them.
  init(lessons: [String], title: Localized<String>, count: Int?) {
    self.title = title
    self.count = count
    awaited = lessons
    entries = []
    index = 0
  }

  var entry: Entry? { entries.indices.contains(index) ? entries[index] : nil }

  private mutating func beginItem() {
    phase = entries.indices.contains(index) ? .answering : .finished
    showsHint = false
    complaint = nil
    scroll = 0
    if let entry { editor = makeEditor(for: entry.item, seed: UInt64(index + 1)) }
  }

  // MARK: Reading the items

  mutating func prepare(_ context: Context) -> [Action] {
    let isTranslated = language == context.language
    language = context.language
    if isTranslated && awaited.isEmpty { return [] }
    let lessons = awaited.isEmpty ? Array(Set(entries.map(\.lesson))).sorted() : awaited
    return lessons.map { .effect(.loadLesson(id: $0, context.language)) }
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .lessonLoaded(let loaded): take(loaded)
    case .lessonFailed(let id, _): awaited.removeAll { $0 == id }
    default: break
    }
    return []
  }

  /// Takes the items of a lesson that was asked for, or the same items in another language.
  private mutating func take(_ loaded: LoadedLesson) {
    let lesson = loaded.lesson.summary.id
    let items = loaded.items.compactMap { try? $0.get() }
    if awaited.contains(lesson) {
      awaited.removeAll { $0 == lesson }
      let wasEmpty = entries.isEmpty
      entries += items.map { Entry(item: $0, lesson: lesson) }
      if let count { entries = Array(entries.prefix(count)) }
      if wasEmpty || !awaited.isEmpty { beginItem() }
      return
    }
    let translated = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    for index in entries.indices where entries[index].lesson == lesson {
      if let item = translated[entries[index].item.id] { entries[index].item = item }
    }
    if let entry { editor.translate(to: entry.item) }
  }

  // MARK: Input

  var isTyping: Bool {
    if case .answering = phase { return editor.isTyping }
    return false
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    defer {
      let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
      scroll = min(scroll, layout.maximumScroll)
    }
    if case .mouse(let mouse) = input, mouse.action != .press {
      scroll = max(0, scroll + (mouse.action == .wheelDown ? 2 : -2))
      return []
    }
    switch phase {
    case .answering: return answer(input, context)
    case .judged: return handleJudged(input, context)
    case .finished: return handleFinished(input)
    }
  }

  private mutating func answer(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.escape): return [.back]
    case .key(.enter): return submit(context)
    case .key(.tab): showsHint = true
    case .key(.pageDown): scroll += 5
    case .key(.pageUp): scroll = max(0, scroll - 5)
    case .key(.character("q")) where !editor.isTyping: return [.back]
    case .key(.character("h")) where !editor.isTyping: showsHint = true
    case .key(.character("s")) where !editor.isTyping: return advance()
    case .key(.control("n")): return advance()
    case .mouse(let mouse):
      let layout = QuizLayout(screen: self, area: context.bodyArea, context: context)
      if let choice = layout.choice(atRow: mouse.row, scrolledBy: scroll) { editor.choose(choice) }
    default:
      complaint = nil
      editor.handle(input)
    }
    return []
  }

  private mutating func submit(_ context: Context) -> [Action] {
    guard let entry, let answer = editor.answer else {
      complaint = Words.nothingChosen
      return []
    }
    let grade: Grade
    do throws(AnswerError) {
      grade = try entry.item.grade(answer, hintTaken: showsHint)
    } catch {
      complaint = error.message
      return []
    }
    phase = .judged(grade)
    grades[index] = grade
    scroll = 0
    let attempt = Attempt(
      item: entry.item.id, version: entry.item.common.version, lesson: entry.lesson,
      answer: answer, score: grade.score, points: grade.points, hintUsed: showsHint,
      time: context.now)
    return [.effect(.save(.answered(attempt)))]
  }

  private mutating func handleJudged(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.enter), .key(.character(" ")), .key(.right), .key(.character("n")):
      return advance()
    case .key(.down), .key(.character("j")): scroll += 1
    case .key(.up), .key(.character("k")): scroll = max(0, scroll - 1)
    case .key(.pageDown): scroll += 5
    case .key(.pageUp): scroll = max(0, scroll - 5)
    case .key(.character("r")): beginItem()
    case .key(.character("o")): return review()
    case .key(.escape), .key(.character("q")): return [.back]
    default: break
    }
    return []
  }

  private mutating func advance() -> [Action] {
    index += 1
    beginItem()
    return []
  }

  /// The place in the lesson where the item's subject is explained.
  private func review() -> [Action] {
    guard let entry else { return [] }
    let parts = (entry.item.common.review ?? "")
      .split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let lesson = parts.first.flatMap { $0.isEmpty ? nil : $0 } ?? entry.lesson
    return [.open(LessonScreen(id: lesson, anchor: parts.count > 1 ? parts[1] : nil))]
  }

  private mutating func handleFinished(_ input: Input) -> [Action] {
    switch input {
    case .key(.enter), .key(.escape), .key(.character("q")), .key(.character(" ")):
      return [.back]
    case .key(.character("r")):
      grades = [:]
      index = 0
      beginItem()
    default: break
    }
    return []
  }

  // MARK: Keys

  var hints: [KeyHelp] {
    switch phase {
    case .answering:
      editor.hints + [
        KeyHelp("Enter", en: "answer", zh: "提交"),
        KeyHelp(editor.isTyping ? "Tab" : "h", en: "hint", zh: "提示"),
        KeyHelp("Esc", en: "back", zh: "返回"),
      ]
    case .judged:
      [
        KeyHelp("Enter", en: "next", zh: "下一题"), KeyHelp("r", en: "again", zh: "重做"),
        KeyHelp("o", en: "lesson", zh: "看课文"), KeyHelp("Esc", en: "back", zh: "返回"),
      ]
    case .finished:
      [KeyHelp("r", en: "once more", zh: "再来一遍"), KeyHelp("Enter", en: "back", zh: "返回")]
    }
  }

  let keys = [
    KeyHelp("1-9", en: "choose", zh: "选择"),
    KeyHelp("↑↓ space", en: "move, mark", zh: "移动、勾选"),
    KeyHelp("Enter", en: "answer; then the next item", zh: "提交；之后进入下一题"),
    KeyHelp("h Tab", en: "a hint, for a quarter of the points", zh: "看提示，扣四分之一的分"),
    KeyHelp("s Ctrl-N", en: "skip; Ctrl-N while typing", zh: "跳过（输入时用 Ctrl-N）"),
    KeyHelp("r", en: "try again", zh: "重做"),
    KeyHelp("o", en: "the lesson, where it is explained", zh: "到课文中讲解处"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    QuizLayout(screen: self, area: area, context: context).draw(scrolledBy: scroll, of: &frame)
  }

  private enum Words {
    static let nothingChosen = Localized(
      en: "Choose or type an answer first.", zh: "请先选择或输入答案。")
  }
}
