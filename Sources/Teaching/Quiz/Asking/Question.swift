import Course

/// An item as it is asked once: numbers drawn, key computed.
///
/// ```swift
/// let question = try item.question(seed: 7, runner: Laboratory())
/// let grade = try question.item.grade(.text("16"))
/// ```
public struct Question: Sendable, Equatable {
  /// The item with this draw's numbers in its prompt, hint, explanation and key.
  public var item: Item
  /// What the numbers were drawn from; the same seed asks the same again. 0 for an item that draws none.
  public var seed: UInt64
  /// The run that gave the key; nil where the course gives it.
  public var run: LabRequest?
  /// What broken engines answer to this question, each further from the key and from the others than
  /// twice the tolerance.
  public var xrays: [XRay]

  public init(item: Item, seed: UInt64 = 0, run: LabRequest? = nil, xrays: [XRay] = []) {
    self.item = item
    self.seed = seed
    self.run = run
    self.xrays = xrays
  }
}

extension Item {
  /// The item as it is asked with the numbers that a seed draws.
  /// - Throws: `LabError` where the lab does not give the key
  public func question(seed: UInt64, runner: any LabRunner) throws(LabError) -> Question {
    guard case .numeric(let numeric) = self, let computation = numeric.computation else {
      return Question(item: self)
    }
    var draw = QuestionDraw(numeric, computation, seed: seed, runner: runner)
    return try draw.question()
  }
}

extension Question {
  /// The broken engine that a wrong answer comes from: the answer is within the tolerance of its value,
  /// or is that value in three digits. nil for a right answer, and for one that is nobody's.
  public func xray(of answer: Answer) -> XRay? {
    guard case .numeric(let numeric) = item, case .text(let text) = answer,
      let key = numeric.answer,
      let value = try? Quantity(text).value(in: numeric.unit),
      !numeric.tolerance.accepts(value, for: key)
    else { return nil }
    // Their values stand so far apart that at most one is meant.
    return xrays.first { abs(value - $0.value) <= numeric.margin(at: $0.value) + $0.value.ulp }
  }
}

/// A wrong answer with its cause: what comes out of an engine with one thing broken.
public struct XRay: Sendable, Equatable {
  /// As `lab run --mutant` takes it.
  public var mutant: String
  /// What is broken, in one sentence.
  public var sentence: Localized<String>
  /// In the unit of the item.
  public var value: Double

  public init(mutant: String, sentence: Localized<String>, value: Double) {
    self.mutant = mutant
    self.sentence = sentence
    self.value = value
  }
}

extension Item {
  /// The prompt before anything is drawn, with an ellipsis for each number: for lists of items.
  public var promptBeforeDraw: [Block] {
    guard case .numeric(let item) = self, item.answer == nil else { return common.prompt }
    return Template { _ in .open }.filled(common.prompt)
  }
}
