/// Memory for the inner loops, asked for once and outside of them.
package final class Scratch {
  package let pointer: UnsafeMutablePointer<Float>
  package let count: Int

  /// Holds zeros, or whatever is there.
  package init(_ count: Int, zeroed: Bool = true) {
    // A whole vector may be read and written where only its first numbers count.
    self.count = count + 16
    pointer = .allocate(capacity: self.count)
    if zeroed { pointer.initialize(repeating: 0, count: self.count) }
  }

  deinit { pointer.deallocate() }

  package var bytes: Int { count * MemoryLayout<Float>.stride }
}

extension Int {
  /// The least multiple of `step` that is not below.
  package func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }

  /// How many pieces of `size` it takes.
  package func pieces(of size: Int) -> Int { (self + size - 1) / size }
}
