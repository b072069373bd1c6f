/// A YAML value and where it stands in the file.
public struct YAMLNode: Sendable, Equatable {
  public indirect enum Value: Sendable, Equatable {
    case scalar(YAMLScalar)
    case list([YAMLNode])
    case mapping([YAMLEntry])
  }

  public var value: Value
  public var place: Place

  public init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }

  /// What it is, in the words of error messages.
  var kind: String {
    switch value {
    case .scalar(let scalar): scalar.isEmpty ? "nothing" : "'\(scalar.text)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A single value as it is written; what it means depends on the key.
public struct YAMLScalar: Sendable, Equatable {
  public var text: String
  /// `"2"` is the text 2, where `2` may be a number.
  public var isQuoted: Bool
  /// Where the text itself begins: after a quote mark, or on the line after `|`.
  public var textPlace: Place

  public init(_ text: String, isQuoted: Bool = false, textPlace: Place) {
    self.text = text
    self.isQuoted = isQuoted
    self.textPlace = textPlace
  }

  public var isEmpty: Bool { text.isEmpty && !isQuoted || text == "null" && !isQuoted }

  /// A whole number in decimal.
  public var int: Int? { isQuoted ? nil : Int(text) }

  /// A finite number in decimal.
  public var double: Double? { isQuoted ? nil : finiteNumber(text) }

  public var bool: Bool? {
    switch text {
    case "true" where !isQuoted: true
    case "false" where !isQuoted: false
    default: nil
    }
  }
}

/// A key of a mapping with its value.
public struct YAMLEntry: Sendable, Equatable {
  public var key: String
  public var keyPlace: Place
  public var value: YAMLNode

  public init(key: String, keyPlace: Place, value: YAMLNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }
}

/// A finite decimal number; Swift's own reader also takes "nan", "inf" and hexadecimal.
func finiteNumber(_ text: some StringProtocol) -> Double? {
  guard text.utf8.allSatisfy({ Ascii.isDigit($0) || "+-.eE".utf8.contains($0) }),
    let number = Double(text), number.isFinite
  else { return nil }
  return number
}
