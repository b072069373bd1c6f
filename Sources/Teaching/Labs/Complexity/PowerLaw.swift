#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// y ≈ factor·x^exponent, by least squares on the logarithms of both.
struct PowerLaw: Sendable, Equatable {
  var exponent: Double
  var factor: Double

  /// - Precondition: the numbers are positive, and two of the x differ
  init(x: [Double], y: [Double]) {
    let (u, v) = (x.map(log2), y.map(log2))
    let count = Double(u.count)
    let (meanU, meanV) = (u.reduce(0, +) / count, v.reduce(0, +) / count)
    let products = zip(u, v).reduce(0) { $0 + ($1.0 - meanU) * ($1.1 - meanV) }
    let squares = u.reduce(0) { $0 + ($1 - meanU) * ($1 - meanU) }
    exponent = products / squares
    factor = exp2(meanV - exponent * meanU)
  }

  func value(at x: Double) -> Double { factor * pow(x, exponent) }
}
