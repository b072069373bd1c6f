/// What the numbers of questions are drawn from.
public enum QuestionSeeds: Sendable, Equatable {
  /// Other numbers each time, by the clock.
  case fresh
  /// The same numbers each time.
  case fixed(UInt64)

  /// - Parameter now: seconds since 1970
  func seed(of item: String, at now: Double) -> UInt64 {
    switch self {
    case .fresh: Self.mixed(item, now.bitPattern)
    case .fixed(let seed): Self.mixed(item, seed)
    }
  }

  /// The seeds of the next round of the same quiz.
  var next: QuestionSeeds {
    switch self {
    case .fresh: .fresh
    case .fixed(let seed): .fixed(seed &+ 1)
    }
  }

  /// FNV-1a over the id, then the finalizer of SplitMix64. A `Hasher` would differ from run to run,
  /// and a seed is kept with its answer.
  private static func mixed(_ item: String, _ number: UInt64) -> UInt64 {
    var bits: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in item.utf8 { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01b3 }
    bits = (bits ^ number) &+ 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
