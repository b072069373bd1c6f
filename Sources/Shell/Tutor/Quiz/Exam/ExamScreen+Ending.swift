import Canvas
import Course
import Progress

/// The end of an exam: by its clock or handed in.
extension ExamScreen {
  mutating func endIfOver(_ context: Context) -> [Action] {
    guard let exam, now >= exam.ends, phase == .question || phase == .overview else { return [] }
    return [.notify(Words.over)] + end(context)
  }

  mutating func end(_ context: Context) -> [Action] {
    let actions = keep()
    phase = .judging
    return actions + judge(context)
  }

  /// Judges everything at once, as soon as every key is known.
  mutating func judge(_ context: Context) -> [Action] {
    guard let exam, !panels.contains(where: { $0.stage == .waiting }) else { return [] }
    // An exam that was found after its time was over ended then.
    let end = max(exam.began, min(now, exam.ends))
    var attempts: [Attempt] = []
    for index in panels.indices {
      guard isAnswered(index), let answer = exam.answers[numbers[index]] else { continue }
      let card = context.record.cards[panels[index].item.id]
      let attempt = panels[index].judgeInExam(answer, card: card, now: end)
      if let attempt { attempts.append(attempt) }
    }
    let results = QuizScreen(
      exam: plan.title, panels, seconds: end - exam.began, language: language)
    return [
      .effect(.save(.examEnded(exam: exam.began, attempts, time: end))), .replace(results),
    ]
  }

  private enum Words {
    static let over = Localized(en: "Time is up.", zh: "时间到。")
  }
}
