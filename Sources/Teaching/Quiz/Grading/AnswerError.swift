import Course

/// Why an answer could not be judged. It is asked again, not marked wrong.
public enum AnswerError: Error, Sendable, Equatable {
  case notANumber(String)
  /// - Parameter expected: the unit of the item, nil where it has none
  case unknownUnit(String, expected: String?)
  /// The answer is of a kind that this item does not take, such as a list for a number.
  case wrongKind(expected: Localized<String>)
  /// The item's key comes from a lab, which was not asked: `Item.question(seed:runner:)` does.
  case notDrawn

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
    case .notDrawn:
      Localized(en: "The numbers of this item are not drawn yet.", zh: "这道题的数还没有抽出来。")
    }
  }
}
