#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    func mixed(_ shift: UInt32) -> UInt32 {
      let low = Double(from >> shift & 0xFF)
      let high = Double(to >> shift & 0xFF)
      return UInt32((low + (high - low) * share).rounded()) << shift
    }
    return mixed(16) | mixed(8) | mixed(0)
  }

  /// Black or white, whichever has more contrast with a colour; at least 4.5 : 1 with any (WCAG 2.2,
  /// relative luminance and contrast ratio).
  public static func ink(on rgb: UInt32) -> UInt32 {
    func light(_ channel: UInt32) -> Double {
      let value = Double(channel & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * light(rgb >> 16) + 0.7152 * light(rgb >> 8) + 0.0722 * light(rgb)
    // Both have the same contrast where (1 + 0.05) / (L + 0.05) = (L + 0.05) / (0 + 0.05).
    return luminance > 0.179 ? 0x000000 : 0xFFFFFF
  }
}
