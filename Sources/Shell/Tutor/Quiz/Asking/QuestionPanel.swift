import Canvas
import Course
import Labs
import Progress
import Quiz

/// An item as it is asked on a screen: its numbers, what is being answered, and how it was judged.
///
/// Quiz and exam show the same panel; an exam never judges it before its end.
struct QuestionPanel: Sendable {
  enum Stage: Sendable, Equatable {
    /// The numbers are being drawn and the key computed.
    case waiting
    case failed(LabError)
    case answering
    /// The latest of `judgements` is shown.
    case judged
  }

  /// Tells this panel's questions from those of others.
  let id: String
  private(set) var item: Item
  let lesson: String
  private(set) var seed: UInt64
  private(set) var stage = Stage.waiting
  /// nil before it has been asked for the first time.
  private(set) var question: Question?
  var editor: any AnswerEditor = ChoiceEditor(choices: [], allowsSeveral: false)
  /// Stays taken when the question is tried again.
  private(set) var isHintTaken = false
  private(set) var showsHint = false
  /// Why the answer could not be read; it is not judged.
  var complaint: Localized<String>?
  /// The newest comes last. Each was kept.
  private(set) var judgements: [Judgement] = []
  var isSkipped = false
  /// True once the numbers take long enough to say so.
  var isSlow = false
  private var askings = 0
  private var pending: QuestionTicket?
  /// When the learner could begin to think, in seconds since 1970.
  private(set) var shownAt: Double?
  /// What became of the points the first time, where it is asked once more.
  var first: RubricTally?

  init(id: String, item: Item, lesson: String, seed: UInt64 = 0) {
    self.id = id
    self.item = item
    self.lesson = lesson
    self.seed = seed
  }

  /// The item as it is asked, with its numbers; before that as the course has it.
  var shown: Item { question?.item ?? item }
  var latest: Judgement? { judgements.last }
  var isMissed: Bool { latest?.grade.isRight == false }
  var isAsked: Bool { question != nil || pending != nil }

  // MARK: Asking

  /// Asks with the numbers of a seed.
  mutating func ask(seed: UInt64) -> Effect {
    self.seed = seed
    stage = .waiting
    question = nil
    isSlow = false
    return ask()
  }

  private mutating func ask() -> Effect {
    askings += 1
    let ticket = QuestionTicket(screen: id, number: askings)
    pending = ticket
    return .ask(ticket, item, seed: seed)
  }

  /// - Parameter now: seconds since 1970
  mutating func receive(
    _ ticket: QuestionTicket, _ result: Result<Question, LabError>, now: Double
  ) {
    guard ticket == pending else { return }
    pending = nil
    switch result {
    case .success(let asked):
      let isFirst = question == nil
      question = asked
      if isFirst { begin(now: now) } else { editor.translate(to: asked.item) }
      regrade()
    case .failure(let error):
      // What is on the screen stays there.
      if question == nil { stage = .failed(error) }
    }
  }

  private mutating func begin(now: Double) {
    editor = makeEditor(for: shown, seed: seed)
    stage = .answering
    complaint = nil
    shownAt = now
  }

  /// The same item in another language: the same numbers, and what was answered stays.
  /// - Returns: nil where nothing is to be asked
  mutating func translate(to translated: Item) -> Effect? {
    guard translated != item else { return nil }
    item = translated
    return isAsked ? ask() : nil
  }

  /// What a grade says is in the language of its item.
  private mutating func regrade() {
    guard let question, let latest else { return }
    let grade = try? question.item.grade(
      latest.attempt.answer, hintTaken: latest.attempt.hintUsed)
    guard let grade else { return }
    judgements[judgements.count - 1].regrade(grade, of: question.item)
  }

  // MARK: Answering

  /// A hint costs a quarter; that there is none costs nothing.
  mutating func takeHint() {
    showsHint = true
    isHintTaken = isHintTaken || shown.common.hint != nil
  }

  /// Judges what is answered.
  /// - Parameter card: what the scheduler knows of the item
  /// - Returns: what is to be kept; nil where there is nothing that can be judged
  mutating func judge(in mode: Attempt.Mode, card: MemoryCard?, now: Double) -> Attempt? {
    guard question != nil, let answer = editor.answer, editor.isComplete else {
      complaint = if case .match = shown { Words.unpaired } else { Words.nothingChosen }
      return nil
    }
    do throws(AnswerError) {
      return try judge(answer, in: mode, card: card, now: now)
    } catch {
      complaint = error.message
      return nil
    }
  }

