extension Control {
  /// The value that a text stands for, as typed in a lesson, on the command line or in the lab.
  /// - Throws: `LabError.invalidValue` with what was expected
  public func value(parsing text: String) throws(LabError) -> ControlValue {
    switch kind {
    case .integer(let range, _):
      if let number = Control.number(text), let integer = Int(exactly: number),
        range.contains(integer)
      {
        return .integer(integer)
      }
    case .number(let range, _):
      if let number = Control.number(text), range.contains(number) { return .number(number) }
    case .toggle:
      switch text.lowercased() {
      case "true", "on", "yes", "1": return .toggle(true)
      case "false", "off", "no", "0": return .toggle(false)
      default: break
      }
    case .choice(let names):
      let plain = Control.plainMinus(text).lowercased()
      if let name = names.first(where: { $0.lowercased() == plain }) { return .text(name) }
    case .text(let limit):
      if text.count <= limit, !text.unicodeScalars.contains(where: Control.isControl) {
        return .text(text)
      }
    }
    throw .invalidValue(String(text.prefix(80)), control: name, expected: expected)
  }

  /// What values there are, to be read after "expected": `a whole number from 1 to 4096`.
  public var expected: Localized<String> {
    switch kind {
    case .integer(let range, _):
      Localized(
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数")
    case .number(let range, _):
      bounds(.number(range.lowerBound), .number(range.upperBound))
    case .toggle: Localized(en: "true or false", zh: "true 或 false")
    case .choice(let names):
      Localized(
        en: (names.count == 1 ? "" : "one of ") + names.joined(separator: ", "),
        zh: names.joined(separator: "、"))
    case .text(let limit):
      Localized(en: "one line of at most \(limit) characters", zh: "一行，最多 \(limit) 个字符")
    }
  }

  private func bounds(_ least: ControlValue, _ most: ControlValue) -> Localized<String> {
    Localized(en: "a number from \(least) to \(most)", zh: "\(least) 到 \(most) 的数")
  }

  /// Where the right arrow goes from `value`; `value` itself at the end, and for text.
  public func value(after value: ControlValue) -> ControlValue {
    switch (kind, value) {
    case (.integer(_, let steps), .integer(let present)):
      .integer(steps.first { $0 > present } ?? present)
    case (.number(_, let steps), .number(let present)):
      .number(steps.first { $0 > present } ?? present)
    default: neighbour(of: value, distance: 1)
    }
  }

  /// Where the left arrow goes from `value`; `value` itself at the end, and for text.
  public func value(before value: ControlValue) -> ControlValue {
    switch (kind, value) {
    case (.integer(_, let steps), .integer(let present)):
      .integer(steps.last { $0 < present } ?? present)
    case (.number(_, let steps), .number(let present)):
      .number(steps.last { $0 < present } ?? present)
    default: neighbour(of: value, distance: -1)
    }
  }

  private func neighbour(of value: ControlValue, distance: Int) -> ControlValue {
    switch (kind, value) {
    case (.toggle, .toggle(let isOn)): return .toggle(!isOn)
    case (.choice(let names), .text(let name)):
      guard let index = names.firstIndex(of: name) else { return value }
      return .text(names[min(max(index + distance, 0), names.count - 1)])
    default: return value
    }
  }

  /// A finite number; a minus may be typed as it is printed, U+2212.
  private static func number(_ text: String) -> Double? {
    guard let number = Double(plainMinus(text)), number.isFinite else { return nil }
    return number
  }

  private static func plainMinus(_ text: String) -> String {
    String(text.map { $0 == "\u{2212}" ? "-" : $0 })
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
      || scalar.properties.generalCategory == .lineSeparator
      || scalar.properties.generalCategory == .paragraphSeparator
  }
}

extension ControlValue: CustomStringConvertible {
  /// The value as it is written in a lesson or on the command line, so that
  /// `Control.value(parsing:)` gives it back.
  public var description: String {
    switch self {
    case .integer(let integer): String(integer)
    case .number(let number):
      Int(exactly: number).map(String.init) ?? number.description
    case .toggle(let isOn): isOn ? "true" : "false"
    case .text(let text): text
    }
  }
}
