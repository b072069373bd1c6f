/// Finds the word that a misspelt one was meant to be: one letter too many, too few, wrong, or two of
/// them swapped. Spelling is not what is asked.
struct Spelling: Sendable {
  /// From a word with one letter left out to the words that it comes from.
  private var shortened: [String: [String]] = [:]
  private var known: Set<String> = []

  init(_ words: some Sequence<String>) {
    for word in words where word.utf8.count >= 4 && word.utf8.allSatisfy(Self.isLetter) {
      guard known.insert(word).inserted else { continue }
      for short in Self.shortened(word) { shortened[short, default: []].append(word) }
    }
  }

  /// nil where the word is right, or nothing is near. Short words have too many neighbours.
  func correction(of word: String) -> String? {
    let count = word.utf8.count
    guard (4...24).contains(count), word.utf8.allSatisfy(Self.isLetter), !known.contains(word)
    else { return nil }
    let letters = Array(word.utf8)
    var candidates = shortened[word] ?? []
    for short in Self.shortened(word) {
      if known.contains(short) { candidates.append(short) }
      candidates += shortened[short] ?? []
    }
    return candidates.filter { Self.isNear(letters, Array($0.utf8)) }.min()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func shortened(_ word: String) -> [String] {
    let letters = Array(word.utf8)
    return letters.indices.map { left in
      var rest = letters
      rest.remove(at: left)
      return String(decoding: rest, as: UTF8.self)
    }
  }

  /// One step apart, and not one that makes another word of a short one.
  private static func isNear(_ word: [UInt8], _ meant: [UInt8]) -> Bool {
    let start = zip(word, meant).prefix { $0 == $1 }.count
    let end = zip(word.reversed(), meant.reversed()).prefix { $0 == $1 }.count
    let shorter = min(word.count, meant.count)
    // The first letter is seldom wrong.
    guard start > 0 else { return false }
    if word.count != meant.count { return shorter >= 4 && start + end >= shorter }
    let differing = word.count - start - end
    if differing == 2, word[start] == meant[start + 1], word[start + 1] == meant[start] {
      return true
    }
    return differing == 1 && word.count >= 7
  }
}