  private mutating func judge(
    _ answer: Answer, in mode: Attempt.Mode, card: MemoryCard?, now: Double
  ) throws(AnswerError) -> Attempt {
    let question = question ?? Question(item: item)
    let grade = try question.item.grade(answer, hintTaken: isHintTaken)
    let xray = grade.isRight ? nil : question.xray(of: answer)
    // A clock that was put right meanwhile says nothing of the learner.
    let seconds = shownAt.map { now - $0 }.flatMap { (0...86_400).contains($0) ? $0 : nil }
    var attempt = Attempt(
      item: item.id, version: item.common.version, lesson: lesson, answer: answer,
      score: grade.score, points: grade.points, hintUsed: isHintTaken, time: now, mode: mode,
      seed: question.seed, seconds: seconds, mutant: xray?.mutant)
    attempt.rating = Rating(
      share: grade.share(hintTaken: isHintTaken), hintTaken: isHintTaken, seconds: seconds,
      expectedSeconds: question.item.expectedSeconds)
    // Who has just read the answer has not remembered it.
    if !judgements.isEmpty, attempt.rating != .again { attempt.rating = .hard }
    if case .rubric(let reading) = grade.detail { attempt.tally = reading.tally }
    take(Judgement(attempt: attempt, grade: grade, xray: xray, card: card))
    return attempt
  }

  /// Judges what was answered in an exam. What cannot be read earns nothing.
  mutating func judgeInExam(_ answer: Answer, card: MemoryCard?, now: Double) -> Attempt? {
    guard question != nil else { return nil }
    shownAt = nil
    do throws(AnswerError) {
      return try judge(answer, in: .exam, card: card, now: now)
    } catch {
      let points = item.common.points
      let attempt = Attempt(
        item: item.id, version: item.common.version, lesson: lesson, answer: answer, score: 0,
        points: points, hintUsed: false, time: now, mode: .exam, seed: question?.seed ?? 0,
        rating: .again)
      let grade = Grade(
        score: 0, points: points, expected: "", detail: .remark(error.message))
      take(Judgement(attempt: attempt, grade: grade, card: card))
      return attempt
    }
  }

  /// Why what is answered cannot be judged; nil where it can, or where nothing is answered.
  var unreadable: Localized<String>? {
    guard let question, let answer = editor.answer else { return nil }
    do throws(AnswerError) {
      _ = try question.item.grade(answer)
      return nil
    } catch {
      return error.message
    }
  }

  /// Shows a judgement that was made of this question.
  mutating func take(_ judgement: Judgement) {
    judgements.append(judgement)
    stage = .judged
    isSkipped = false
    complaint = nil
  }

  // MARK: Afterwards

  /// The same question with the same numbers once more.
  mutating func retry(now: Double) {
    begin(now: now)
    showsHint = isHintTaken
  }

  /// Takes the latest judgement back; what was answered stays in its field.
  mutating func undo(now: Double) -> Judgement? {
    guard let undone = judgements.popLast() else { return nil }
    stage = .answering
    shownAt = now
    return undone
  }

  mutating func rate(_ rating: Rating) {
    guard !judgements.isEmpty else { return }
    judgements[judgements.count - 1].ownRating = rating
  }

  /// - Parameter point: of the rubric, from 1
  /// - Returns: what is to be kept; nil where the point was met anyway, or is none
  mutating func overrule(_ point: Int) -> ProgressEvent? {
    guard !judgements.isEmpty else { return nil }
    return judgements[judgements.count - 1].overrule(point, of: shown)
  }

  mutating func dispute() {
    guard !judgements.isEmpty else { return }
    judgements[judgements.count - 1].isDisputed = true
  }

  /// What is answered already, as an exam has kept it.
  mutating func restore(_ answer: Answer) { editor.restore(answer) }

  private enum Words {
    static let nothingChosen = Localized(
      en: "Choose or type an answer first.", zh: "还没有作答，请先选择或输入答案。")
    static let unpaired = Localized(
      en: "Pair every item on the left first.", zh: "请先把左边的每一项都配好。")
  }
}

extension [QuestionPanel] {
  /// The questions of a lesson in the language that it was read in.
  /// - Returns: asks again for those whose numbers stand in their texts
  mutating func translate(to loaded: LoadedLesson) -> [Action] {
    let items = loaded.items.compactMap { try? $0.get() }
    let translated = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    return indices.compactMap { index in
      guard self[index].lesson == loaded.lesson.summary.id,
        let item = translated[self[index].item.id]
      else { return nil }
      return self[index].translate(to: item).map(Action.effect)
    }
  }
}
