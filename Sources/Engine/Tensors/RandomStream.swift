#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Random numbers that are the same on every run: xoshiro256++ (Blackman & Vigna 2021), seeded by
/// SplitMix64. Streams of one seed are independent of each other, so that a lab can add a draw in
/// one place without moving those in another.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64, stream: UInt64 = 0) {
    var seeds = SplitMix64(state: seed)
    var words = SplitMix64(state: seeds.next() ^ (stream &* 0xd134_2543_de82_ef95))
    state = (words.next(), words.next(), words.next(), words.next())
  }

  /// A stream that belongs to a text: the same for equal texts, on every machine (FNV-1a).
  public init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.init(seed: seed, stream: hash)
  }

  @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = (sum << 23 | sum >> 41) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// Uniform on [0, 1), in steps of 2⁻²⁴.
  @inline(__always)
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Uniform on [0, 1), in steps of 2⁻⁵³.
  @inline(__always)
  mutating func uniformDouble() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal.
  public mutating func normal() -> Float {
    let bits = UInt32(truncatingIfNeeded: next() >> 32)
    return Ziggurat.shared.normal(bits, &self)
  }

  /// Fills with standard normal numbers, two from each draw of 64 bits. The sequence is not that of
  /// as many calls of `normal`.
  public mutating func fillNormal(_ buffer: UnsafeMutableBufferPointer<Float>) {
    let ziggurat = Ziggurat.shared
    // A local copy keeps the state in registers.
    var stream = self
    var index = 0
    while index < buffer.count {
      let bits = stream.next()
      buffer[index] = ziggurat.normal(UInt32(truncatingIfNeeded: bits), &stream)
      if index + 1 < buffer.count {
        buffer[index + 1] = ziggurat.normal(UInt32(truncatingIfNeeded: bits >> 32), &stream)
      }
      index += 2
    }
    self = stream
  }

  /// Fills with standard normal numbers, each drawn again until it is within ±`bound`.
  /// - Precondition: `bound` is above 0
  public mutating func fillTruncatedNormal(
    _ buffer: UnsafeMutableBufferPointer<Float>, within bound: Float
  ) {
    precondition(bound > 0, "no number is within ±\(bound)")
    for index in 0..<buffer.count { buffer[index] = truncatedNormal(within: bound) }
  }

  private mutating func truncatedNormal(within bound: Float) -> Float {
    // Where little of the bell is within the bounds, nearly all of it would be drawn in vain. There
    // the bell is flat, and a uniform number x that is kept with probability e^(−x²/2) has its shape
    // (von Neumann 1951).
    while bound < 1 {
      let x = (2 * uniform() - 1) * bound
      if uniform() < expf(-x * x / 2) { return x }
    }
    while true {
      let x = normal()
      if x.magnitude <= bound { return x }
    }
  }

  /// Fills with numbers that are uniform on [low, high).
  public mutating func fillUniform(
    _ buffer: UnsafeMutableBufferPointer<Float>, from low: Float, to high: Float
  ) {
    for index in 0..<buffer.count { buffer[index] = low + (high - low) * uniform() }
  }
}

extension Tensor {
  /// Independent normal numbers of mean 0.
  public static func normal(
    _ shape: Shape, standardDeviation: Float = 1, from stream: inout RandomStream
  ) -> Tensor {
    Tensor(shape: shape) { buffer in
      stream.fillNormal(buffer)
      guard standardDeviation != 1 else { return }
      for index in 0..<buffer.count { buffer[index] *= standardDeviation }
    }
  }

  /// Independent normal numbers of mean 0, those beyond `bound` standard deviations drawn again. BERT
  /// begins with ±2 of them, which leaves 0.88 of the standard deviation.
  /// - Precondition: `bound` is above 0
  public static func truncatedNormal(
    _ shape: Shape, standardDeviation: Float = 1, within bound: Float = 2,
    from stream: inout RandomStream
  ) -> Tensor {
    Tensor(shape: shape) { buffer in
      stream.fillTruncatedNormal(buffer, within: bound)
      for index in 0..<buffer.count { buffer[index] *= standardDeviation }
    }
  }

  /// Independent numbers that are uniform on [low, high).
  public static func uniform(
    _ shape: Shape, from low: Float, to high: Float, from stream: inout RandomStream
  ) -> Tensor {
    Tensor(shape: shape) { stream.fillUniform($0, from: low, to: high) }
  }
}

/// Steele, Lea & Flood 2014; spreads a seed over a larger state.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
