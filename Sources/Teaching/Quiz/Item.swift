import Course

/// A quiz item: a question that can be graded. Each type is a struct of its own.
public enum Item: Sendable, Equatable {
  case single(SingleChoice)
  case multiple(MultipleChoice)
  case numeric(Numeric)

  /// What every item has.
  public var common: ItemCommon {
    switch self {
    case .single(let item): item.common
    case .multiple(let item): item.common
    case .numeric(let item): item.common
    }
  }

  public var id: String { common.id }
}

/// The keys that every item has, whatever its type.
public struct ItemCommon: Sendable, Equatable {
  public var id: String
  /// Raised when the answer changes: earlier answers count as answers to an earlier item.
  public var version: Int
  public var prompt: [Block]
  public var hint: [Block]?
  /// 1 to 5.
  public var difficulty: Int?
  /// `#anchor` or `lesson#anchor`.
  public var review: String?
  public var points: Double
  public var place: Place

  public init(
    id: String, version: Int = 1, prompt: [Block], hint: [Block]? = nil, difficulty: Int? = nil,
    review: String? = nil, points: Double = 1, place: Place
  ) {
    self.id = id
    self.version = version
    self.prompt = prompt
    self.hint = hint
    self.difficulty = difficulty
    self.review = review
    self.points = points
    self.place = place
  }
}

/// Why an answer is right or wrong: one text, or a reason for each choice.
public enum Explanation: Sendable, Equatable {
  case text([Block])
  /// By the number of the choice, from 1.
  case choices([Int: [Block]])
}

public struct SingleChoice: Sendable, Equatable {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0.
  public var answer: Int
  public var explanation: Explanation
}

public struct MultipleChoice: Sendable, Equatable {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0.
  public var answer: Set<Int>
  public var explanation: Explanation
}

public struct Numeric: Sendable, Equatable {
  public var common: ItemCommon
  public var answer: Double
  public var tolerance: Tolerance
  public var unit: String?
  public var explanation: Explanation
}

public enum Tolerance: Sendable, Equatable {
  case absolute(Double)
  /// A share of the answer: 0.01 is one percent.
  case relative(Double)
}

/// What a learner answers.
public enum Answer: Sendable, Equatable, Codable {
  /// From 0.
  case choice(Int)
  case choices(Set<Int>)
  case text(String)
}

/// What an answer is worth.
public struct Grade: Sendable, Equatable {
  /// In `0...points`.
  public var score: Double
  public var points: Double
  /// The right answer, as a learner would write it.
  public var expected: String

  public var isCorrect: Bool { score == points }

  public init(score: Double, points: Double, expected: String) {
    self.score = score
    self.points = points
    self.expected = expected
  }
}
