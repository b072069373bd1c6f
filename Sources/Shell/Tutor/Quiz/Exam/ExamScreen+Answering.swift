import Canvas
import Course
import Progress
import Quiz

/// Answers are given in any order, changed, and kept as they are given.
extension ExamScreen {
  /// Gives an input to the field in front, and keeps the answer at once where it was chosen.
  mutating func edit(_ change: (inout any AnswerEditor) -> Void) -> [Action] {
    guard panels.indices.contains(index), panels[index].stage == .answering else { return [] }
    panels[index].complaint = nil
    change(&panels[index].editor)
    touched.insert(index)
    guard panels[index].editor.isTyping else { return keep() }
    changedAt = now
    return []
  }

  /// Keeps the answer in front where it has changed.
  mutating func keep() -> [Action] {
    changedAt = nil
    guard let exam, let panel, panel.stage == .answering, touched.contains(index) else {
      return []
    }
    let answer = panel.editor.answer ?? Answer.blank
    let known = exam.answers[numbers[index]] ?? Answer.blank
    guard answer != known else { return [] }
    self.exam?.answers[numbers[index]] = answer
    let event = ProgressEvent.examAnswered(
      exam: exam.began, question: numbers[index], answer, time: now)
    return [.effect(.save(event))]
  }

  /// Says once that an answer cannot be read; that is no word on whether it is right.
  mutating func confirm() -> [Action] {
    let actions = keep()
    if let panel, panel.complaint == nil, let reason = panel.unreadable {
      panels[index].complaint = reason
      return actions
    }
    return actions + move(by: 1)
  }

  mutating func move(by step: Int) -> [Action] {
    let actions = keep()
    guard panels.indices.contains(index + step) else { return actions + showOverview() }
    show(index + step)
    return actions
  }

  mutating func show(_ index: Int) {
    guard panels.indices.contains(index) else { return }
    self.index = index
    scroll = 0
    phase = .question
  }

  mutating func showOverview() -> [Action] {
    let actions = keep()
    phase = .overview
    isHandingIn = false
    row = index
    scroll = 0
    return actions
  }

  mutating func moveRow(by step: Int) {
    row = min(max(0, row + step), max(0, panels.count - 1))
  }

  mutating func askToHandIn(_ asks: Bool) { isHandingIn = asks }
  mutating func scroll(by step: Int) { scroll = max(0, scroll + step) }

  mutating func keepInSight(_ context: Context) {
    let layout = ExamLayout(screen: self, area: context.bodyArea, context: context)
    scroll = layout.scroll(showingFocusFrom: scroll)
  }

  mutating func clampScroll(_ context: Context) {
    let layout = ExamLayout(screen: self, area: context.bodyArea, context: context)
    scroll = min(scroll, layout.maximumScroll)
  }
}

extension Answer {
  /// Stands for an answer that was taken back.
  static let blank = Answer.text("")
  var isBlank: Bool { self == .blank }
}
