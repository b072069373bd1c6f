/// The draws of a question: SplitMix64 (Steele, Lea & Flood 2014), the same on every machine.
struct DrawStream: RandomNumberGenerator {
  private var state: UInt64

  /// Items asked with one seed draw independently of each other (FNV-1a of the name).
  init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = hash
    state = next() ^ seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }

  /// One of `0..<count`, which is above 0. The bias of the remainder is below 2⁻⁴⁰ for what courses
  /// draw from.
  mutating func index(below count: Int) -> Int { Int(next() % UInt64(max(1, count))) }
}
