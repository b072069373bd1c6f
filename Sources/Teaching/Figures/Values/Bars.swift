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

  /// How many bars have both a label and a value.
  public var count: Int { min(labels.count, values.count) }

  /// How much of the full length a bar takes, in 0...1; 0 where its value is no number.
  public func fraction(of value: Double) -> Double {
    guard maximum > 0, value > 0 else { return 0 }
    let fraction = value / maximum
    return fraction.isNaN ? 1 : min(fraction, 1)
  }
}
