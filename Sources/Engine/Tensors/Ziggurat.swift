#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Normal numbers by the ziggurat method (Marsaglia & Tsang 2000): the bell is covered by 256 layers
/// of equal area, and a point in a layer's inner part, 99 of 100, costs a multiplication. Layer and
/// position take different bits, which mends the flaw of the original (Doornik 2005).
struct Ziggurat: Sendable {
  static let shared = Ziggurat()

  /// Where the tail begins, and the area of a layer.
  private static let tail = 3.6541528853610088
  private static let area = 0.00492867323399

  /// The width of each layer, downwards in the bell's height: `width[0]` is the base with its tail.
  private let width: [Float]
  /// The bell e^(−x²/2) at each width.
  private let height: [Double]

  private init() {
    func bell(_ x: Double) -> Double { exp(-x * x / 2) }
    var widths = [Ziggurat.area / bell(Ziggurat.tail), Ziggurat.tail]
    for layer in 2..<256 {
      let last = widths[layer - 1]
      widths.append((-2 * log(Ziggurat.area / last + bell(last))).squareRoot())
    }
    widths.append(0)
    width = widths.map { Float($0) }
    height = widths.map(bell)
  }

  /// - Parameter bits: 8 choose the layer, 24 the place in it
  @inline(__always)
  func normal(_ bits: UInt32, _ stream: inout RandomStream) -> Float {
    let layer = Int(bits & 0xff)
    // Half a step off zero, so that both signs have the same numbers.
    let place = (Float(Int32(bitPattern: bits) >> 8) + 0.5) * 0x1p-23
    return width.withUnsafeBufferPointer { width in
      let x = place * width[layer]
      return abs(x) < width[layer + 1] ? x : outside(layer, x, &stream)
    }
  }

  /// The rare case: in the layer's corner, or in the tail.
  @inline(never)
  private func outside(_ layer: Int, _ x: Float, _ stream: inout RandomStream) -> Float {
    if layer == 0 {
      // Marsaglia 1964: the tail beyond r by an exponential number.
      while true {
        let across = -log(1 - stream.uniformDouble()) / Ziggurat.tail
        let up = -log(1 - stream.uniformDouble())
        if 2 * up > across * across {
          return Float(x < 0 ? -(Ziggurat.tail + across) : Ziggurat.tail + across)
        }
      }
    }
    let level =
      height[layer] + stream.uniformDouble() * (height[layer + 1] - height[layer])
    if level < exp(-Double(x) * Double(x) / 2) { return x }
    return stream.normal()
  }
}
