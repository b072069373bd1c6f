import Progress
import Quiz

/// Learners who do all that a record can hold, the same for the same seed.
struct HistoryGenerator {
  private var state: UInt64
  private var time: Double
  private var answers: [AnswerReference] = []
  private var guesses: [Guess] = []
  private var exam: Exam?

  /// - Parameter time: when the learner begins; nobody does two things at once
  init(seed: UInt64, from time: Double = 1_700_000_000) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    self.time = time
  }

  /// The same past, and another future, at other times.
  func forked(_ branch: Int) -> Self {
    var fork = self
    fork.state ^= UInt64(branch + 1) << 40
    fork.time += Double(branch) / 64
    return fork
  }

  mutating func events(_ count: Int) -> [ProgressEvent] { (0..<count).map { _ in next() } }

  private mutating func next() -> ProgressEvent {
    time += [0.5, 60, 4000, 90_000][draw(4)] + Double(draw(1000)) / 1024
    let item = "item-\(draw(4))"
    switch draw(20) {
    case 0..<8: return .answered(attempt(item, Attempt.Mode.allCases[draw(5)]))
    case 8:
      guard let answer = pick(answers) else { return next() }
      return .rated(answer, Rating.allCases[draw(4)])
    case 9:
      guard let answer = pick(answers) else { return next() }
      return .overruled(answer, points: [1 + draw(3)], score: Double(draw(9)) / 8)
    case 10:
      guard let answer = pick(answers.suffix(3)) else { return next() }
      return .undone(answer)
    case 11: return .skipped(item: item, lesson: "x", time: time)
    case 12: return .unskipped(item: item, time: time)
    case 13:
      guard let answer = pick(answers) else { return next() }
      return .disputed(answer, lesson: "x", time: time)
    case 14:
      let new = Exam(
        began: time, minutes: 10,
        questions: (0..<3).map { Exam.Question(item: "item-\($0)", lesson: "x", seed: state) })
      exam = new
      return .examBegan(new)
    case 15:
      guard let exam else { return next() }
      return .examAnswered(
        exam: exam.began, question: draw(3), .text("“\(draw(9))”\n\t\\ 注意力 \u{7F}"), time: time)
    case 16:
      guard let ended = exam else { return next() }
      exam = nil
      return .examEnded(
        exam: ended.began, ended.questions.prefix(draw(4)).map { attempt($0.item, .exam) },
        time: time)
    case 17:
      let guess = Guess(
        prediction: "p-\(draw(3))", lesson: "x", choice: "9", confidence: 50 + 10 * draw(6),
        time: time)
      guesses.append(guess)
      return .guessed(guess)
    case 18:
      guard let guess = pick(guesses) else { return next() }
      return .decided(
        prediction: guess.prediction, time: guess.time,
        Guess.Outcome(choice: draw(2) == 0 ? nil : "9", value: Double(draw(99)) / 7, before: nil))
    default: return .read(lesson: "lesson-\(draw(3))", share: Double(draw(5)) / 4)
    }
  }

  private mutating func attempt(_ item: String, _ mode: Attempt.Mode) -> Attempt {
    time += 1
    let answer: [Answer] = [
      .choice(draw(4)), .choices([draw(3), 3]), .truth(draw(2) == 0), .order([2, 0, 1]),
      .pairs([0: draw(3), 2: 1]), .text("０．３１ \"x\" \u{1F600}\u{0}"),
    ]
    let attempt = Attempt(
      item: item, version: draw(30) == 0 ? 2 : 1, lesson: "x", answer: answer[draw(6)],
      score: Double(draw(3)) / 2, points: 1, hintUsed: draw(5) == 0, time: time, mode: mode,
      seed: draw(2) == 0 ? 0 : state, seconds: draw(2) == 0 ? nil : Double(draw(9000)) / 100,
      rating: Rating.allCases[draw(4)],
      tally: draw(2) == 0 ? nil : RubricTally(met: [1], missed: [2], contradicted: [3]),
      mutant: draw(9) == 0 ? "mask-after-softmax" : nil)
    answers.append(attempt.reference)
    return attempt
  }

  private mutating func pick<Element>(_ elements: some RandomAccessCollection<Element>) -> Element?
  {
    elements.isEmpty
      ? nil : elements[elements.index(elements.startIndex, offsetBy: draw(elements.count))]
  }

  /// 0..<bound, by an LCG (Knuth's MMIX).
  private mutating func draw(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
