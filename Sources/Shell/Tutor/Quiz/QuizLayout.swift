import Canvas
import Course
import Progress
import Quiz

/// Where the parts of a quiz stand: the question, the answer below it, then the verdict; at the end
/// what came of it.
struct QuizLayout {
  private let screen: QuizScreen
  private let area: Rect
  private let context: Context
  private let page: QuestionPage
  private let title: String

  init(screen: QuizScreen, area: Rect, context: Context) {
    self.screen = screen
    self.area = area
    self.context = context
    title = screen.plan.title[context.language]
    let body = QuestionPage.body(in: area)
    let content = Self.content(of: screen, width: body.columns, context)
    page = QuestionPage(content, editor: screen.isTyping ? screen.editor : nil, in: body)
  }

  private static func content(
    of screen: QuizScreen, width: Int, _ context: Context
  ) -> AnswerLines {
    if screen.isFinished || screen.entry == nil {
      return SummaryLines(screen, width: width, context).content
    }
    guard let panel = screen.entry else { return AnswerLines() }
    return QuestionLines(panel, width: width, context).content
  }

  func draw(of frame: inout Frame) {
    ScreenTitle(title, detail: progress).draw(in: area, of: &frame, context)
    page.draw(scrolledBy: screen.scroll, of: &frame, context)
  }

  /// The choice, or the item of the summary, under the mouse.
  func choice(atRow row: Int) -> Int? { page.choice(atRow: row, scrolledBy: screen.scroll) }

  /// The greatest scroll that shows something new.
  var maximumScroll: Int { page.maximumScroll }

  var scrollToVerdict: Int { page.scrollToVerdict }

  /// The scroll next to `scroll` that shows where the keys go to.
  func scroll(showingFocusFrom scroll: Int) -> Int { page.scroll(showingFocusFrom: scroll) }

  private var progress: String {
    let count = screen.entries.count
    guard count > 0 else { return "" }
    let number = "\(min(screen.index + 1, count))/\(count)"
    guard !screen.isFinished else { return "\(count)" }
    return screen.mode == .review ? "\(Words.review[context.language]) \(number)" : number
  }

  private enum Words {
    static let review = Localized(en: "review", zh: "复习")
  }
}
