/// The draws of a question, the same on every machine.
struct DrawStream {
  private var words: SplitMix

  /// Items asked with one seed draw independently of each other.
  init(seed: UInt64, name: String) {
    words = SplitMix(state: UInt64(hashing: name))
    words.state = words.next() ^ seed
  }

  /// One of `0..<count`, which is above 0. The bias of the remainder is below 2⁻⁴⁰ for what courses
  /// draw from.
  mutating func index(below count: Int) -> Int { Int(words.next() % UInt64(max(1, count))) }
}
