/// JSON written by hand: a few kinds of value, keys in the order they are given.
enum JSONText {
  static func object(_ members: [(String, String?)]) -> String {
    let written = members.compactMap { name, value in value.map { "\(string(name)): \($0)" } }
    return "{" + written.joined(separator: ", ") + "}"
  }

  static func array(_ elements: some Sequence<String>) -> String {
    "[" + elements.joined(separator: ", ") + "]"
  }

  /// RFC 8259, section 7: quotes, backslashes and control characters are escaped.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The shortest digits that give the number back. JSON has no infinities and no NaN, so these are
  /// the strings `"inf"`, `"-inf"` and `"nan"`.
  static func number<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: Number
  ) -> String {
    if value.isNaN { return "\"nan\"" }
    if value.isInfinite { return value < 0 ? "\"-inf\"" : "\"inf\"" }
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func range<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ range: ClosedRange<Number>
  ) -> String {
    array([number(range.lowerBound), number(range.upperBound)])
  }

  static func matrix(_ rows: Int, _ columns: Int, value: (Int, Int) -> Float) -> String {
    array((0..<rows).map { row in array((0..<columns).map { number(value(row, $0)) }) })
  }
}
