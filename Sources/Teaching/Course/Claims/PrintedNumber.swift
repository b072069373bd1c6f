#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A number as a lesson prints it: `0.41`, `85 %`, `2,621,440`, `−1.5 × 10⁻³`.
///
/// It stands for every value that would be printed so: 0.41 for those from 0.405 to 0.415.
public struct PrintedNumber: Sendable, Equatable {
  public var value: Double
  /// What its last digit is worth: 0.01 for 0.41.
  public var precision: Double
  /// The unit that stands with it, where it is one that claims know.
  public var unit: String?

  /// The first number in a text; nil where there is none.
  public init?(_ text: String) {
    var scanner = NumberScanner(text)
    guard let number = scanner.number() else { return nil }
    self = number
    let rest = String(scanner.rest.drop { $0.isWhitespace })
    // The longer names come first, so that KiB is not read as K.
    unit = Unit.names.first { rest.hasPrefix($0) }
  }

  fileprivate init(value: Double, precision: Double) {
    self.value = value
    self.precision = precision
  }

  /// Whether `other`, in the same unit, is printed as this number.
  public func stands(for other: Double) -> Bool { bracket.contains(other) }

  /// The values that it stands for.
  public var bracket: ClaimBracket {
    // Half of the last digit, and what binary rounding of a value on the edge adds to it.
    ClaimBracket(middle: value, reach: precision * 0.5 + 1e-9 * value.magnitude)
  }
}

private struct NumberScanner {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = Array(text) }

  var rest: ArraySlice<Character> { characters[index...] }

  private func digit(at index: Int) -> Bool {
    characters.indices.contains(index) && ("0"..."9").contains(characters[index])
  }

  mutating func number() -> PrintedNumber? {
    guard let start = characters.indices.first(where: { digit(at: $0) }) else { return nil }
    let sign = start > 0 && "-−".contains(characters[start - 1]) ? -1.0 : 1.0
    index = start
    var digits = ""
    while digit(at: index) || isGroupSeparator(at: index) {
      if digit(at: index) { digits.append(characters[index]) }
      index += 1
    }
    var decimals = 0
    if index < characters.count, characters[index] == ".", digit(at: index + 1) {
      digits.append(".")
      index += 1
      while digit(at: index) {
        digits.append(characters[index])
        decimals += 1
        index += 1
      }
    }
    let exponent = exponent() ?? 0
    guard let value = Double(digits), decimals <= 300 else { return nil }
    let scale = pow(10, Double(exponent))
    let number = PrintedNumber(
      value: sign * value * scale, precision: pow(10, Double(exponent - decimals)))
    return number.value.isFinite && number.precision > 0 ? number : nil
  }

  /// A comma or thin space before exactly three digits.
  private func isGroupSeparator(at index: Int) -> Bool {
    guard characters.indices.contains(index), ",\u{2009}\u{202F}\u{A0}".contains(characters[index])
    else { return false }
    return digit(at: index + 1) && digit(at: index + 2) && digit(at: index + 3)
      && !digit(at: index + 4)
  }

  /// `e-3`, `×10^-3`, `× 10⁻³`.
  private mutating func exponent() -> Int? {
    let start = index
    if index < characters.count, "eE".contains(characters[index]) {
      index += 1
    } else {
      skipSpaces()
      guard index < characters.count, "×·".contains(characters[index]) else { return fail(start) }
      index += 1
      skipSpaces()
      guard digit(at: index), characters[index...].starts(with: "10") else { return fail(start) }
      index += 2
      if index < characters.count, characters[index] == "^" { index += 1 }
    }
    var text = ""
    let plain: [Character: Character] = [
      "⁻": "-", "−": "-", "-": "-", "+": "+", "⁺": "+", "⁰": "0", "¹": "1", "²": "2", "³": "3",
      "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    ]
    while index < characters.count {
      guard digit(at: index) || plain[characters[index]] != nil else { break }
      text.append(plain[characters[index]] ?? characters[index])
      index += 1
    }
    guard let exponent = Int(text), exponent.magnitude <= 300 else { return fail(start) }
    return exponent
  }

  private mutating func skipSpaces() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  private mutating func fail(_ start: Int) -> Int? {
    index = start
    return nil
  }
}
