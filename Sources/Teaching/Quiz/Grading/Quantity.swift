/// A number as a learner types it, with the unit behind it.
///
/// Full-width digits, the Unicode minus, `1,024`, `3/8`, `1.2×10^3` and `50%` are all read.
struct Quantity: Equatable {
  var value: Double
  /// Empty where there is none.
  var unit: String

  init(_ typed: String) throws(AnswerError) {
    let text = Self.folded(typed)
    let number = Self.numberPrefix(of: text)
    guard let value = Self.value(of: number) else { throw .notANumber(typed) }
    self.value = value
    unit = String(text.dropFirst(number.count).drop { $0 == " " })
  }

  /// The value in the unit that is asked for.
  func value(in expected: String?) throws(AnswerError) -> Double {
    if unit.isEmpty || unit == expected { return value }
    guard let expected else {
      if unit == "%" { return value / 100 }
      throw .unknownUnit(unit, expected: nil)
    }
    guard let from = Self.byteFactor(unit), let to = Self.byteFactor(expected) else {
      throw .unknownUnit(unit, expected: expected)
    }
    return value * from / to
  }

  /// KB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024.
  private static func byteFactor(_ unit: String) -> Double? {
    let decimal = ["b": 1.0, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12]
    let binary = ["kib": 0x1p10, "mib": 0x1p20, "gib": 0x1p30, "tib": 0x1p40]
    let name = unit.lowercased()
    let plain = ["byte": "b", "bytes": "b", "字节": "b"][name] ?? name
    return decimal[plain] ?? binary[plain]
  }

  /// Full-width forms as ASCII, all minus signs as one, white space as blanks.
  private static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x2212, 0x2013, 0x2012: result.append("-")
      case 0x3000, 0xA0, 0x2009, 0x202F: result.append(" ")
      case 0x00B7, 0x22C5, 0x2217: result.append("*")
      case 0x3002: result.append(".")
      case 0x00D7: result.append("*")
      default: result.append(scalar)
      }
    }
    return String(result).trimmingBlanks
  }

  /// The longest start of the text that consists of what numbers are written with.
  private static func numberPrefix(of text: String) -> Substring {
    var end = text.startIndex
    var previous: Character = " "
    for index in text.indices {
      let character = text[index]
      let isExponent =
        "eE".contains(character) && previous.isNumber
        && text[text.index(after: index)...].first.map { $0.isNumber || "+-".contains($0) } == true
      guard character.isASCII, character.isNumber || ".,+-/*^ ".contains(character) || isExponent
      else { break }
      if character != " " { end = text.index(after: index) }
      previous = character
    }
    return text[..<end]
  }

  private static func value(of number: Substring) -> Double? {
    let parts = number.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return scientific(parts[0])
    case 2:
      guard let above = scientific(parts[0]), let below = scientific(parts[1]), below != 0 else {
        return nil
      }
      return above / below
    default: return nil
    }
  }

  /// A decimal number, or one times a power of ten: `1.2*10^3`.
  private static func scientific(_ text: Substring) -> Double? {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return parts.count == 1 ? decimal(text) : nil }
    let power = parts[1].split(separator: "^", omittingEmptySubsequences: false)
    guard power.count == 2, decimal(power[0]) == 10, let exponent = decimal(power[1]),
      let whole = Int(exactly: exponent), let size = Double("1e\(whole)"),
      let mantissa = decimal(parts[0])
    else { return nil }
    return finite(mantissa * size)
  }

  private static func decimal(_ text: Substring) -> Double? {
    let plain = String(text).trimmingBlanks
    guard let grouped = withoutGroups(plain) else { return nil }
    return finite(Double(grouped))
  }

  /// Takes the separators of thousands out; nil where they stand elsewhere: `0,125` is a decimal
  /// comma, and must not become 125.
  private static func withoutGroups(_ text: String) -> String? {
    guard text.contains(",") || text.contains(" ") else { return text }
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(omittingEmptySubsequences: false) { ",  ".contains($0) }
    let head = groups[0].drop { "+-".contains($0) }
    guard (1...3).contains(head.count), head.first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) })
    else { return nil }
    return groups.joined() + text.dropFirst(whole.count)
  }

  private static func finite(_ value: Double?) -> Double? { value?.isFinite == true ? value : nil }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
