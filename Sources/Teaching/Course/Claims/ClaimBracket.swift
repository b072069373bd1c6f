/// The values of a run that bear a claim out, in the unit of the text.
public struct ClaimBracket: Sendable, Equatable {
  /// The printed number, or what theory gives.
  public var middle: Double
  /// How far from the middle a value may be.
  public var reach: Double

  public init(middle: Double, reach: Double) {
    self.middle = middle
    self.reach = reach
  }

  /// Whether a value bears the claim out; the ends do.
  public func contains(_ value: Double) -> Bool { (value - middle).magnitude <= reach }

  /// The least value that does.
  public var lower: Double { middle - reach }
  /// The greatest one.
  public var upper: Double { middle + reach }
}

extension Claim {
  /// Where the run has to be: within the claim's margin of the theory's value or of the printed
  /// number, or where it would be printed so.
  func bracket(around printed: PrintedNumber, theory: Double?) -> ClaimBracket {
    guard let margin = within.flatMap({ Margin($0) }) else { return printed.bracket }
    let middle = theory ?? printed.value
    return ClaimBracket(middle: middle, reach: margin.width(at: middle))
  }
}
