/// The same order for the same seed, on every machine.
public enum Shuffle {
  /// The numbers 0..<count in an order that a seed draws; never the sorted one where there is another.
  public static func order(of count: Int, seed: UInt64) -> [Int] {
    var order = Array(0..<max(0, count))
    guard count > 1 else { return order }
    let sorted = order
    var generator = SplitMix(state: seed)
    repeat { order.shuffle(using: &generator) } while order == sorted
    return order
  }
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
