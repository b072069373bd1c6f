import Course

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension NumericValue {
  /// A value of a lab in the item's unit: percent of a share, KiB of bytes. Units that are only names,
  /// as "nat", change nothing.
  func inUnit(_ value: Double) -> Double {
    guard let size = unit.flatMap({ Unit($0) })?.size else { return value }
    // A share of 0.07 is 7 percent to the last bit: 100 is exact where 0.01 is not.
    return size < 1 ? value * (1 / size).rounded() : value / size
  }

  /// How far an answer may be from a value and still mean it: the tolerance, or what three digits
  /// leave open where that is more.
  func margin(at value: Double) -> Double {
    guard value != 0, value.isFinite else { return tolerance.width(at: value) }
    let thirdDigit = pow(10, log10(value.magnitude).rounded(.down) - 2)
    return max(tolerance.width(at: value), thirdDigit / 2)
  }

  /// Whether no answer can mean both of two values: they are further apart than twice the margin of
  /// either.
  func tells(_ value: Double, from other: Double) -> Bool {
    abs(value - other) > 2 * max(margin(at: value), margin(at: other))
  }
}
