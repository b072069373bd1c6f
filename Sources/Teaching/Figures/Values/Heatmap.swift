/// A matrix as colours. The cell under the crosshair also shows its number.
public struct Heatmap: Sendable, Equatable {
  /// The tensor that is shown, for `x`: `weights`.
  public var tensor: String
  public var rowLabels: [String]
  public var columnLabels: [String]
  public var rowAxis: String
  public var columnAxis: String
  /// Row-major, `rowLabels.count × columnLabels.count`; −∞ and NaN are drawn as such.
  public var values: [Float]
  /// The values at both ends of the colour scale. A range that is even about zero (−3...3) is
  /// coloured by sign and size, any other from the least to the greatest.
  public var range: ClosedRange<Float>
  /// Where its first cell stands in the tensor, of which it may show a part.
  public var firstRow = 0
  public var firstColumn = 0

  public init(
    tensor: String, rowLabels: [String], columnLabels: [String], rowAxis: String = "",
    columnAxis: String = "", values: [Float], range: ClosedRange<Float>
  ) {
    self.tensor = tensor
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    self.values = values
    self.range = range
  }

  public var rows: Int { rowLabels.count }
  public var columns: Int { columnLabels.count }

  /// The value of a cell; NaN where there is none.
  public subscript(row: Int, column: Int) -> Float {
    values.element(row: row, column: column, of: columns)
  }

  /// The place of a value in `range`, 0 at its start and 1 at its end; nil for what has no place on
  /// a scale: NaN and the infinities. A range without extent puts every value at 0.
  public func fraction(of value: Float) -> Double? {
    guard value.isFinite else { return nil }
    let low = Double(range.lowerBound)
    let extent = Double(range.upperBound) - low
    guard extent > 0, extent.isFinite else { return 0 }
    return min(max((Double(value) - low) / extent, 0), 1)
  }

  /// True where `range` is even about zero, as for signed scores.
  public var isSigned: Bool {
    range.lowerBound < 0 && range.lowerBound == -range.upperBound
  }
}

extension [Float] {
  /// An element of a row-major matrix; NaN outside it.
  func element(row: Int, column: Int, of columns: Int) -> Float {
    guard row >= 0, column >= 0, column < columns else { return .nan }
    let (start, overflows) = row.multipliedReportingOverflow(by: columns)
    guard !overflows, start < count - column else { return .nan }
    return self[start + column]
  }
}
