import Course

/// `numeric`: a value within a tolerance, with or without its unit; given by the course, or computed by
/// a lab.
public struct NumericValue: ItemType {
  public var common: ItemCommon
  /// The language of the lesson that the item stands in.
  public var language: Language
  /// nil for a computed item whose numbers are not drawn; `Item.question(seed:runner:)` draws them.
  public var answer: Double?
  /// The answer as the course writes it, or a computed one with as many digits as it takes.
  public var answerText: String
  public var tolerance: Tolerance
  public var unit: String?
  public var explanation: Explanation
  /// Where the key comes from, if not from the course.
  public var computation: Computation?

  static let name = "numeric"
  static let keys = ["tolerance", "unit", "vary", "compute", "show"]

  static func read(_ reader: inout ItemReader) -> NumericValue? {
    let isComputed = reader.yaml.contains("compute")
    let computation = reader.readComputation()
    let answer = isComputed ? nil : reader.yaml.double(for: "answer", required: true)
    let toleranceText = reader.yaml.string(for: "tolerance") ?? "0"
    let tolerance = Tolerance(toleranceText)
    if tolerance == nil {
      reader.yaml.report(
        at: reader.yaml.place(of: "tolerance"),
        "'\(toleranceText)' is no tolerance, expected a number as 0.01 or a share as \"1%\"")
    }
    let unit = reader.yaml.string(for: "unit")
    let explanation = reader.readExplanation(choices: nil)
    guard let common = reader.readCommon(), let tolerance, let explanation,
      (answer != nil) != (computation != nil)
    else { return nil }
    let answerText = isComputed ? nil : reader.yaml.string(for: "answer")
    return NumericValue(
      common: common, language: reader.language, answer: answer, answerText: answerText ?? "",
      tolerance: tolerance, unit: unit, explanation: explanation, computation: computation)
  }

  var item: Item { .numeric(self) }
  var expected: String { unit.map { "\(answerText) \($0)" } ?? answerText }
  var texts: [[Inline]] { [] }
  var key: [(name: String, value: String)] {
    [("tolerance", "\(tolerance)"), ("unit", unit ?? "none")]
      + (computation?.key ?? answer.map { [("answer", "\($0)")] } ?? [])
  }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a number", zh: "一个数"))
    }
    guard let key = self.answer else { throw .notDrawn }
    let value = try Quantity(text).value(in: unit)
    return tolerance.accepts(value, for: key) ? 1 : 0
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    switch node.value {
    case .number(let text), .string(let text): return .text(text)
    case .null, .bool, .list, .object:
      throw Diagnostic(
        at: node.place, "expected a number, or a text with its unit, found \(node.kind)")
    }
  }
}
