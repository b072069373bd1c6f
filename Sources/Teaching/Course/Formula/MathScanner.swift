/// A token of LaTeX in math mode, where spaces only end the name of a command.
enum MathToken: Equatable {
  case character(Character)
  /// The name without its backslash: `frac`, `,`.
  case command(String)
  case openBrace, closeBrace, superscript, `subscript`, ampersand
  /// `\\`
  case lineBreak
  case end

  /// As it is written, for messages.
  var source: String {
    switch self {
    case .character(let character): String(character)
    case .command(let name): "\\" + name
    case .openBrace: "{"
    case .closeBrace: "}"
    case .superscript: "^"
    case .subscript: "_"
    case .ampersand: "&"
    case .lineBreak: #"\\"#
    case .end: ""
    }
  }
}

/// Cuts LaTeX into tokens, one ahead. Offsets count characters from the start.
struct MathScanner {
  private let characters: [Character]
  private var position = 0

  init(_ latex: String) { characters = Array(latex) }

  /// The offset of the next token.
  var offset: Int {
    mutating get {
      skipSpaces()
      return position
    }
  }

  mutating func peek() throws(FormulaError) -> MathToken {
    let start = offset
    let token = try next()
    position = start
    return token
  }

  mutating func next() throws(FormulaError) -> MathToken {
    let start = offset
    guard start < characters.count else { return .end }
    position += 1
    switch characters[start] {
    case "{": return .openBrace
    case "}": return .closeBrace
    case "^": return .superscript
    case "_": return .subscript
    case "&": return .ampersand
    case "\\": return try command(from: start)
    case "%", "#", "$": throw FormulaError(reason: .unescaped(characters[start]), offset: start)
    case let character: return .character(character)
    }
  }

  /// Takes the next character, spaces aside, if it is this one.
  mutating func take(_ character: Character) -> Bool {
    guard offset < characters.count, characters[position] == character else { return false }
    position += 1
    return true
  }

  /// Takes the characters that directly follow, without a space between, while they fit.
  mutating func takeRun(while fits: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, fits(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  /// The rest of a number of which one digit has been taken: `5` of `0.5` is not a new number.
  mutating func restOfNumber() -> String {
    var number = takeRun(while: \.isMathDigit)
    if position + 1 < characters.count, characters[position] == ".",
      characters[position + 1].isMathDigit
    {
      position += 1
      number += "." + takeRun(while: \.isMathDigit)
    }
    return number
  }

  /// `\\[4pt]`: the extra space between lines is taken and forgotten, rows of cells being what
  /// they are. A bracket that holds anything but a length belongs to the next line.
  mutating func skipLineSkip() {
    let start = position
    if takeRun(while: { $0 == "[" }) == "[",
      !takeRun(while: { $0.isMathDigit || $0 == "." || $0 == "-" }).isEmpty,
      ["pt", "em", "ex", "mm", "cm", "mu"].contains(takeRun(while: \.isCommandLetter)), take("]")
    {
      return
    }
    position = start
  }

  /// The text in braces after `\text`, `\begin` and the like, where spaces count.
  mutating func textGroup(of command: String) throws(FormulaError) -> String {
    let start = offset
    guard take("{") else {
      throw FormulaError(reason: .missingBraces(after: command), offset: start)
    }
    var text = ""
    var depth = 1
    while position < characters.count {
      let character = characters[position]
      position += 1
      switch character {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return text }
      case "\\":
        let backslash = position - 1
        let token = try self.command(from: backslash)
        guard case .command(let name) = token, let escaped = name.first, name.count == 1,
          !escaped.isCommandLetter
        else { throw FormulaError(reason: .unexpected(token.source), offset: backslash) }
        text.append(escaped)
      case "%", "#", "$":
        throw FormulaError(reason: .unescaped(character), offset: position - 1)
      case _ where character.isMathSpace:
        if text.last != " " { text.append(" ") }
      default: text.append(character == "~" ? " " : character)
      }
    }
    throw FormulaError(reason: .unclosed("{"), offset: start)
  }

  private mutating func command(from backslash: Int) throws(FormulaError) -> MathToken {
    guard position < characters.count else {
      throw FormulaError(reason: .loneBackslash, offset: backslash)
    }
    let name = takeRun(while: \.isCommandLetter)
    if !name.isEmpty { return .command(name) }
    let sign = characters[position]
    position += 1
    if sign == "\\" { return .lineBreak }
    return .command(sign.isMathSpace ? " " : String(sign))
  }

  private mutating func skipSpaces() {
    while position < characters.count, characters[position].isMathSpace { position += 1 }
  }
}

// The properties of the standard library look every character up in Unicode's tables, which took a
// third of the time of reading and drawing a formula.
extension Character {
  var isMathDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isCommandLetter: Bool {
    asciiValue.map { 0x61...0x7A ~= $0 | 0x20 } ?? false
  }

  fileprivate var isMathSpace: Bool {
    asciiValue.map { $0 == 0x20 || 0x09...0x0D ~= $0 } ?? isWhitespace
  }
}
