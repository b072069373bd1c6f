import Course
import Figures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The numbers of a test as they are written: with as many digits as tell a value from the ends of
/// the bracket, and in the unit of the text.
struct ClaimNumbers {
  private let significant: Int
  private let unit: String

  init(_ trial: ClaimTrial, unit: String?) {
    self.unit = unit.map { " " + $0 } ?? ""
    guard let bracket = trial.bracket, bracket.reach > 0 else {
      significant = 6
      return
    }
    let size = max(bracket.middle.magnitude, bracket.reach)
    let digits = log10(size).rounded(.down) - log10(bracket.reach).rounded(.down)
    significant = digits.isFinite ? min(max(2, Int(digits) + 2), 15) : 15
  }

  /// On the scale, where the unit is understood.
  func bare(_ value: Double) -> String { value.compact(significant) }

  /// As many decimals as in the text.
  func printed(_ number: PrintedNumber) -> String {
    let decimals = -log10(number.precision).rounded()
    return (1...6).contains(decimals) ? number.value.fixed(Int(decimals)) : bare(number.value)
  }

  /// A run's value, which has a digit more than what the text could print.
  func found(_ value: Double) -> String { value.compact(max(4, significant)) + unit }

  func plain(_ value: Double) -> String { bare(value) + unit }

  /// Of an operand, in its own unit.
  static func operand(_ operand: ClaimTrial.Operand) -> String {
    guard let value = operand.value else { return "?" }
    return value.compact() + (operand.unit.map { " " + $0 } ?? "")
  }
}
