/// A matrix of printed numbers, for the few that are to be read one by one.
public struct NumberMatrix: Sendable, Equatable {
  /// The tensor that is shown, for `x`; nil for numbers that cannot be taken apart.
  public var tensor: String?
  public var rowLabels: [String]
  public var columnLabels: [String]
  /// Row-major.
  public var values: [Float]
  public var decimals: Int
  /// Where its first row stands in the tensor, of which it may show a part.
  public var firstRow = 0

  public init(
    tensor: String? = nil, rowLabels: [String], columnLabels: [String], values: [Float],
    decimals: Int = 3
  ) {
    self.tensor = tensor
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.values = values
    self.decimals = decimals
  }

  public var rows: Int { rowLabels.count }
  public var columns: Int { columnLabels.count }

  /// The value of a cell; NaN where there is none.
  public subscript(row: Int, column: Int) -> Float {
    values.element(row: row, column: column, of: columns)
  }
}
