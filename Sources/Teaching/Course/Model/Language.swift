/// A language that the tutor speaks and lessons are written in.
public enum Language: String, Sendable, CaseIterable, Codable {
  case english = "en"
  case chinese = "zh"

  /// The language that the `L` key changes to.
  public var other: Language { self == .english ? .chinese : .english }
}

/// One value per language: a title, a sentence, a list of views.
public struct Localized<Value: Sendable>: Sendable {
  public var english: Value
  public var chinese: Value

  public init(en english: Value, zh chinese: Value) {
    self.english = english
    self.chinese = chinese
  }

  /// The same value in every language: a symbol, a number, a name.
  public init(_ value: Value) { self.init(en: value, zh: value) }

  public subscript(language: Language) -> Value {
    get { language == .english ? english : chinese }
    set { if language == .english { english = newValue } else { chinese = newValue } }
  }

  public func map<Result: Sendable>(_ transform: (Value) throws -> Result) rethrows
    -> Localized<Result>
  {
    Localized<Result>(en: try transform(english), zh: try transform(chinese))
  }
}

extension Localized: Equatable where Value: Equatable {}
extension Localized: Hashable where Value: Hashable {}
