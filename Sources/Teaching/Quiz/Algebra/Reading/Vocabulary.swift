/// The names that may stand in a formula, which say how letters side by side are read: with `x` and
/// `m` known, `xm` is a product, and with `d_k` known `dk` is that.
struct Vocabulary: Sendable {
  enum Kind: Sendable {
    /// Only the names, the functions and the constants.
    case closed
    /// Any other word as well: a single letter is a name, `hd` a product of two, `heads` one name.
    case open
    /// Each word is one name, for reading the names themselves.
    case declaring
  }

  var kind: Kind
  /// In their one form, in the order of the course.
  let names: [String]
  private let known: Set<String>
  /// No more letters than this are looked at together for a known name; a Greek letter may be written
  /// out, which takes up to seven.
  let longestWord: Int
  /// By the spelling without its underscores.
  private let joined: [String: String]

  init(_ kind: Kind, names: [String] = []) {
    self.kind = kind
    self.names = names
    known = Set(names)
    longestWord = 8 + (names.map(\.count).max() ?? 0)
    joined = Dictionary(names.map { ($0.filter { $0 != "_" }, $0) }) { first, _ in first }
  }

  func contains(_ name: String) -> Bool { known.contains(name) }

  /// What a word is as a whole; nil where it is nothing.
  func meaning(of word: String) -> AlgebraToken.Kind? {
    if known.contains(word) { return .name(word) }
    if let name = joined[word] { return .name(name) }
    let letter = AlgebraFolding.greek[word] ?? word
    if known.contains(letter) { return .name(letter) }
    switch kind {
    case .declaring: return .name(Self.canonical(word))
    case .open: return word.count > 2 ? function(word) : nil
    case .closed: return function(word) ?? constant(letter)
    }
  }

  private func function(_ word: String) -> AlgebraToken.Kind? {
    switch word {
    case "sqrt": .root(2)
    case "cbrt": .root(3)
    case "pow": .power
    // As the literature writes the sigmoid.
    case "σ": .function(.sigmoid)
    default: Expression.Function(name: word).map(AlgebraToken.Kind.function)
    }
  }

  private func constant(_ letter: String) -> AlgebraToken.Kind? {
    switch letter {
    case "e": .constant(.e)
    case "π": .constant(.pi)
    case "σ": .function(.sigmoid)
    default: nil
    }
  }

  /// The pieces of letters side by side, each with its place; nil where a part is nothing.
  func pieces(of letters: ArraySlice<Character>) -> [(kind: AlgebraToken.Kind, range: Range<Int>)]?
  {
    if letters.isEmpty { return [] }
    if let kind = meaning(of: String(letters)) { return [(kind, letters.indices)] }
    if let pieces = split(letters) { return pieces }
    guard kind == .open else { return nil }
    let word = String(letters)
    if letters.count == 1 || Self.isOneName(letters) {
      return [(.name(Self.canonical(word)), letters.indices)]
    }
    return letters.indices.map { index in
      (.name(Self.canonical(String(letters[index]))), index..<index + 1)
    }
  }

  /// The fewest long pieces from the left that leave nothing over.
  private func split(
    _ letters: ArraySlice<Character>
  ) -> [(kind: AlgebraToken.Kind, range: Range<Int>)]? {
    let longest = 12
    // Of each place: the piece that begins there and after which all is known to be read.
    var found: [Int: (kind: AlgebraToken.Kind, range: Range<Int>)] = [:]
    for start in letters.indices.reversed() {
      for end in (start + 1...min(letters.endIndex, start + longest)).reversed() {
        guard end == letters.endIndex || found[end] != nil,
          let kind = meaning(of: String(letters[start..<end]))
        else { continue }
        found[start] = (kind, start..<end)
        break
      }
    }
    var pieces: [(kind: AlgebraToken.Kind, range: Range<Int>)] = []
    var place = letters.startIndex
    while place < letters.endIndex {
      guard let piece = found[place] else { return nil }
      pieces.append(piece)
      place = piece.range.upperBound
    }
    return pieces
  }

  /// Words such as `heads`, `headDim` and `批大小`, as against products such as `hd` and `Nhd`; and
  /// letters with a number, as `d1`.
  static func isOneName(_ letters: ArraySlice<Character>) -> Bool {
    var run = 0
    for letter in letters {
      run = letter.isUppercase || letter.isNumber ? 0 : run + 1
      if run == 3 || letter.isNumber { return true }
    }
    return false
  }

  /// `alpha` as `α`, `d1` as `d_1`.
  static func canonical(_ word: String) -> String {
    if let letter = AlgebraFolding.greek[word] { return letter }
    let letters = word.prefix { !$0.isNumber }
    let rest = word.dropFirst(letters.count)
    guard !letters.isEmpty, !rest.isEmpty, rest.allSatisfy(\.isNumber) else { return word }
    return canonical(String(letters)) + "_" + rest
  }
}
