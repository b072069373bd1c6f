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
    Question(item: self)
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
