import Course

/// The commands of LaTeX.
extension AlgebraScanner {
  /// Typefaces, which do not change what letters are.
  static let fonts: Set<String> = [
    "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "text", "textrm", "textit",
    "textbf", "boldsymbol", "bm", "operatorname", "mbox",
  ]

  private static let sizes: Set<String> = [
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl",
    "biggr", "displaystyle", "textstyle", "limits", "quad", "qquad",
  ]

  private static let signs: [String: Character] = [
    "cdot": "*", "ast": "*", "times": "×", "div": "/", "lvert": "|", "rvert": "|", "vert": "|",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lbrack": "[", "rbrack": "]",
    "langle": "[", "rangle": "]", "lbrace": "{", "rbrace": "}",
  ]

  private static let accents: Set<String> = ["hat", "bar", "tilde", "vec", "dot", "overline"]

  /// What follows a backslash, which has been taken.
  mutating func command(from start: Int) throws(AlgebraError) {
    let name = take { $0.isASCII && $0.isLetter }
    if name.isEmpty { return try escaped(from: start) }
    if Self.sizes.contains(name) { return }
    if let sign = Self.signs[name] { return append(.sign(sign), "\\" + name, at: start) }
    if let letter = AlgebraFolding.greek[name] {
      return try self.name(letters: Array(letter), at: start)
    }
    if let function = Expression.Function(name: name) {
      return append(.function(function), "\\" + name, at: start)
    }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac": append(.command("frac"), "\\" + name, at: start)
    case "sqrt": append(.command("sqrt"), "\\" + name, at: start)
    case "ell": try self.name(letters: ["l"], at: start)
    case _ where Self.accents.contains(name):
      let base = try argument(of: name, from: start)
      try self.name(letters: Array("\\\(name){\(base)}"), at: start)
    case _ where Self.fonts.contains(name):
      let word = try argument(of: name, from: start)
      try self.name(letters: Array(word), at: start)
    default: throw error(for: name, at: start)
    }
  }

  /// A command of one sign: spaces, brackets, `\|`.
  private mutating func escaped(from start: Int) throws(AlgebraError) {
    guard let sign = next(0) else {
      throw AlgebraError(.missingValue(found: nil), at: position)
    }
    position += 1
    switch sign {
    case ",", ";", ":", "!", ">", " ": return
    // The marks that begin and end math in LaTeX.
    case "(", ")": return
    case "{", "}", "|": append(.sign(sign), "\\" + String(sign), at: start)
    default: throw AlgebraError(.unknownCommand(String(sign).visible, nearest: nil), at: start)
    }
  }

  /// The letters that a typeface or an accent is put on.
  private mutating func argument(of command: String, from start: Int) throws(AlgebraError) -> String
  {
    skipSpaces()
    let place = position
    guard let character = next(0) else {
      throw AlgebraError(.missingValue(found: nil), at: place)
    }
    position += 1
    if character == "{" { return try takeGroup(from: place) }
    if character == "\\" {
      let name = take { $0.isASCII && $0.isLetter }
      if let letter = AlgebraFolding.greek[name] { return letter }
    }
    guard character.isLetter else {
      throw AlgebraError(.missingValue(found: String(character).visible), at: place)
    }
    return String(character)
  }

  /// What LaTeX knows but cannot be computed is told from what nobody knows.
  private func error(for name: String, at start: Int) -> AlgebraError {
    do throws(FormulaError) {
      _ = try Formula(latex: "\\" + name)
      return AlgebraError(.unsupported("\\" + name), at: start)
    } catch {
      if case .unknownCommand(_, let nearest) = error.reason {
        return AlgebraError(.unknownCommand(name, nearest: nearest), at: start)
      }
      return AlgebraError(.unsupported("\\" + name), at: start)
    }
  }
}
