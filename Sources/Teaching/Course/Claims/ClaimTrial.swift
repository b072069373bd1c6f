/// A number of a lesson put to the test: the judgement, and everything that it rests on.
public struct ClaimTrial: Sendable, Equatable {
  /// A claim that the tested one is computed from.
  public struct Operand: Sendable, Equatable {
    public var id: String
    /// In its own unit; nil where it has none.
    public var value: Double?
    public var unit: String?
    /// Without the unit, to be compared with those of the others.
    public var plainValue: Double?
  }

  public var outcome: ClaimOutcome
  /// The number in the text; nil where there is none.
  public var printed: PrintedNumber?
  /// Where the value has to be; nil where no number is judged.
  public var bracket: ClaimBracket?
  /// The value of the closed form, in the unit of the text.
  public var theory: Double?
  /// In the order in which the claim names them.
  public var operands: [Operand]
}

extension ClaimChecker {
  /// One printed number, judged as `check` does.
  public mutating func trial(
    _ link: ClaimLink, among claims: [String: Claim]
  ) -> ClaimTrial {
    var trial = ClaimTrial(
      outcome: check(link, among: claims), printed: PrintedNumber(link.text), operands: [])
    guard let claim = claims[link.id] else { return trial }
    trial.operands = claim.operands.map { operand($0, claims) }
    if case .theorem(let request, _, let theory) = claim.basis {
      trial.theory = (try? evaluate(theory, request)).map { $0 / claim.unitSize }
    }
    switch claim.basis {
    case .source: trial.bracket = trial.printed?.bracket
    case .order: break
    case .run, .theorem, .divide, .subtract:
      trial.bracket = trial.printed.map { claim.bracket(around: $0, theory: trial.theory) }
    }
    return trial
  }

  private mutating func operand(
    _ id: String, _ claims: [String: Claim]
  ) -> ClaimTrial.Operand {
    let value = try? value(of: id, claims, path: [])
    let claim = claims[id]
    return ClaimTrial.Operand(
      id: id, value: value.map { $0 / (claim?.unitSize ?? 1) }, unit: claim?.unit,
      plainValue: value)
  }
}
