/// A picture as data. `Canvas` draws it as cells; `svg` and `json` are its other two forms.
public enum Figure: Sendable, Equatable {
  case heatmap(Heatmap)
  case bars(Bars)
  case lines(Lines)
  case histogram(Histogram)
  case matrix(NumberMatrix)
}

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
  /// The values at both ends of the colour scale.
  public var range: ClosedRange<Float>

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

  public subscript(row: Int, column: Int) -> Float { values[row * columns + column] }
}

/// Horizontal bars, one a label.
public struct Bars: Sendable, Equatable {
  public var labels: [String]
  public var values: [Double]
  /// The value of a full bar.
  public var maximum: Double

  public init(labels: [String], values: [Double], maximum: Double) {
    self.labels = labels
    self.values = values
    self.maximum = maximum
  }
}

/// How an axis maps values to places.
public struct Axis: Sendable, Equatable {
  public enum Scale: Sendable { case linear, log2 }

  public var label: String
  public var range: ClosedRange<Double>
  public var scale: Scale

  public init(_ label: String, _ range: ClosedRange<Double>, scale: Scale = .linear) {
    self.label = label
    self.range = range
    self.scale = scale
  }
}

/// Lines over a common x axis.
public struct Lines: Sendable, Equatable {
  public struct Series: Sendable, Equatable {
    public var name: String
    public var x: [Double]
    public var y: [Double]

    public init(_ name: String, x: [Double], y: [Double]) {
      self.name = name
      self.x = x
      self.y = y
    }
  }

  public var series: [Series]
  public var xAxis: Axis
  public var yAxis: Axis
  /// Where the present setting stands on the x axis.
  public var marker: Double?

  public init(series: [Series], xAxis: Axis, yAxis: Axis, marker: Double? = nil) {
    self.series = series
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.marker = marker
  }
}

/// Counts in equal bins, with an optional density to compare with.
public struct Histogram: Sendable, Equatable {
  public var range: ClosedRange<Double>
  public var counts: [Int]
  public var label: String
  /// The count that theory expects in each bin, drawn as a line.
  public var expected: [Double]?

  public init(
    range: ClosedRange<Double>, counts: [Int], label: String, expected: [Double]? = nil
  ) {
    self.range = range
    self.counts = counts
    self.label = label
    self.expected = expected
  }
}

/// A matrix of printed numbers, for the few that are to be read one by one.
public struct NumberMatrix: Sendable, Equatable {
  /// The tensor that is shown, for `x`; nil for numbers that cannot be taken apart.
  public var tensor: String?
  public var rowLabels: [String]
  public var columnLabels: [String]
  /// Row-major.
  public var values: [Float]
  public var decimals: Int

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
}
