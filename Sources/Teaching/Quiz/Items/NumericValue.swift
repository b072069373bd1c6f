import Course

/// `numeric`: a value within a tolerance, with or without its unit.
public struct NumericValue: Sendable, Equatable, Gradable {
  public var common: ItemCommon
  public var answer: Double
  /// The answer as the course writes it.
  public var answerText: String
  public var tolerance: Tolerance
  public var unit: String?
  public var explanation: Explanation

  var expected: String { unit.map { "\(answerText) \($0)" } ?? answerText }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a number", zh: "一个数"))
    }
    let value = try Quantity(text).value(in: unit)
    return tolerance.accepts(value, for: self.answer) ? 1 : 0
  }
}

public enum Tolerance: Sendable, Equatable {
  case absolute(Double)
  /// A share of the answer: 0.01 is one percent.
  case relative(Double)

  /// "0.01", or "1%".
  init?(_ text: String) {
    let isRelative = text.hasSuffix("%")
    guard let value = Double(isRelative ? String(text.dropLast()) : text), value >= 0,
      value.isFinite
    else { return nil }
    self = isRelative ? .relative(value / 100) : .absolute(value)
  }

  func accepts(_ value: Double, for answer: Double) -> Bool {
    let room =
      switch self {
      case .absolute(let width): width
      case .relative(let share): share * abs(answer)
      }
    // 0.1 + 0.2 is 0.3 to a learner: both may differ in their last bits.
    let rounding = 4 * max(abs(answer), abs(value)).ulp
    return abs(value - answer) <= room + rounding
  }
}

extension ItemReader {
  mutating func readNumeric() -> Item? {
    let answer = yaml.double(for: "answer", required: true)
    let toleranceText = yaml.string(for: "tolerance") ?? "0"
    let tolerance = Tolerance(toleranceText)
    if tolerance == nil {
      yaml.report(
        at: yaml.place(of: "tolerance"),
        "'\(toleranceText)' is no tolerance, expected a number as 0.01 or a share as \"1%\"")
    }
    let unit = yaml.string(for: "unit")
    let explanation = readExplanation(choices: nil)
    guard let common = readCommon(), let answer, let tolerance, let explanation,
      let answerText = yaml.string(for: "answer")
    else { return nil }
    return .numeric(
      NumericValue(
        common: common, answer: answer, answerText: answerText, tolerance: tolerance, unit: unit,
        explanation: explanation))
  }
}
