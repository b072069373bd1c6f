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

    /// How many points have both places.
    public var count: Int { min(x.count, y.count) }
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

  /// Where the drawn line of a series stands at `x`: on the straight piece, as the axes show it,
  /// between the points on both sides. Nil outside the series and in its gaps.
  public func value(of series: Series, at x: Double) -> Double? {
    for index in 0..<series.count where series.x[index] == x { return series.y[index] }
    for index in 0..<max(0, series.count - 1) {
      let (left, right) = (series.x[index], series.x[index + 1])
      guard min(left, right) <= x, x <= max(left, right),
        let from = xAxis.fraction(of: left), let to = xAxis.fraction(of: right),
        let place = xAxis.fraction(of: x), let low = yAxis.fraction(of: series.y[index]),
        let high = yAxis.fraction(of: series.y[index + 1]), from != to
      else { continue }
      return yAxis.value(at: low + (high - low) * (place - from) / (to - from))
    }
    return nil
  }
}
