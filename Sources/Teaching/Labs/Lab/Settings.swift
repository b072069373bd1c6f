import Course

/// The values of a lab's controls, each present and within its range.
public struct Settings: Sendable, Equatable {
  public private(set) var values: [String: ControlValue]

  /// Each control at its initial value but for those that `written` sets.
  /// - Throws: `LabError` for a name that is no control, or a value that the control does not take
  public init(_ lab: LabDescription, written: [String: String] = [:]) throws(LabError) {
    let controls = lab.controls
    var values: [String: ControlValue] = [:]
    for control in controls { values[control.name] = control.initial }
    // Sorted, so that of several mistakes the same one is always told.
    for (name, text) in written.sorted(by: { $0.key < $1.key }) {
      guard let control = controls.first(where: { $0.name == name }) else {
        throw .unknownControl(
          name, lab: lab.name, nearest: nearest(to: name, among: controls.map(\.name)))
      }
      values[name] = try control.value(parsing: text)
    }
    self.values = values
  }

  /// The value of a control of the lab.
  public subscript(control: Control) -> ControlValue {
    get { values[control.name] ?? control.initial }
    set { values[control.name] = newValue }
  }

  /// What differs from the lab's initial values, as it would be written.
  public func written(for lab: LabDescription) -> [String: String] {
    let changed = lab.controls.filter { self[$0] != $0.initial }
    return Dictionary(uniqueKeysWithValues: changed.map { ($0.name, self[$0].description) })
  }

  // A lab asks for its own controls by name and type; any other question is a mistake in the lab,
  // which its first test meets.

  public func integer(_ name: String) -> Int {
    guard case .integer(let value) = values[name] else { missing(name, "whole number") }
    return value
  }

  public func number(_ name: String) -> Double {
    guard case .number(let value) = values[name] else { missing(name, "number") }
    return value
  }

  public func toggle(_ name: String) -> Bool {
    guard case .toggle(let value) = values[name] else { missing(name, "toggle") }
    return value
  }

  /// The text of a text control, or the name of a choice.
  public func text(_ name: String) -> String {
    guard case .text(let value) = values[name] else { missing(name, "text or choice") }
    return value
  }

  private func missing(_ name: String, _ kind: String) -> Never {
    preconditionFailure("the lab has no \(kind) control '\(name)'")
  }
}
