import Canvas
import Course
import Labs
import Progress
import Quiz

/// A lesson as text: what `read` prints where there is no terminal.
///
/// Labs are run and their first view is drawn in its place; quiz items stand by
/// their ids.
public struct LessonPrinter {
  private let content: LoadedLesson
  private let language: Language
  private let width: Int

  public init(_ content: LoadedLesson, language: Language, width: Int) {
    self.content = content
    self.language = language
    self.width = width
  }

  public var text: String { printed(.monochrome) { $0.plainText } }
  public var ansi: String { printed(.dark) { $0.ansiText } }

  private func printed(_ theme: Theme, _ print: (Frame) -> String) -> String {
    let context = Context(
      size: Size(columns: width, rows: 40), language: language, theme: theme, glyphs: .unicode,
      allowsMotion: false, course: CourseOverview(chapters: []), record: Record(), now: 0)
    let labs = content.lesson.labs.map { run($0.lab, context) }
    let items = content.items
    let predictions = content.lesson.predictions
    let page = Typesetter(
      width: width - 4, theme: theme, glyphs: .unicode, language: language,
      claims: content.lesson.claims, showsAnswers: true,
      labRows: { labs[$0]?.size.rows ?? 1 },
      predictRows: { index, _ in predictions[index].choices.count }
    ).page(content.blocks)

    var frame = Frame(Size(columns: width, rows: page.lines.count + 2), style: theme.text)
    frame.draw(content.lesson.summary.title[language], column: 0, row: 0, style: theme.heading)
    for (row, line) in page.lines.enumerated() { frame.draw(line, column: 2, row: row + 2) }
    for slot in page.slots {
      let (column, row) = (slot.column + 2, slot.rows.lowerBound + 2)
      switch slot.content {
      case .lab(let index):
        if let lab = labs[index] { frame.copy(lab, column: column, row: row, in: frame.area) }
      case .quiz(let ordinal):
        guard items.indices.contains(ordinal), let item = try? items[ordinal].get() else { break }
        frame.draw("? \(item.id)", column: column, row: row, style: theme.accent)
      case .predict(let index):
        for (offset, choice) in predictions[index].choices.enumerated() {
          frame.draw(
            "\(offset + 1)  \(choice.text.plainText)", column: column, row: row + offset,
            style: theme.text)
        }
      case .answer:
        frame.draw(
          Strings.spokenAnswer[language], column: column, row: row, style: theme.callout(.answer))
      }
    }
    return print(frame)
  }

  private func run(_ lab: LabBlock, _ context: Context) -> Frame? {
    guard var panel = try? LabPanel(id: "print", request: lab.request, opening: lab.opening),
      case .runLab(let ticket, let request) = panel.run()
    else { return nil }
    _ = panel.receive(ticket, Laboratory().outcome(of: request))
    var frame = Frame(Size(columns: width - 4, rows: 18), style: context.theme.text)
    LabInset(panel: panel, isFocused: false, context: context).draw(in: frame.area, of: &frame)
    return frame
  }
}
