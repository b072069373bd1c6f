/// Points of the variables' domain at which formulas are compared: the same ones every time.
///
/// Half of them have two decimals, so that the one at which an answer differs can be told to a person.
struct SamplePoints: Sequence, IteratorProtocol {
  /// Where a variable has no domain it is drawn from here, and from its mirror image below zero: large
  /// enough for powers to differ, small enough for `exp` to keep its digits.
  static let magnitude = 0.5...3.0

  private let variables: [String]
  private let domain: [String: ClosedRange<Double>]
  private var count = 0
  private var words = SplitMix(state: 0x5EED)

  init(_ variables: [String], domain: [String: ClosedRange<Double>]) {
    self.variables = variables
    self.domain = domain
  }

  mutating func next() -> [String: Double]? {
    count += 1
    var point: [String: Double] = [:]
    for variable in variables {
      let range = domain[variable] ?? Self.magnitude
      var value = range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
      if count.isMultiple(of: 2) {
        let rounded = (value * 100).rounded() / 100
        if range.contains(rounded) { value = rounded }
      }
      // Every other pair of points is all positive: roots and logarithms are defined there.
      let mayBeNegative = domain[variable] == nil && count % 4 >= 2
      point[variable] = mayBeNegative && fraction() < 0.5 ? -value : value
    }
    return point
  }

  /// In 0..<1.
  private mutating func fraction() -> Double { Double(words.next() >> 11) * 0x1p-53 }
}
