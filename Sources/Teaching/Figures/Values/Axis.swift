#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How an axis maps values to places.
public struct Axis: Sendable, Equatable {
  public enum Scale: Sendable { case linear, log2 }

  /// A place on the axis that has its value written beside it.
  public struct Tick: Sendable, Equatable {
    public var value: Double
    public var label: String
  }

  public var label: String
  public var range: ClosedRange<Double>
  public var scale: Scale

  public init(_ label: String, _ range: ClosedRange<Double>, scale: Scale = .linear) {
    self.label = label
    self.range = range
    self.scale = scale
  }

  /// The place of a value: 0 at the start of the range and 1 at its end, beyond both for values
  /// outside; nil for what has no place, such as NaN, or 0 on a logarithmic axis.
  public func fraction(of value: Double) -> Double? {
    let (low, high) = ends
    let fraction = (place(of: value) - low) / (high - low)
    return fraction.isFinite ? fraction : nil
  }

  /// The value at a place, the inverse of `fraction(of:)`.
  public func value(at fraction: Double) -> Double {
    let (low, high) = ends
    let place = low + (high - low) * fraction
    return scale == .log2 ? exp2(place) : place
  }

  /// Ticks within the range at round values: 1, 2 or 5 times a power of ten, or powers of two.
  /// - Parameters:
  ///   - count: how many steps there may be from one tick to the next
  ///   - ascii: writes `2^10` for `2¹⁰`, and `-` for `−`
  public func ticks(steps count: Int, ascii: Bool = false) -> [Tick] {
    let (low, high) = ends
    guard count > 0 else { return [] }
    let step =
      scale == .log2 ? max(1, ((high - low) / Double(count)).rounded(.up)) : roundStep(count)
    // A tick at the very end is lost to rounding without this much slack.
    let slack = (high - low) * 1e-9
    let first = ((low - slack) / step).rounded(.up)
    guard step > 0, first.isFinite, abs(first) < 1e15 else { return [] }
    let decimals = step >= 1 ? 0 : min(12, Int((-log10(step) - 1e-9).rounded(.up)))
    return (0...count).compactMap { index in
      let place = (first + Double(index)) * step
      guard place <= high + slack else { return nil }
      if scale == .log2 {
        return Tick(value: exp2(place), label: ascii ? "2^\(Int(place))" : "2" + raised(Int(place)))
      }
      let label = place.fixed(decimals)
      return Tick(value: place, label: ascii ? label.replacing("−", with: "-") : label)
    }
  }

  /// The ends of the range as places; 0 and 1 where they are no numbers, and one apart at least as
  /// far as a Double can tell where they meet.
  private var ends: (low: Double, high: Double) {
    let low = place(of: range.lowerBound)
    let high = place(of: range.upperBound)
    guard low.isFinite, high.isFinite, (high - low).isFinite else { return (0, 1) }
    guard low < high else {
      let margin = max(0.5, abs(low) * 1e-3)
      return (low - margin, low + margin)
    }
    return (low, high)
  }

  private func place(of value: Double) -> Double { scale == .log2 ? log2(value) : value }

  /// The least of 1, 2 and 5 times a power of ten that gives `count` steps at most.
  private func roundStep(_ count: Int) -> Double {
    let (low, high) = ends
    let rough = (high - low) / Double(count)
    let power = pow(10, log10(rough).rounded(.down))
    return ([1, 2, 5].first { $0 * power >= rough * (1 - 1e-9) } ?? 10) * power
  }

  private func raised(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(
      String(exponent).map { $0.wholeNumberValue.map { digits[$0] } ?? "⁻" })
  }
}
