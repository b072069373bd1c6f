/// A prediction that the learner has committed to, kept for ever.
public struct Guess: Sendable, Equatable {
  /// What the lab said.
  public struct Outcome: Sendable, Equatable {
    /// The choice that was right; nil where none was.
    public var choice: String?
    /// The number, in the unit of the prediction; after the change where there is one.
    public var value: Double
    /// The number before the change.
    public var before: Double?

    public init(choice: String?, value: Double, before: Double? = nil) {
      self.choice = choice
      self.value = value
      self.before = before
    }
  }

  /// The id of the prediction in the course.
  public var prediction: String
  public var lesson: String
  /// `Prediction.Choice.key` of the choice.
  public var choice: String
  /// How sure the learner was, in percent.
  public var confidence: Int
  /// Seconds since 1970.
  public var time: Double
  /// nil until the lab has run.
  public var outcome: Outcome?

  public init(
    prediction: String, lesson: String, choice: String, confidence: Int, time: Double,
    outcome: Outcome? = nil
  ) {
    self.prediction = prediction
    self.lesson = lesson
    self.choice = choice
    self.confidence = confidence
    self.time = time
    self.outcome = outcome
  }

  /// nil until the lab has run.
  public var isRight: Bool? { outcome.map { $0.choice == choice } }
}

extension Record {
  /// The latest guess at a prediction.
  public func latestGuess(at prediction: String) -> Guess? {
    guesses.last { $0.prediction == prediction }
  }

  /// The first guess at each prediction, made before the learner had seen what comes out.
  public var firstGuesses: [Guess] {
    var seen: Set<String> = []
    return guesses.filter { seen.insert($0.prediction).inserted }
  }
}
