import Course

/// Something that a key does in one lab only: it changes the lab's settings, so that the command which
/// reproduces the screen says what was done.
public struct LabAction: Sendable {
  public enum Outcome: Sendable {
    /// New values of some controls, as written, and the step to look at.
    case set([String: String], step: Int?)
    /// Why it cannot be done here.
    case refused(Localized<String>)
  }

  /// A capital letter or a sign; small letters are the controls' and the panel's.
  public var key: Character
  public var name: Localized<String>
  /// - Parameter cell: the number that the learner looks at
  public var outcome: @Sendable (_ settings: Settings, Findings, _ cell: CellReference?) -> Outcome

  public init(
    _ key: Character, _ name: Localized<String>,
    outcome: @escaping @Sendable (Settings, Findings, CellReference?) -> Outcome
  ) {
    self.key = key
    self.name = name
    self.outcome = outcome
  }
}
