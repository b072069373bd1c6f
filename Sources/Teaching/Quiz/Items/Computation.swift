import Course

/// How a lab gives the key of an item, and what is drawn anew whenever the item is asked.
///
/// ```yaml
/// vary: {d: [2, 4]}
/// compute: {lab: heatmap, set: {mask: causal}, seed: draw, result: "output[{row},{column}]"}
/// show: [scores, value]
/// ```
public struct Computation: Sendable, Equatable {
  public enum Seed: Sendable, Equatable {
    case fixed(UInt64)
    /// Drawn with the question.
    case drawn
  }

  /// Which row or column of a matrix.
  public enum Index: Sendable, Hashable {
    /// From 1.
    case fixed(Int)
    /// The row that was drawn, `{row}`
    case row
    /// The column that was drawn, `{column}`
    case column
  }

  /// A control with the values that it may take.
  public struct Varied: Sendable, Equatable {
    public var control: String
    /// As written; at least one.
    public var values: [String]
    /// Where each stands.
    var places: [Place]
  }

  public var lab: String
  public var settings: [String: String]
  /// By the names of the controls.
  public var varied: [Varied]
  public var seed: Seed
  /// The name of a number, or of a matrix of which one cell is asked for.
  public var result: String
  /// Row and column, or the column alone of a tensor of one axis; empty for a number.
  public var cell: [Index]
  /// The matrices that the prompt shows, by name.
  public var shown: [String]
  /// Where `lab`, `result` and `show` stand, and each control by its name behind `set.`
  var places: [String: Place]

  /// Whether a cell is looked for in the rows, or the columns.
  var drawsRow: Bool { cell.contains(.row) }
  var drawsColumn: Bool { cell.contains(.column) }

  /// The names that its texts may use of what is set and drawn.
  var controls: Set<String> { Set(settings.keys).union(varied.map(\.control)) }

  /// What must be the same in every language.
  var key: [(name: String, value: String)] {
    let vary = varied.map { "\($0.control): [\($0.values.joined(separator: ", "))]" }
    let set = settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let seed =
      switch seed {
      case .fixed(let number): "\(number)"
      case .drawn: "draw"
      }
    let compute = "\(lab), {\(set.joined(separator: ", "))}, seed \(seed), \(resultText)"
    return [
      ("vary", "{\(vary.joined(separator: ", "))}"), ("compute", compute),
      ("show", "[\(shown.joined(separator: ", "))]"),
    ]
  }

  private var resultText: String {
    cell.isEmpty ? result : "\(result)[\(cell.map(\.text).joined(separator: ","))]"
  }
}

extension Computation.Index {
  fileprivate var text: String {
    switch self {
    case .fixed(let number): "\(number)"
    case .row: "{row}"
    case .column: "{column}"
    }
  }

  /// `3`, `row` or `{row}`, `column` or `{column}`.
  init?(_ text: some StringProtocol) {
    let text = text.trimmed
    switch text {
    case "row", "{row}": self = .row
    case "column", "{column}": self = .column
    default:
      guard let number = Int(text), number >= 1 else { return nil }
      self = .fixed(number)
    }
  }
}
