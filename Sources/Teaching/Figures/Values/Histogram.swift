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

  /// The height of the picture: the greatest count, seen or expected, at least 1.
  public var peak: Double {
    let heights = counts.map(Double.init) + (expected ?? []).filter(\.isFinite)
    return max(1, heights.max() ?? 1)
  }

  /// The x axis, for its ticks.
  public var axis: Axis { Axis(label, range) }
}
