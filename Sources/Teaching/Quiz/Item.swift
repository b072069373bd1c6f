import Course

/// A quiz item: a question that can be graded. Each type is a struct of its own in `Items`.
public enum Item: Sendable, Equatable {
  case single(SingleChoice)
  case multiple(MultipleChoice)
  case numeric(NumericValue)

  private var gradable: any Gradable {
    switch self {
    case .single(let item): item
    case .multiple(let item): item
    case .numeric(let item): item
    }
  }

  /// What every item has.
  public var common: ItemCommon { gradable.common }
  public var id: String { common.id }
  public var explanation: Explanation { gradable.explanation }

  /// Judges an answer. A hint that was taken costs a quarter.
  /// - Throws: `AnswerError` where the answer cannot be read; that is not a wrong answer.
  public func grade(_ answer: Answer, hintTaken: Bool = false) throws(AnswerError) -> Grade {
    let share = try gradable.share(of: answer) * (hintTaken ? 0.75 : 1)
    return Grade(
      score: share * common.points, points: common.points, expected: gradable.expected)
  }
}

/// What an item type brings.
protocol Gradable {
  var common: ItemCommon { get }
  var explanation: Explanation { get }
  /// The right answer, as a learner would write it.
  var expected: String { get }

  /// The share of the points that an answer earns, in 0...1.
  func share(of answer: Answer) throws(AnswerError) -> Double
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
}

/// Why an answer is right or wrong: one text, or a reason for each choice.
public enum Explanation: Sendable, Equatable {
  case text([Block])
  /// By the number of the choice, from 1.
  case choices([Int: [Block]])
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

/// Why an answer could not be judged.
public enum AnswerError: Error, Sendable, Equatable {
  case notANumber(String)
  case unknownUnit(String, expected: String?)
  /// The answer is of a kind that this item does not take, such as a list for a number.
  case wrongKind(expected: Localized<String>)

  public var message: Localized<String> {
    switch self {
    case .notANumber(let text):
      Localized(
        en: "'\(text)' is no number; write it as 0.5, 1/2, 1e-3 or 50%.",
        zh: "“\(text)”不是数；可写成 0.5、1/2、1e-3 或 50%。")
    case .unknownUnit(let unit, nil):
      Localized(
        en: "The unit '\(unit)' is not asked for here.", zh: "这里不需要单位“\(unit)”。")
    case .unknownUnit(let unit, let expected?):
      Localized(
        en: "The unit '\(unit)' does not fit; expected \(expected).",
        zh: "单位“\(unit)”不对，应为 \(expected)。")
    case .wrongKind(let expected):
      Localized(
        en: "This item takes \(expected.english).", zh: "这道题要求\(expected.chinese)。")
    }
  }
}
