#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A number as a learner types it, with the unit behind it.
///
/// `1,024`, `1 024`, `3/8`, `1.2e3`, `1.2×10^3`, `10³`, `2^20`, `50%`, `１２．５` and the Unicode
/// minus are all read.
struct Quantity: Equatable {
  var value: Double
  /// Empty where there is none.
  var unit: String

  init(_ typed: String) throws(AnswerError) {
    guard typed.utf8.count <= Self.maximumLength else { throw .notANumber(typed) }
    var text = typed.folded
    let isShare = text.hasPrefix("百分之")
    for lead in ["百分之", "≈", "~", "=", "大约", "约"] where text.hasPrefix(lead) {
      text = String(text.dropFirst(lead.count)).trimmed
    }
    var number = Self.numberPrefix(of: text)
    // The end of a sentence.
    if number.count > 1, number.endIndex == text.endIndex, number.last == "." {
      text.removeLast()
      number = Self.numberPrefix(of: text)
    }
    guard var value = Self.quotient(number) else { throw .notANumber(typed) }
    var rest = String(text.dropFirst(number.count)).trimmed
    if let (word, size) = Self.sizes.first(where: { rest.lowercased().hasPrefix($0.word) }) {
      value *= size
      rest = String(rest.dropFirst(word.count)).trimmed
    }
    if rest == "个" { rest = "" }
    self.value = value
    unit = isShare && rest.isEmpty ? "%" : rest
  }

  private static let maximumLength = 400

  /// Words for large numbers, longer ones first.
  private static let sizes: [(word: String, size: Double)] = [
    ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12), ("万亿", 1e12),
    ("百万", 1e6), ("千万", 1e7), ("十亿", 1e9), ("万", 1e4), ("亿", 1e8),
  ]

  /// The value in the unit that is asked for; a bare number is in that unit.
  func value(in expected: String?) throws(AnswerError) -> Double {
    if unit.isEmpty { return value }
    guard let expected else {
      if unit == "%" { return value / 100 }
      throw .unknownUnit(unit, expected: nil)
    }
    let wanted = expected.folded
    if Self.isSame(unit, wanted) { return value }
    guard let from = MeasuringUnit(unit), let to = MeasuringUnit(wanted),
      let factor = from.factor(to: to)
    else {
      throw .unknownUnit(unit, expected: expected)
    }
    return value * factor
  }

  /// `Tokens` and `token`, `GB / s` and `GB/s`.
  private static func isSame(_ unit: String, _ other: String) -> Bool {
    func plain(_ text: String) -> String {
      let name = text.lowercased().filter { $0 != " " }
      return name.count > 3 && name.hasSuffix("s") ? String(name.dropLast()) : name
    }
    return plain(unit) == plain(other)
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

  // MARK: Reading the number

  /// `a` or `a/b`.
  private static func quotient(_ text: Substring) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let above = parts.first.flatMap(product) else { return nil }
    guard parts.count > 1 else { return above }
    guard parts.count == 2, let below = product(parts[1]), below != 0 else { return nil }
    return finite(above / below)
  }

  /// A decimal number, a power, or a number times a power: `1.2*10^3`.
  private static func product(_ text: Substring) -> Double? {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return decimal(text) ?? power(text)
    case 2:
      guard let mantissa = decimal(parts[0]), let size = power(parts[1]) else { return nil }
      return finite(mantissa * size)
    default: return nil
    }
  }

  /// `10^3`, `2^-7`; exponents are whole.
  private static func power(_ text: Substring) -> Double? {
    let parts = text.split(separator: "^", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = decimal(parts[0]), base > 0,
      let exponent = Int(parts[1].trimmed)
    else { return nil }
    return finite(pow(base, Double(exponent)))
  }

  private static func decimal(_ text: Substring) -> Double? {
    withoutGroups(text.trimmed).flatMap(Double.init).flatMap(finite)
  }

  /// Takes the separators of thousands out; nil where they stand elsewhere: `0,125` is a decimal
  /// comma, and must not become 125.
  private static func withoutGroups(_ text: String) -> String? {
    guard text.contains(",") || text.contains(" ") else { return text }
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(omittingEmptySubsequences: false) { ", ".contains($0) }
    let head = groups[0].drop { "+-".contains($0) }
    guard (1...3).contains(head.count), head.first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) })
    else { return nil }
    return groups.joined() + text.dropFirst(whole.count)
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}

extension String {
  /// Full-width forms as ASCII, each sign in its one form, superscripts behind a `^`, white space as
  /// blanks.
  fileprivate var folded: String {
    var result = String.UnicodeScalarView()
    var isRaised = false
    for scalar in unicodeScalars {
      let raised = scalar.unraised
      if raised != nil, !isRaised { result.append("^") }
      isRaised = raised != nil
      switch scalar.value {
      case _ where raised != nil: result.append(raised ?? scalar)
      case 0xD7, 0xB7, 0x22C5, 0x2217: result.append("*")
      case 0xF7, 0x2044, 0x2215: result.append("/")
      case 0x3002: result.append(".")
      default: result.append(scalar.folded)
      }
    }
    var text = String(result).trimmed
    // The letter x stands for a times sign where a power of ten follows.
    for form in ["x10^", "x 10^", "X10^", "X 10^"] { text = text.replacing(form, with: "*10^") }
    // LaTeX: `1.2\times 10^{3}`, `50\%`
    guard text.contains("\\") || text.contains("{") || text.contains("$") else { return text }
    for (form, plain) in [("\\times", "*"), ("\\cdot", "*"), ("\\,", " "), ("\\%", "%"), ("$", "")]
    {
      text = text.replacing(form, with: plain)
    }
    return text.filter { $0 != "{" && $0 != "}" }.trimmed
  }
}

extension StringProtocol {
  /// Without the white space at both ends.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
