#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers of a run as texts show them: whole numbers whole, others with three significant digits, but
/// no fewer than two decimals.
enum PrintedValue {
  /// With the Unicode minus.
  static func text(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? "∞" : "\u{2212}∞" }
    return plain(value).replacing("-", with: "\u{2212}")
  }

  static func latex(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? #"\infty"# : #"-\infty"# }
    return latex(plain(value))
  }

  /// A decimal number as it is typed, `1.2e-05`, in LaTeX.
  static func latex(_ number: String) -> String {
    let parts = number.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return number }
    return #"\#(parts[0]) \times 10^{\#(exponent)}"#
  }

  /// As a learner types it.
  static func plain(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "inf" : "-inf" }
    return plain(value, digits: max(3, magnitude(value) + 3))
  }

  /// The fewest digits, from three on, that a tolerance takes for the key.
  static func key(_ key: Double, _ tolerance: Tolerance) -> String {
    let first = plain(key)
    if let value = Double(first), tolerance.accepts(value, for: key) { return first }
    for digits in 4...16 {
      let text = plain(key, digits: digits)
      if let value = Double(text), tolerance.accepts(value, for: key) { return text }
    }
    return "\(key)"
  }

  /// Fixed decimals, so that the numbers of a table stand below each other.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return text(value) }
    return digits(value, decimals: decimals).replacing("-", with: "\u{2212}")
  }

  private static func plain(_ value: Double, digits: Int) -> String {
    if value == 0 { return "0" }
    if value == value.rounded(), value.magnitude < 1e15 { return "\(Int(value))" }
    let decimals = digits - 1 - magnitude(value)
    guard (0...9).contains(decimals), value.magnitude < 1e6 else {
      // Dividing by a power of ten gives the shortest decimal; multiplying by its inverse does not.
      let power = pow(10, Double(decimals.magnitude))
      guard power.isFinite else { return "\(value)" }
      let rounded =
        decimals >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
      return "\(rounded)"
    }
    return Self.digits(value, decimals: decimals)
  }

  /// The exponent of the first significant digit: 0 for 3.14, −2 for 0.031.
  private static func magnitude(_ value: Double) -> Int {
    value == 0 || !value.isFinite ? 0 : Int(log10(value.magnitude).rounded(.down))
  }

  /// A value below 10⁹ in size with so many decimals, trailing zeros and all.
  private static func digits(_ value: Double, decimals: Int) -> String {
    let power = pow(10, Double(decimals))
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 1e18 else { return "\(value)" }
    let all = "\(Int(scaled))"
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + all }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - all.count)) + all
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
