/// A matrix cut into blocks, each in a state: how far an algorithm has come.
public struct BlockGrid: Sendable, Equatable {
  public enum State: Sendable, CaseIterable {
    case waiting, current, done, skipped
  }

  /// The tensor that has a number for each block, if there is one.
  public var tensor: String?
  public var rowLabels: [String]
  public var columnLabels: [String]
  public var rowAxis: String
  public var columnAxis: String
  /// Row-major, `rowLabels.count × columnLabels.count`.
  public var states: [State]
  /// What the states that occur mean, for the legend.
  public var legend: [State: String]

  public init(
    tensor: String? = nil, rowLabels: [String], columnLabels: [String], rowAxis: String = "",
    columnAxis: String = "",
    states: [State], legend: [State: String]
  ) {
    self.tensor = tensor
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    self.states = states
    self.legend = legend
  }

  public var rows: Int { rowLabels.count }
  public var columns: Int { columnLabels.count }

  /// The state of a block; waiting where there is none.
  public subscript(row: Int, column: Int) -> State {
    guard (0..<rows).contains(row), (0..<columns).contains(column),
      states.indices.contains(row * columns + column)
    else { return .waiting }
    return states[row * columns + column]
  }
}
