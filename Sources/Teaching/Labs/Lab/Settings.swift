import Course

/// The values of a lab's controls, each present and within its range.
public struct Settings: Sendable, Equatable {
  public private(set) var values: [String: ControlValue]
}
