import Course

/// A quiz item: a question that can be graded. Each type is a struct of its own in `Items`.
public enum Item: Sendable, Equatable {
  case single(SingleChoice)
  case multiple(MultipleChoice)
  case truefalse(TrueFalse)
  case numeric(NumericValue)
  case order(Ordering)
  case match(Matching)
  case shape(ShapeValue)
  case formula(FormulaValue)
  case short(FreeText)

  /// Every type that `type:` may name.
  static let types: [any ItemType.Type] = [
    SingleChoice.self, MultipleChoice.self, TrueFalse.self, NumericValue.self, Ordering.self,
    Matching.self, ShapeValue.self, FormulaValue.self, FreeText.self,
  ]

  var content: any ItemType {
    switch self {
    case .single(let item): item
    case .multiple(let item): item
    case .truefalse(let item): item
    case .numeric(let item): item
    case .order(let item): item
    case .match(let item): item
    case .shape(let item): item
    case .formula(let item): item
    case .short(let item): item
    }
  }

  /// What every item has.
  public var common: ItemCommon { content.common }
  public var id: String { common.id }
  public var explanation: Explanation { content.explanation }

  /// Where its subject is explained, as links have it: `lesson` or `lesson#anchor`.
  /// - Parameter lesson: the one that it stands in
  public func reviewLink(in lesson: String) -> String {
    let review = common.review ?? ""
    return review.isEmpty || review.hasPrefix("#") ? lesson + review : review
  }

  /// What is left of the points once a hint was taken.
  public static let hintShare = 0.75

  /// Judges an answer. A hint that was taken costs a quarter.
  /// - Throws: `AnswerError` where the answer cannot be read; that is not a wrong answer.
  public func grade(_ answer: Answer, hintTaken: Bool = false) throws(AnswerError) -> Grade {
    let (earned, detail) = try content.judged(answer)
    return Grade(
      score: earned * common.points * (hintTaken ? Self.hintShare : 1), points: common.points,
      expected: content.expected, isRight: earned == 1, detail: detail)
  }
}
