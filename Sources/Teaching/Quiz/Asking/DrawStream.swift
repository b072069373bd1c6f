/// The draws of a question, the same on every machine.
struct DrawStream {
  private var words: SplitMix

  /// Items asked with one seed draw independently of each other (FNV-1a of the name).
  init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    words = SplitMix(state: hash)
    words.state = words.next() ^ seed
  }

  /// One of `0..<count`, which is above 0. The bias of the remainder is below 2⁻⁴⁰ for what courses
  /// draw from.
  mutating func index(below count: Int) -> Int { Int(words.next() % UInt64(max(1, count))) }
}
