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
