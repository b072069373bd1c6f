import Canvas
import Course
import Quiz

/// The beginning of a question, for lists of them and for its card in a lesson.
struct PromptLine {
  let text: String

  /// - Parameter item: before or after its numbers are drawn
  init(_ item: Item, _ context: Context) {
    let lines = Typesetter(
      width: 400, theme: context.theme, glyphs: context.glyphs, language: context.language
    ).lines(item.promptBeforeDraw)
    text = lines.first { !$0.text.allSatisfy(\.isWhitespace) }?.text ?? item.id
  }

  init(_ panel: QuestionPanel, _ context: Context) { self.init(panel.shown, context) }
}
