import Course

/// Why an answer could not be judged. It is asked again, not marked wrong.
public enum AnswerError: Error, Sendable, Equatable {
  case notANumber(String)
  /// - Parameter expected: the unit of the item, nil where it has none
  case unknownUnit(String, expected: String?)
  case unreadableFormula(AlgebraError)
  case unreadableShape(AlgebraError)
  /// The answer is of a kind that this item does not take, such as a list for a number.
  case wrongKind(expected: Localized<String>)
  /// The item's key comes from a lab, which was not asked: `Item.question(seed:runner:)` does.
  case notDrawn

  public var message: Localized<String> {
    switch self {
    case .notANumber(let text):
      Localized(
        en: "'\(text.shortened)' is no number; write it as 0.5, 1/2, 1e-3 or 50%.",
        zh: "“\(text.shortened)”不是数；可写成 0.5、1/2、1e-3 或 50%。")
    case .unknownUnit(let unit, nil):
      Localized(
        en: "The unit '\(unit.shortened)' is not asked for here.",
        zh: "这里不需要单位“\(unit.shortened)”。")
    case .unknownUnit(let unit, let expected?):
      Localized(
        en: "The unit '\(unit.shortened)' does not fit; expected \(expected).",
        zh: "单位“\(unit.shortened)”不对，应为 \(expected)。")
    case .unreadableFormula(let error):
      Localized(
        en: "The formula cannot be read. \(error.message.english)",
        zh: "公式读不懂。\(error.message.chinese)")
    case .unreadableShape(let error):
      Localized(
        en: "The shape cannot be read. \(error.message.english)",
        zh: "形状读不懂。\(error.message.chinese)")
    case .wrongKind(let expected):
      Localized(
        en: "This item takes \(expected.english).", zh: "这道题要求\(expected.chinese)。")
    case .notDrawn:
      Localized(en: "The numbers of this item are not drawn yet.", zh: "这道题的数还没有抽出来。")
    }
  }
}

extension String {
  /// As much of what was typed as a message has room for.
  var shortened: String { utf8.count <= 60 ? self : String(unicodeScalars.prefix(40)) + "…" }
}
