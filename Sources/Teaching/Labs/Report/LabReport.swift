import Course
import Figures
import Tensors

/// One run of a lab in the forms that leave the program: JSON, CSV and text.
public struct LabReport: Sendable {
  public var description: LabDescription
  public var settings: Settings
  public var seed: UInt64
  public var findings: Findings
  /// The stage that is shown, from 0.
  public var step: Int

  public init(
    description: LabDescription, settings: Settings, seed: UInt64, findings: Findings, step: Int
  ) {
    self.description = description
    self.settings = settings
    self.seed = seed
    self.findings = findings
    self.step = min(max(0, step), findings.steps.count - 1)
  }

  /// Those of the run, and what only the step shows.
  var tensors: [NamedTensor] {
    findings.tensors + findings.steps[step].tensors(beside: findings.tensors)
  }

  private var hasSteps: Bool { findings.steps.count > 1 }

  /// One document, of the shape that the design of the labs fixes. Values that JSON has no number
  /// for are the texts "NaN", "Infinity" and "-Infinity".
  public var json: String {
    let sentence = findings.steps[step].sentence
    let sabotage = findings.sabotage.map { [("sabotage", $0.json)] } ?? []
    return JSON.object(
      [
        ("lab", .string(description.name)),
        ("seed", .integer(Int(clamping: seed))),
        ("controls", .object(description.controls.map { ($0.name, settings[$0].json) })),
        ("step", hasSteps ? .integer(step + 1) : .null),
        ("steps", hasSteps ? .integer(findings.steps.count) : .null),
        ("results", .object(findings.results.map { ($0.name, .number($0.value)) })),
        ("tensors", .object(tensors.map { ($0.name, $0.tensor.json) })),
        (
          "sentence",
          .object(Language.allCases.map { ($0.rawValue, .string(sentence[$0])) })
        ),
      ] + sabotage
    ).text
  }

  /// The numbers as `name,row,column,value`: scalars first, without row and column; tensors in
  /// row-major order, their last axis as columns.
  public var csv: String {
    var lines = ["name,row,column,value"]
    lines += findings.results.map { "\($0.name),,,\(JSON.number($0.value).text)" }
    for entry in tensors {
      let columns = max(1, entry.tensor.shape.width)
      for (index, value) in entry.tensor.storage.enumerated() {
        let number = JSON.single(value).text
        lines.append("\(entry.name),\(index / columns + 1),\(index % columns + 1),\(number)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Sabotage {
  fileprivate var json: JSON {
    .object([
      ("mutant", .string(mutant.name)),
      (
        "departure",
        departure.map { departure in
          .object([
            ("step", .integer(departure.step + 1)), ("tensor", .string(departure.cell.tensor)),
            ("row", .integer(departure.cell.row + 1)),
            ("column", .integer(departure.cell.column + 1)), ("true", .number(departure.truth)),
            ("broken", .number(departure.broken)),
          ])
        } ?? .null
      ),
    ])
  }
}

extension ControlValue {
  fileprivate var json: JSON {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .toggle(let value): .bool(value)
    case .text(let value): .string(value)
    }
  }
}

extension Tensor {
  fileprivate var json: JSON {
    .object([
      ("shape", .array(shape.axes.map { JSON.integer($0) })),
      ("values", .array(storage.map { JSON.single($0) })),
    ])
  }
}
