import Course

/// Cuts a formula, in LaTeX or plain text, into tokens; what is only for the eye (`\left`, `\,`, `$`)
/// is left out.
struct AlgebraScanner {
  static let maximumLength = 2000

  let characters: [Character]
  let vocabulary: Vocabulary
  var position = 0
  var tokens: [AlgebraToken] = []

  /// - Throws: `AlgebraError` at the first character that means nothing, or name that is not known
  static func tokens(
    of text: String, _ vocabulary: Vocabulary
  ) throws(AlgebraError) -> [AlgebraToken] {
    guard text.utf8.count <= maximumLength else {
      throw AlgebraError(.tooLong(limit: maximumLength), at: 0)
    }
    var scanner = AlgebraScanner(
      characters: text.map(AlgebraFolding.folded), vocabulary: vocabulary)
    while scanner.position < scanner.characters.count { try scanner.scan() }
    scanner.append(.end, "", at: scanner.characters.count)
    return scanner.tokens
  }

  mutating func append(_ kind: AlgebraToken.Kind, _ source: String, at offset: Int) {
    tokens.append(AlgebraToken(kind: kind, source: source, offset: offset))
  }

  private mutating func scan() throws(AlgebraError) {
    let start = position
    let character = characters[start]
    if character.isPlainDigit || (character == "." && next(1)?.isPlainDigit == true) {
      let number = takeNumber()
      append(.number(number), number, at: start)
      return
    }
    if AlgebraFolding.superscripts[character] != nil { return try raised() }
    if character.isNameLetter { return try word() }
    position += 1
    switch character {
    case " ", "~", "$": return
    case "\\": return try command(from: start)
    case "*" where next(0) == "*":
      position += 1
      append(.sign("^"), "**", at: start)
    case "+", "-", "*", "×", "/", "^", "_", ",", "(", ")", "[", "]", "{", "}", "|":
      append(.sign(character), String(character), at: start)
    case "√": append(.root(2), "√", at: start)
    case "∛": append(.root(3), "∛", at: start)
    case "∜": append(.root(4), "∜", at: start)
    case "⌊", "⌋", "⌈", "⌉": append(.sign(character), String(character), at: start)
    case "=", "<", ">", "≤", "≥", "≠", "≈", "∑", "∏", "∫", "∞", "±", "!", "%", "∈":
      throw AlgebraError(.unsupported(String(character)), at: start)
    default: throw AlgebraError(.unknownCharacter(String(character).visible), at: start)
    }
  }

  func next(_ distance: Int) -> Character? {
    position + distance < characters.count ? characters[position + distance] : nil
  }

  mutating func take(while fits: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, fits(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  mutating func skipSpaces() { _ = take { $0 == " " } }

  // MARK: Numbers

  private mutating func takeNumber() -> String {
    var number = take(while: \.isPlainDigit)
    if next(0) == ".", next(1)?.isPlainDigit == true || next(1)?.isLetter != true {
      position += 1
      number += "." + take(while: \.isPlainDigit)
    }
    // `2e3`, but `2e` and `2e-x` are twice Euler's number.
    guard next(0) == "e" || next(0) == "E" else { return number }
    let sign = next(1).flatMap { "+-".contains($0) ? String($0) : nil } ?? ""
    guard next(1 + sign.count)?.isPlainDigit == true else { return number }
    position += 1 + sign.count
    return number + "e" + sign + take(while: \.isPlainDigit)
  }

  /// `x²`, `10⁻³`: a power with what is raised in brackets.
  private mutating func raised() throws(AlgebraError) {
    let start = position
    append(.sign("^"), String(characters[start]), at: start)
    append(.sign("("), String(characters[start]), at: start)
    while let character = next(0), let plain = AlgebraFolding.superscripts[character] {
      let place = position
      if plain.isPlainDigit {
        let number = take { AlgebraFolding.superscripts[$0]?.isPlainDigit == true }
        append(
          .number(String(number.compactMap { AlgebraFolding.superscripts[$0] })), number, at: place)
        continue
      }
      position += 1
      if plain.isLetter {
        try append(letters: [plain], source: String(character), at: place)
      } else {
        append(.sign(plain), String(character), at: place)
      }
    }
    append(.sign(")"), "", at: position)
  }

  private mutating func append(
    letters: [Character], source: String, at place: Int
  ) throws(AlgebraError) {
    guard let pieces = vocabulary.pieces(of: letters[...]) else {
      throw AlgebraError(.unknownName(source, known: vocabulary.names), at: place)
    }
    for piece in pieces { append(piece.kind, source, at: place) }
  }
}

extension Character {
  var isPlainDigit: Bool { ("0"..."9").contains(self) }

  /// Unicode takes `ˣ` and `ₖ` for letters as well.
  var isNameLetter: Bool {
    isLetter && AlgebraFolding.superscripts[self] == nil && AlgebraFolding.subscripts[self] == nil
  }
}

extension String {
  /// With control characters as their numbers: a message must not move the cursor.
  var visible: String {
    var text = ""
    for scalar in unicodeScalars.prefix(16) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
        .surrogate:
        text += "U+" + String(scalar.value, radix: 16, uppercase: true)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
