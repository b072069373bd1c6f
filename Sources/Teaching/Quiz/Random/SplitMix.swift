/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). A seed gives the same numbers on every machine and
/// in every run, which Swift's own generators and its `Hasher` do not.
public struct SplitMix: RandomNumberGenerator, Sendable {
  var state: UInt64

  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension UInt64 {
  /// FNV-1a of a name's UTF-8, to seed by.
  public init(hashing name: String) {
    self = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { self = (self ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}
