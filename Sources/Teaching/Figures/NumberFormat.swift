// Numbers as people read them, without Foundation's formatters, which cost megabytes and
// milliseconds at start-up.

extension Double {
  /// The number with so many decimals: `−0.318`, `−∞`, `NaN`.
  ///
  /// Halves are rounded away from zero, on the shortest decimal digits that give the number back:
  /// 2.675 becomes 2.68, although the nearest Double lies just below. The minus is U+2212, and a
  /// number that rounds to zero has none. From 10¹⁵ on it is written as `scientific`.
  public func fixed(_ decimals: Int) -> String {
    NumberText(description).fixed(decimals)
  }

  /// The number with so many significant digits and no idle zeros: `0.0904`, `1024`, `2.06e−9`.
  ///
  /// Below 0.001 and from 10⁷ on it is written as `scientific`; whole numbers in between keep all
  /// their digits.
  public func compact(_ significant: Int = 4) -> String {
    NumberText(description).compact(significant)
  }

  /// A digit, so many decimals and a power of ten: `2.06e−9`.
  public func scientific(_ decimals: Int) -> String {
    NumberText(description).scientific(decimals)
  }

  /// The number as LaTeX: `-0.318`, `2.06\cdot 10^{-9}`, `-\infty`.
  public func latex(_ decimals: Int) -> String {
    NumberText(description).latex(decimals)
  }
}

extension Float {
  /// As for Double, on the Float's own shortest digits: `Float(0.09)` is 0.09, not 0.0900000036.
  public func fixed(_ decimals: Int) -> String { NumberText(description).fixed(decimals) }
  public func compact(_ significant: Int = 4) -> String {
    NumberText(description).compact(significant)
  }
  public func scientific(_ decimals: Int) -> String {
    NumberText(description).scientific(decimals)
  }
  public func latex(_ decimals: Int) -> String { NumberText(description).latex(decimals) }
}

/// A number taken apart into decimal digits: ±0.d₁d₂d₃… × 10^point.
private enum NumberText {
  case notANumber
  case infinite(negative: Bool)
  case finite(negative: Bool, Digits)

  struct Digits {
    /// Without leading zeros; empty for zero.
    var values: [UInt8]
    var point: Int
  }

  static let minus = "\u{2212}"

  /// - Parameter description: of a floating-point number, as the standard library prints it
  init(_ description: String) {
    var text = description.utf8[...]
    let negative = text.first == UInt8(ascii: "-")
    if negative { text = text.dropFirst() }
    if text.first == UInt8(ascii: "n") {
      self = .notANumber
    } else if text.first == UInt8(ascii: "i") {
      self = .infinite(negative: negative)
    } else {
      self = .finite(negative: negative, Digits(text))
    }
  }

  func fixed(_ decimals: Int) -> String {
    let decimals = min(max(decimals, 0), 30)
    return written(minus: NumberText.minus, infinity: "∞") { digits in
      digits.point > 15 ? digits.scientific(decimals) : digits.fixed(decimals)
    }
  }

  func scientific(_ decimals: Int) -> String {
    let decimals = min(max(decimals, 0), 30)
    return written(minus: NumberText.minus, infinity: "∞") { $0.scientific(decimals) }
  }

  func compact(_ significant: Int) -> String {
    let significant = min(max(significant, 1), 30)
    return written(minus: NumberText.minus, infinity: "∞") { digits in
      // Rounding may carry into a further place (0.99996 → 1), so places are counted after it.
      let kept = digits.point > 7 ? significant : max(significant, digits.point)
      let rounded = digits.rounded(keeping: kept)
      if rounded.values.isEmpty { return "0" }
      if rounded.point < -2 || rounded.point > 7 {
        return rounded.scientific(min(significant, rounded.values.count) - 1)
      }
      return rounded.fixed(max(0, rounded.values.count - rounded.point))
    }
  }

  func latex(_ decimals: Int) -> String {
    let decimals = min(max(decimals, 0), 30)
    return written(minus: "-", infinity: "\\infty", notANumber: "\\text{NaN}") { digits in
      let tiny = !digits.values.isEmpty && digits.point <= -decimals
      guard tiny || digits.point > 7 else { return digits.fixed(decimals) }
      let (mantissa, exponent) = digits.mantissa(2)
      return "\(mantissa)\\cdot 10^{\(exponent)}"
    }
  }

  private func written(
    minus: String, infinity: String, notANumber: String = "NaN", _ body: (Digits) -> String
  ) -> String {
    switch self {
    case .notANumber: return notANumber
    case .infinite(let negative): return (negative ? minus : "") + infinity
    case .finite(let negative, let digits):
      let text = body(digits)
      let isZero = text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
      return (negative && !isZero ? minus : "") + text
    }
  }
}

extension NumberText.Digits {
  fileprivate init(_ text: Substring.UTF8View) {
    var values: [UInt8] = []
    var exponent = 0
    var point: Int?
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): point = values.count
      case UInt8(ascii: "e"):
        exponent = Int(String(Substring(rest))) ?? 0
        rest = rest[rest.endIndex...]
      default: values.append(byte - UInt8(ascii: "0"))
      }
    }
    let leading = values.prefix { $0 == 0 }.count
    let whole = point ?? values.count
    values.removeFirst(leading)
    while values.last == 0 { values.removeLast() }
    self.values = values
    self.point = values.isEmpty ? 0 : whole + exponent - leading
  }

  /// The number with at most `count` digits, without zeros at the end.
  fileprivate func rounded(keeping count: Int) -> Self {
    guard count < values.count else { return self }
    guard count >= 0 else { return Self(values: [], point: 0) }
    var result = self
    result.values = Array(values.prefix(count))
    if values[count] >= 5 {
      var place = count - 1
      while place >= 0, result.values[place] == 9 {
        result.values[place] = 0
        place -= 1
      }
      if place >= 0 {
        result.values[place] += 1
      } else {
        result.values.insert(1, at: 0)
        result.point += 1
      }
    }
    while result.values.last == 0 { result.values.removeLast() }
    return result.values.isEmpty ? Self(values: [], point: 0) : result
  }

  fileprivate func fixed(_ decimals: Int) -> String {
    let number = rounded(keeping: point + decimals)
    let whole = (0..<max(number.point, 0)).map(number.character)
    let fraction = (number.point..<number.point + decimals).map(number.character)
    return String(whole.isEmpty ? ["0"] : whole) + (decimals > 0 ? "." + String(fraction) : "")
  }

  fileprivate func scientific(_ decimals: Int) -> String {
    let (mantissa, exponent) = mantissa(decimals)
    return mantissa + "e" + (exponent < 0 ? NumberText.minus : "") + String(exponent.magnitude)
  }

  fileprivate func mantissa(_ decimals: Int) -> (text: String, exponent: Int) {
    var number = rounded(keeping: decimals + 1)
    let exponent = number.values.isEmpty ? 0 : number.point - 1
    number.point = number.values.isEmpty ? 0 : 1
    return (number.fixed(decimals), exponent)
  }

  /// The digit at a place after the first one; zeros stand on either side.
  private func character(_ place: Int) -> Character {
    guard values.indices.contains(place) else { return "0" }
    return Character(UnicodeScalar(values[place] + UInt8(ascii: "0")))
  }
}
