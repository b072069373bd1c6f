/// How far from the answer is still right.
public enum Tolerance: Sendable, Equatable, CustomStringConvertible {
  case absolute(Double)
  /// A share of the answer: 0.01 is one percent.
  case relative(Double)

  /// "0.01", or "1%".
  init?(_ text: String) {
    let isRelative = text.hasSuffix("%")
    let number = isRelative ? text.dropLast().trimmed : text
    // Swift's own reader also takes "nan", "inf" and hexadecimal.
    guard number.utf8.allSatisfy("0123456789+-.eE".utf8.contains),
      let value = Double(number), value >= 0, value.isFinite
    else { return nil }
    self = isRelative ? .relative(value / 100) : .absolute(value)
  }

  public var description: String {
    switch self {
    case .absolute(let width): "\(width)"
    case .relative(let share): "\(share * 100)%"
    }
  }

  /// How far from `answer` a value may be.
  func width(at answer: Double) -> Double {
    switch self {
    case .absolute(let width): width
    case .relative(let share): share * abs(answer)
    }
  }

  func accepts(_ value: Double, for answer: Double) -> Bool {
    // 0.1 + 0.2 is 0.3 to a learner: both may differ in their last bits.
    let rounding = 4 * max(abs(answer), abs(value)).ulp
    return abs(value - answer) <= width(at: answer) + rounding
  }
}
