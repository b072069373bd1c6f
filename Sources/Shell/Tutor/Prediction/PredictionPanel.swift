import Course
import Labs
import Progress

/// A prediction as it stands in a lesson: asked, committed to, decided by the lab.
struct PredictionPanel: Sendable {
  enum Phase: Sendable, Equatable {
    /// Which choice?
    case asking
    /// And how sure?
    case weighing
    /// Committed and kept; the lab is at work, or has failed.
    case running(Guess)
    case decided(Guess)
  }

  let lesson: String
  private(set) var prediction: Prediction
  private(set) var claims: [String: Claim]
  private(set) var phase = Phase.asking
  /// The choice that the keys are at.
  private(set) var cursor = 0
  /// In percent. It begins where nothing is claimed.
  private(set) var confidence = Calibration.confidences[0]
  /// Why the lab gives no answer.
  private(set) var failure: Localized<String>?
  private var runs = GatheredRuns()

  /// - Parameter latest: the learner's last guess at it, which is shown again
  init(_ prediction: Prediction, lesson: String, claims: [String: Claim], latest: Guess?) {
    self.prediction = prediction
    self.lesson = lesson
    self.claims = claims
    // A choice that an author has taken away since says nothing any more.
    guard let latest, let choice = index(of: latest.choice) else { return }
    cursor = choice
    confidence = latest.confidence
    phase = latest.outcome == nil ? .running(latest) : .decided(latest)
  }

  /// The same prediction in another language.
  mutating func translate(to prediction: Prediction, claims: [String: Claim]) {
    self.prediction = prediction
    self.claims = claims
    cursor = min(cursor, max(0, prediction.choices.count - 1))
  }

  func index(of key: String?) -> Int? {
    key.flatMap { key in prediction.choices.firstIndex { $0.key == key } }
  }

  /// The run on whose lab the outcome can be seen.
  var shownRequest: LabRequest? { prediction.requests(among: claims).last }

  // MARK: The learner

  mutating func moveCursor(by step: Int) { choose(cursor + step) }

  mutating func choose(_ index: Int) {
    cursor = min(max(0, index), max(0, prediction.choices.count - 1))
  }

  mutating func weigh() { phase = .weighing }
  mutating func reconsider() { phase = .asking }

  mutating func changeConfidence(by step: Int) {
    let all = Calibration.confidences
    let index = all.firstIndex { $0 >= confidence } ?? 0
    confidence = all[min(max(0, index + step), all.count - 1)]
  }

  /// Predicts once more; what was predicted first is what counts.
  mutating func askAgain() {
    phase = .asking
    confidence = Calibration.confidences[0]
    failure = nil
    runs.clear()
  }

  /// Keeps the guess, and only then asks for the runs that decide it.
  mutating func commit(now: Double) -> [Action] {
    guard prediction.choices.indices.contains(cursor) else { return [] }
    let guess = Guess(
      prediction: prediction.id, lesson: lesson, choice: prediction.choices[cursor].key,
      confidence: confidence, time: now)
    phase = .running(guess)
    return [.effect(.save(.guessed(guess)))] + run()
  }

  // MARK: The lab

  /// Asks for the runs that decide it, where it waits for them.
  mutating func run() -> [Action] {
    guard case .running = phase else { return [] }
    failure = nil
    return runs.ask(
      for: prediction.requests(among: claims), as: "\(lesson)?\(prediction.id)"
    ).map(Action.effect)
  }

  /// - Returns: nil where the result is none of this prediction's; what is to be saved once all
  ///   runs are there.
  mutating func receive(_ ticket: LabTicket, _ result: Result<Findings, LabError>) -> [Action]? {
    guard runs.receive(ticket, result) != nil else { return nil }
    if case .failure(let error) = result {
      failure = error.message
      runs.clear()
    }
    guard failure == nil, !runs.areAwaited, case .running(var guess) = phase else { return [] }
    do throws(ClaimError) {
      var checker = ClaimChecker(runner: runs)
      let found = try checker.outcome(of: prediction, among: claims)
      let outcome = Guess.Outcome(
        choice: found.choice.map { prediction.choices[$0].key }, value: found.value,
        before: found.before)
      guess.outcome = outcome
      phase = .decided(guess)
      let event = ProgressEvent.decided(
        prediction: guess.prediction, time: guess.time, outcome)
      return [.effect(.save(event))]
    } catch {
      failure = Localized(error.message)
      return []
    }
  }
}
