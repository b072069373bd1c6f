import Course
import Progress
import Quiz

/// What is kept of answers, skips and second thoughts, each before its feedback is shown.
extension QuizScreen {
  mutating func submit(_ context: Context) -> [Action] {
    guard let entry else { return [] }
    let card = context.record.cards[entry.item.id]
    guard let attempt = entries[index].judge(in: mode, card: card, now: now) else {
      keepInSight(context)
      return []
    }
    steps.append(.judged(index))
    scroll = QuizLayout(screen: self, area: context.bodyArea, context: context).scrollToVerdict
    return [.effect(.save(.answered(attempt)))]
  }

  mutating func skip() -> [Action] {
    guard let entry else { return [] }
    // An item that was answered here before is not skipped by leaving its repetition.
    guard entry.latest == nil else { return advance() }
    entries[index].isSkipped = true
    steps.append(.skipped(index))
    let skipped = ProgressEvent.skipped(item: entry.item.id, lesson: entry.lesson, time: now)
    return [.effect(.save(skipped)), .notify(Words.skipped(isTyping: nextIsTyped))] + advance()
  }

  private var nextIsTyped: Bool {
    guard !isLookingBack, entries.indices.contains(index + 1) else { return false }
    return entries[index + 1].item.isTyped
  }

  /// Takes back what was done last: a grading or a skip.
  mutating func undo() -> [Action] {
    guard let step = steps.popLast() else { return [.notify(Words.nothingToUndo)] }
    isLookingBack = isLookingBack || isFinished
    switch step {
    case .skipped(let index):
      entries[index].isSkipped = false
      let event = ProgressEvent.unskipped(item: entries[index].item.id, time: now)
      return [.effect(.save(event)), .notify(Words.unskipped)] + show(index)
    case .judged(let index):
      guard let undone = entries[index].undo(now: now) else { return [] }
      let event = ProgressEvent.undone(undone.reference)
      return [.effect(.save(event)), .notify(Words.undone)] + show(index)
    }
  }

  mutating func rate(_ rating: Rating) -> [Action] {
    guard let entry, let latest = entry.latest, entry.shown.isSelfRated else { return [] }
    entries[index].rate(rating)
    return [.effect(.save(.rated(latest.reference, rating)))]
  }

  /// - Parameter point: of the rubric, from 1
  mutating func overrule(_ point: Int) -> [Action] {
    var event: ProgressEvent?
    change { event = $0.overrule(point) }
    return event.map { [.effect(.save($0))] } ?? []
  }

  mutating func dispute() -> [Action] {
    guard let entry, let latest = entry.latest, !latest.isDisputed else { return [] }
    entries[index].dispute()
    let event = ProgressEvent.disputed(latest.reference, lesson: entry.lesson, time: now)
    return [.effect(.save(event))]
  }

  private enum Words {
    static let undone = Localized(
      en: "That grading does not count. Answer again.", zh: "这次评分不算，请重新作答。")
    static let unskipped = Localized(en: "No longer skipped.", zh: "已取消跳过。")
    static let nothingToUndo = Localized(
      en: "There is nothing to take back.", zh: "没有可以撤销的操作。")

    static func skipped(isTyping: Bool) -> Localized<String> {
      isTyping
        ? Localized(en: "Skipped; Ctrl-P undoes it.", zh: "已跳过，Ctrl-P 撤销。")
        : Localized(en: "Skipped; u undoes it.", zh: "已跳过，u 撤销。")
    }
  }
}
