import Course

/// `numeric`: a value within a tolerance, with or without its unit.
public struct NumericValue: ItemType {
  public var common: ItemCommon
  public var answer: Double
  /// The answer as the course writes it.
  public var answerText: String
  public var tolerance: Tolerance
  public var unit: String?
  public var explanation: Explanation

  static let name = "numeric"
  static let keys = ["tolerance", "unit"]

  static func read(_ reader: inout ItemReader) -> NumericValue? {
    let answer = reader.yaml.double(for: "answer", required: true)
    let toleranceText = reader.yaml.string(for: "tolerance") ?? "0"
    let tolerance = Tolerance(toleranceText)
    if tolerance == nil {
      reader.yaml.report(
        at: reader.yaml.place(of: "tolerance"),
        "'\(toleranceText)' is no tolerance, expected a number as 0.01 or a share as \"1%\"")
    }
    let unit = reader.yaml.string(for: "unit")
    let explanation = reader.readExplanation(choices: nil)
    guard let common = reader.readCommon(), let answer, let tolerance, let explanation,
      let answerText = reader.yaml.string(for: "answer")
    else { return nil }
    return NumericValue(
      common: common, answer: answer, answerText: answerText, tolerance: tolerance, unit: unit,
      explanation: explanation)
  }

  var item: Item { .numeric(self) }
  var expected: String { unit.map { "\(answerText) \($0)" } ?? answerText }
  var texts: [[Inline]] { [] }
  var key: [(name: String, value: String)] {
    [
      ("answer", "\(answer)"), ("tolerance", "\(tolerance)"), ("unit", unit ?? "none"),
    ]
  }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a number", zh: "一个数"))
    }
    let value = try Quantity(text).value(in: unit)
    return tolerance.accepts(value, for: self.answer) ? 1 : 0
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
