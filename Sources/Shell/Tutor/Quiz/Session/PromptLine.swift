import Canvas
import Course

/// The beginning of a question, for a list of them.
struct PromptLine {
  let text: String

  init(_ panel: QuestionPanel, _ context: Context) {
    let lines = Typesetter(
      width: 400, theme: context.theme, glyphs: context.glyphs, language: context.language
    ).lines(panel.shown.promptBeforeDraw)
    text = lines.first { !$0.text.allSatisfy(\.isWhitespace) }?.text ?? panel.item.id
  }
}
