import Course

/// Variables, with what belongs to them below the line, and functions.
extension AlgebraScanner {
  /// Letters side by side, and an index or primes behind them.
  mutating func word() throws(AlgebraError) {
    let start = position
    _ = take(while: \.isNameLetter)
    // `log2`, `x1`
    _ = take(while: \.isPlainDigit)
    try name(letters: Array(characters[start..<position]), at: start)
  }

  /// A name whose letters have been taken.
  mutating func name(letters: [Character], at start: Int) throws(AlgebraError) {
    let subscripted = try takeIndex(after: letters)
    let primes = take { $0 == "'" }
    guard subscripted != nil || !primes.isEmpty else {
      guard let pieces = vocabulary.pieces(of: letters[...]) else {
        throw unknown(String(letters), at: start)
      }
      append(pieces, of: letters, from: start)
      return
    }
    if let subscripted, primes.isEmpty, !subscripted.isFixed,
      let length = longestIndex(subscripted.text, after: letters),
      length < subscripted.text.count
    {
      // `d_kx` with `d_k` known.
      position -= subscripted.text.count - length
      let index = "_" + subscripted.text.prefix(length)
      try append(letters, with: index, at: start)
      return
    }
    try append(letters, with: (subscripted.map { "_" + $0.text } ?? "") + primes, at: start)
  }

  /// The letters of which the last name carries a mark: `_k`, `'`.
  private mutating func append(
    _ letters: [Character], with mark: String, at start: Int
  ) throws(AlgebraError) {
    for index in letters.indices.suffix(vocabulary.longestWord) {
      let base = String(letters[index...])
      let name = (AlgebraFolding.greek[base] ?? base) + mark
      if vocabulary.contains(name), let pieces = vocabulary.pieces(of: letters[..<index]) {
        append(pieces, of: letters, from: start)
        append(.name(name), base + mark, at: start + index)
        return
      }
    }
    guard vocabulary.kind != .closed else { throw unknown(String(letters) + mark, at: start) }
    let isWhole =
      vocabulary.kind == .declaring || AlgebraFolding.greek[String(letters)] != nil
      || Vocabulary.isOneName(letters[...])
    let index = isWhole ? 0 : max(0, letters.count - 1)
    append(vocabulary.pieces(of: letters[..<index]) ?? [], of: letters, from: start)
    let base = String(letters[index...])
    append(.name((AlgebraFolding.greek[base] ?? base) + mark), base + mark, at: start + index)
  }

  private func unknown(_ name: String, at start: Int) -> AlgebraError {
    AlgebraError(.unknownName(String(name.prefix(30)), known: vocabulary.names), at: start)
  }

  private mutating func append(
    _ pieces: [(kind: AlgebraToken.Kind, range: Range<Int>)], of letters: [Character],
    from start: Int
  ) {
    for piece in pieces {
      append(piece.kind, String(letters[piece.range]), at: start + piece.range.lowerBound)
    }
  }

  /// How much of an index without braces belongs to a name that is known.
  private func longestIndex(_ text: String, after letters: [Character]) -> Int? {
    let longest = vocabulary.longestWord
    for length in stride(from: min(text.count, longest), to: 0, by: -1) {
      let mark = "_" + text.prefix(length)
      let isKnown = letters.indices.suffix(longest).contains { index in
        let base = String(letters[index...])
        return vocabulary.contains((AlgebraFolding.greek[base] ?? base) + mark)
      }
      if isKnown { return length }
    }
    return nil
  }

  // MARK: Indices

  /// `_k`, `_{model}`, `ₖ`. A logarithm's index is its base, and stays where it is.
  private mutating func takeIndex(
    after letters: [Character]
  ) throws(AlgebraError) -> (text: String, isFixed: Bool)? {
    let lowered = take { AlgebraFolding.subscripts[$0] != nil }
    if !lowered.isEmpty {
      return (String(lowered.compactMap { AlgebraFolding.subscripts[$0] }), true)
    }
    let start = position
    skipSpaces()
    let isLogarithm = ["log", "ln", "max", "min"].contains { String(letters).hasSuffix($0) }
    guard next(0) == "_", !isLogarithm else {
      position = start
      return nil
    }
    position += 1
    skipSpaces()
    let place = position
    if next(0) == "{" {
      position += 1
      return (try takeGroup(from: place), true)
    }
    if next(0) == "\\" {
      position += 1
      let command = take { $0.isASCII && $0.isLetter }
      if let letter = AlgebraFolding.greek[command] { return (letter, true) }
      if Self.fonts.contains(command), next(0) == "{" {
        position += 1
        return (try takeGroup(from: place), true)
      }
      throw AlgebraError(.unknownCommand(command, nearest: nil), at: place)
    }
    let text = take { $0.isNameLetter || $0.isPlainDigit }
    guard !text.isEmpty else {
      throw AlgebraError(.missingValue(found: next(0).map { String($0).visible }), at: place)
    }
    return (text, false)
  }

  /// The letters in braces, the first of which has been taken: `model`, `\text{model}`, `i,j`.
  mutating func takeGroup(from place: Int) throws(AlgebraError) -> String {
    var text = ""
    var depth = 1
    while let character = next(0) {
      let start = position
      position += 1
      switch character {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return text }
      case "\\":
        let command = take { $0.isASCII && $0.isLetter }
        if let letter = AlgebraFolding.greek[command] { text += letter }
      case " ": break
      case _ where character.isLetter || character.isNumber || ",+-'".contains(character):
        text.append(character)
      default: throw AlgebraError(.unknownCharacter(String(character).visible), at: start)
      }
    }
    throw AlgebraError(.unclosed("{", found: nil), at: place)
  }
}
