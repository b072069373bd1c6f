/// Colours for the values of a heatmap, from the least to the greatest.
///
/// ```swift
/// ColorScale.viridis.rgb(at: 0.5)   // 0x21918C
/// ```
public struct ColorScale: Sendable, Equatable {
  public let name: String
  /// Colours at even distances, at least one, each as `0xRRGGBB` in sRGB.
  public let stops: [UInt32]

  init(name: String, stops: [UInt32]) {
    self.name = name
    self.stops = stops
  }

  /// The colour at a fraction of the scale, mixed from the two stops around it.
  /// - Parameter fraction: taken as 0 below 0 and where it is NaN, and as 1 above 1
  public func rgb(at fraction: Double) -> UInt32 {
    let last = stops.count - 1
    let place = (fraction > 0 ? min(fraction, 1) : 0) * Double(last)
    let index = min(Int(place), max(0, last - 1))
    let share = place - Double(index)
    let from = stops[index]
    let to = stops[min(index + 1, last)]
    return [16, 8, 0].reduce(0 as UInt32) { rgb, shift in
      let low = Double(from >> UInt32(shift) & 0xFF)
      let high = Double(to >> UInt32(shift) & 0xFF)
      return rgb | UInt32((low + (high - low) * share).rounded()) << UInt32(shift)
    }
  }
}
