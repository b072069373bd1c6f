import Course

/// Whether two formulas are equal, told at random points at which the right one has a value.
struct FormulaComparison: Sendable {
  /// How many points must agree.
  static let points = 48
  /// How many are looked at to find them.
  private static let attempts = 2000
  /// Beside what the rounding of the right formula explains.
  private static let tolerance = 1e-9

  /// A point at which they differ.
  struct Difference: Sendable, Equatable {
    var point: [(name: String, value: Double)]
    var expected: Double
    /// nil where the answer has no value.
    var found: Double?

    static func == (a: Self, b: Self) -> Bool {
      a.expected == b.expected && a.found == b.found
        && a.point.elementsEqual(b.point) { $0 == $1 }
    }
  }

  var key: Expression
  var variables: [String]
  var domain: [String: ClosedRange<Double>]

  /// Points and the values of the key there. Where there are none, the key is nowhere defined.
  func keyValues() -> [(point: [String: Double], value: RoundedValue)] {
    var found: [(point: [String: Double], value: RoundedValue)] = []
    for point in SamplePoints(variables, domain: domain).prefix(Self.attempts) {
      let value = key.value(at: point)
      if value.isDefined { found.append((point, value)) }
      if found.count == Self.points { break }
    }
    return found
  }

  /// nil where they are equal. Points that are easily told come first.
  func difference(of answer: Expression) -> Difference? {
    var other: Difference?
    for (index, (point, expected)) in keyValues().enumerated() {
      let found = answer.value(at: point)
      let room =
        Self.tolerance * max(abs(expected.value), abs(found.value)) + 1000 * expected.error
        // A key that is exactly zero has no size of its own.
        + (expected.value == 0 ? 1e-12 : 0)
      if found.isDefined, abs(found.value - expected.value) <= room { continue }
      let difference = Difference(
        point: variables.compactMap { name in point[name].map { (name, $0) } },
        expected: expected.value, found: found.isDefined ? found.value : nil)
      if difference.isShort { return difference }
      if other == nil { other = difference }
      if index > Self.points / 2 { break }
    }
    return other
  }
}

extension FormulaComparison.Difference {
  fileprivate var isShort: Bool {
    point.allSatisfy { ($0.value * 100).rounded() / 100 == $0.value }
  }

  /// “At x = 1.37 yours is 3.4, the right one 25.8.”
  var remark: Localized<String> {
    let place = point.map { "\($0.name) = \($0.value.printed(digits: 4))" }
    let wanted: String
    let given: String?
    if let found {
      // As many digits as show the difference.
      let digits =
        (4...17).first { found.shown(digits: $0) != expected.shown(digits: $0) } ?? 17
      wanted = expected.printed(digits: digits)
      given = found.printed(digits: digits)
    } else {
      wanted = expected.printed(digits: 4)
      given = nil
    }
    let english = place.isEmpty ? "" : "At \(place.joined(separator: ", ")) "
    let chinese = place.isEmpty ? "" : "当 \(place.joined(separator: "，")) 时，"
    guard let given else {
      return Localized(
        en: english + (place.isEmpty ? "Your" : "your")
          + " formula has no value; the right one is \(wanted).",
        zh: chinese + "你的式子没有值，正确的式子是 \(wanted)。")
    }
    return Localized(
      en: english + (place.isEmpty ? "Yours" : "yours")
        + " is \(given), the right one is \(wanted).",
      zh: chinese + "你的式子是 \(given)，正确的式子是 \(wanted)。")
  }
}

extension Double {
  /// As `shown`, with the Unicode minus of the other texts.
  fileprivate func printed(digits: Int) -> String {
    shown(digits: digits).replacing("-", with: "\u{2212}")
  }

  /// With so many significant digits, and no zeros that say nothing: 0.31, 25.8, 1.2e+30.
  func shown(digits: Int) -> String {
    guard isFinite, self != 0 else { return isFinite ? "0" : "\(self)" }
    var size = 0
    var scaled = abs(self)
    while scaled >= 10, size < 400 {
      scaled /= 10
      size += 1
    }
    while scaled < 1, size > -400 {
      scaled *= 10
      size -= 1
    }
    var unit = 1.0
    for _ in 0..<max(0, digits - 1 - max(-5, min(size, 15))) { unit *= 10 }
    // Beyond these the shortest text of the float is the plainest.
    guard (-5...15).contains(size), digits <= 15 else { return "\(self)" }
    let places = max(0, digits - 1 - size)
    if places == 0 {
      var step = 1.0
      for _ in 0..<(size - digits + 1) { step *= 10 }
      let rounded = (self / step).rounded() * step
      return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }
    let rounded = (self * unit).rounded() / unit
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }
}
