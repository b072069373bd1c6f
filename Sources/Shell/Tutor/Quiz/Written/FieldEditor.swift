import Canvas
import Quiz

/// An answer that is typed in one line.
protocol FieldEditor: AnswerEditor {
  var field: TextField { get set }
}

extension FieldEditor {
  var isTyping: Bool { true }

  var answer: Answer? {
    let text = field.text
    return text.allSatisfy(\.isWhitespace) ? nil : .text(text)
  }

  mutating func handle(_ input: Input) { _ = field.handle(input) }
  mutating func choose(_ index: Int) {}
  mutating func translate(to item: Item) {}
}
