/// Lines over a common x axis.
public struct Lines: Sendable, Equatable {
  public struct Series: Sendable, Equatable {
    public var name: String
    public var x: [Double]
    public var y: [Double]
    /// True where each value holds until the next point and then jumps.
    public var isStepped: Bool

    public init(_ name: String, x: [Double], y: [Double], isStepped: Bool = false) {
      self.name = name
      self.x = x
      self.y = y
      self.isStepped = isStepped
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
      if series.isStepped { return series.y[index] }
      return yAxis.value(at: low + (high - low) * (place - from) / (to - from))
    }
    return nil
  }

  /// The corners of a series' drawn line as fractions of both axes, each piece between gaps on its
  /// own, with at least one corner each. Those of a stepped series include where it jumps.
  public func pieces(of series: Series) -> [[(x: Double, y: Double)]] {
    var pieces: [[(x: Double, y: Double)]] = [[]]
    for index in 0..<series.count {
      guard let x = xAxis.fraction(of: series.x[index]), let y = yAxis.fraction(of: series.y[index])
      else {
        pieces.append([])
        continue
      }
      if series.isStepped, let last = pieces[pieces.count - 1].last {
        pieces[pieces.count - 1].append((x, last.y))
      }
      pieces[pieces.count - 1].append((x, y))
    }
    return pieces.filter { !$0.isEmpty }
  }
}
