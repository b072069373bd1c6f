/// One thing that a learner can set in a lab, with its type, range and unit.
public struct Control: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// A whole number; `steps` are the values that the arrow keys walk through.
    case integer(ClosedRange<Int>, steps: [Int])
    case number(ClosedRange<Double>, steps: [Double])
    case toggle
    case choice([String])
    /// Free text of at most `limit` characters.
    case text(limit: Int)
  }

  /// The name that lessons, claims and the command line use: `maskValue`.
  public var name: String
  public var label: Localized<String>
  public var kind: Kind
  public var initial: ControlValue
  /// The letter that moves to this control; it occurs in `name` or in the English label.
  public var mnemonic: Character
  public var help: Localized<String>

  public init(
    _ name: String, _ label: Localized<String>, _ kind: Kind, initial: ControlValue,
    mnemonic: Character, help: Localized<String>
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.initial = initial
    self.mnemonic = mnemonic
    self.help = help
  }
}

/// The value of a control.
public enum ControlValue: Sendable, Hashable {
  case integer(Int)
  case number(Double)
  case toggle(Bool)
  case text(String)
}
