/// What a `predict` block asks before a lab is run, and what decides which choice is right.
///
/// The file does not say which: the engine computes it when the learner has committed.
public struct Prediction: Sendable, Equatable {
  public enum Basis: Sendable, Equatable {
    /// A number of the lesson's claims file.
    case claim(String)
    /// A number of one run.
    case run(LabRequest, result: String)
    /// How a number changes from one run to another. It stays where it changes by no more than
    /// `within`, an absolute number or a share of the number before.
    case change(from: LabRequest, to: LabRequest, result: String, within: String)
  }

  /// Where a number goes from one run to another.
  public enum Direction: String, Sendable, CaseIterable { case rises, falls, stays }

  public struct Choice: Sendable, Equatable {
    public enum Meaning: Sendable, Equatable {
      /// A number in the unit of the prediction, and the unit where the text has it too.
      case number(Double, unit: String?)
      case direction(Direction)
    }

    public var text: [Inline]
    public var meaning: Meaning
    public var place: Place

    public init(_ text: [Inline], _ meaning: Meaning, at place: Place) {
      self.text = text
      self.meaning = meaning
      self.place = place
    }

    /// What is remembered of a choice that was made. It is the same in every language and outlives
    /// another order of the choices: `9`, `rises`.
    public var key: String {
      switch meaning {
      case .number(let value, _): brief(value)
      case .direction(let direction): direction.rawValue
      }
    }
  }

  /// Unique in the course, and the same in every language.
  public var id: String
  public var choices: [Choice]
  public var basis: Basis
  /// Of a number that a run gives; a claim has its own.
  public var unit: String?
  public var place: Place
  /// Where its values stand: keys by their names, settings as `set.d`, `from.d` and `to.d`.
  public var places: [String: Place]

  public init(
    id: String, choices: [Choice], basis: Basis, unit: String? = nil, at place: Place,
    places: [String: Place] = [:]
  ) {
    self.id = id
    self.choices = choices
    self.basis = basis
    self.unit = unit
    self.place = place
    self.places = places
  }

  /// The unit of its numbers; the claims are those of its lesson.
  public func unit(among claims: [String: Claim]) -> String? {
    if case .claim(let name) = basis { claims[name]?.unit } else { unit }
  }

  /// The numbers that decide it, each once.
  func numbers(among claims: [String: Claim]) -> [RunNumber] {
    switch basis {
    case .run(let request, let result): [RunNumber(request, result)]
    case .change(let from, let to, let result, _):
      (from == to ? [to] : [from, to]).map { RunNumber($0, result) }
    case .claim(let name): claims.numbers(of: name)
    }
  }

  /// The runs that decide it, each once.
  public func requests(among claims: [String: Claim]) -> [LabRequest] {
    numbers(among: claims).requests
  }
}

extension Lesson {
  /// Its predictions, in the order of reading.
  public var predictions: [Prediction] {
    var predictions: [Prediction] = []
    blocks.walk { block in
      if case .predict(let prediction) = block.content { predictions.append(prediction) }
    }
    return predictions
  }
}
