/// Cuts a text into words: case, width and markup do not count, `$\sqrt{d}$` and √d are the same.
///
/// Every Chinese character is a word of its own; `Lexicon` puts them together.
struct WordScanner {
  private let scalars: [Unicode.Scalar]
  private let spelling: Spelling?
  private var index = 0
  private var offset = 0
  private var words: [Word] = []

  /// In Unicode scalars. Twenty pages are more than anyone answers; what comes behind is not read.
  private static let limit = 40_000

  /// - Parameter spelling: what misspelt words are put right with
  static func words(of text: String, spelling: Spelling? = nil) -> [Word] {
    var scanner = WordScanner(text, spelling)
    while scanner.index < scanner.scalars.count { scanner.step() }
    return scanner.words
  }

  private init(_ text: String, _ spelling: Spelling?) {
    self.spelling = spelling
    scalars = Array(text.unicodeScalars.prefix(Self.limit))
    words.reserveCapacity(scalars.count / 3)
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index].folded : nil }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    let place = index + distance
    return scalars.indices.contains(place) ? scalars[place].folded : nil
  }

  private mutating func advance() {
    offset += UTF8.width(scalars[index])
    index += 1
  }

  private mutating func append(_ text: String, _ kind: Word.Kind = .plain, from start: Int) {
    words.append(Word(text: text, kind: kind, start: start, end: offset))
  }

  private mutating func step() {
    guard let scalar = current else { return }
    let start = offset
    if scalar.isLatin {
      letters()
    } else if scalar.isDigit {
      digits()
    } else if scalar.isHan {
      advance()
      append(String(scalar), .han, from: start)
    } else if scalars[index].unraised != nil {
      raised()
    } else {
      sign(scalar)
    }
  }

  // MARK: Words

  private mutating func letters() {
    let start = offset
    var text = ""
    while let scalar = current, scalar.isLatin || scalar.isIgnorable {
      if scalar.isLatin { text.unicodeScalars.append(scalar.lowercased) }
      advance()
    }
    if let scalar = current, scalar == "'" || scalar == "\u{2019}", contraction(text, from: start) {
      return
    }
    if let scalar = current, scalar == "_", indexed(text, from: start) { return }
    for part in Self.contracted[text] ?? [stem(text)] { append(part, from: start) }
    if text.hasSuffix("ing") { words[words.count - 1].isParticiple = true }
  }

  private func stem(_ word: String) -> String {
    Stemmer.stem(spelling?.correction(of: word) ?? word)
  }

  /// `doesn't`, `it's`: the part before the apostrophe, and whether it is denied.
  private mutating func contraction(_ text: String, from start: Int) -> Bool {
    guard let next = peek(1), next.isLatin else { return false }
    advance()
    var tail = ""
    while let scalar = current, scalar.isLatin {
      tail.unicodeScalars.append(scalar.lowercased)
      advance()
    }
    if tail == "t" {
      append(Stemmer.stem(text.hasSuffix("n") ? String(text.dropLast()) : text), from: start)
      append("not", from: start)
    } else {
      append(Stemmer.stem(text), from: start)
      append(Self.tails[tail] ?? "", from: start)
    }
    return true
  }

  /// `d_k` and `d_{k}` are `dk`, but `m_old` is the old m.
  private mutating func indexed(_ text: String, from start: Int) -> Bool {
    var distance = 1
    while let scalar = peek(distance), scalar == "{" || scalar == "\\" { distance += 1 }
    guard let first = peek(distance), first.isLatin || first.isDigit else { return false }
    for _ in 0..<distance { advance() }
    let tailStart = offset
    var tail = ""
    while let scalar = current, scalar.isLatin || scalar.isDigit {
      tail.unicodeScalars.append(scalar.lowercased)
      advance()
    }
    if tail.unicodeScalars.count <= 2 {
      append(text + tail, from: start)
    } else {
      append(Stemmer.stem(text), from: start)
      append(Stemmer.stem(tail), from: tailStart)
    }
    return true
  }

  private mutating func digits() {
    let start = offset
    var text = ""
    while let scalar = current {
      let isPoint = scalar == "." && peek(1)?.isDigit == true
      guard scalar.isDigit || isPoint else { break }
      text.unicodeScalars.append(scalar)
      advance()
    }
    append(text, from: start)
  }

  /// What stands raised: `N²`, `e⁰`.
  private mutating func raised() {
    let start = offset
    var text = ""
    while index < scalars.count, let scalar = scalars[index].unraised {
      text.unicodeScalars.append(scalar)
      advance()
    }
    raise(text, from: start)
  }

  private mutating func raise(_ text: String, from start: Int) {
    if let last = words.last, last.text == "e", last.end == start {
      words[words.count - 1].text = "exp"
      append(text, from: start)
    } else {
      append("^" + text, from: start)
    }
  }

  // MARK: Signs

  private mutating func sign(_ scalar: Unicode.Scalar) {
    let start = offset
    let isLineEnd = scalars[index] == "\n" || scalars[index] == "\r"
    advance()
    switch scalar {
    case "\\": command(from: start)
    case "^": power(from: start)
    case "-": dash(from: start)
    case "*":
      if words.last?.end == start, current?.isLatin == true || current?.isDigit == true {
        append("×", from: start)
      }
    case "=":
      if current == ">" { advance() }
      append("=", from: start)
    case "→", "⇒", "⟹", "➜", "↦": append("=", from: start)
    case "≈", "≡", "≠", "<", ">", "≤", "≥": append(scalar == "≠" ? "≠" : "=", from: start)
    case "×", "⨉": append("×", from: start)
    case "·", "⋅", "•": if words.last?.end == start { append("·", from: start) }
    case "/", "÷": append("/", from: start)
    case "√": append("sqrt", from: start)
    case "∞": append("inf", from: start)
    case ",", ":", "—", "–", "(", "[": mark(.comma, from: start, scalar)
    case "、": append("、", .comma, from: start)
    case ".", "!", "。", ";", "…": mark(.stop, from: start, scalar)
    case "?": append("?", .question, from: start)
    case " ": if isLineEnd { lineEnd(from: start) }
    default: if scalar == "ᵀ" { append("^t", from: start) }
    }
  }

  /// A bracket behind a name belongs to it, as in `exp(0)`; elsewhere it begins an aside.
  private mutating func mark(_ kind: Word.Kind, from start: Int, _ scalar: Unicode.Scalar) {
    let isBracket = scalar == "(" || scalar == "["
    if isBracket, words.last?.end == start, words.last?.kind == .plain { return }
    append(String(scalar), kind, from: start)
  }

  /// One line end may only break a line that was too long; two end a sentence.
  private mutating func lineEnd(from start: Int) {
    guard let last = words.last, last.kind != .stop else { return }
    append("\n", last.text == "\n" ? .stop : .comma, from: start)
  }

  /// A LaTeX command.
  private mutating func command(from start: Int) {
    var name = ""
    while let scalar = current, scalar.isLatin {
      name.unicodeScalars.append(scalar)
      advance()
    }
    guard !name.isEmpty else { return }
    if Self.silentCommands.contains(name) { return }
    append(Self.commands[name] ?? Stemmer.stem(name.lowercased()), from: start)
  }

  private mutating func power(from start: Int) {
    if let last = words.last, last.text == "e", last.end == start {
      words[words.count - 1].text = "exp"
      return
    }
    if current == "{" { advance() }
    if current == "\\", peek(1) == "t" {
      // K^\top
      advance()
      while let scalar = current, scalar.isLatin { advance() }
      append("^t", from: start)
      return
    }
    guard let first = current, first.isDigit || first.isLatin else { return }
    var text = ""
    while let scalar = current, scalar.isDigit || scalar.isLatin {
      text.unicodeScalars.append(scalar.lowercased)
      advance()
    }
    append("^" + text, from: start)
  }

  /// A minus before a number and between the letters of a formula; a dash between blanks; else a
  /// hyphen, which only joins.
  private mutating func dash(from start: Int) {
    let hasBlankBefore = words.last?.end != start
    var distance = 0
    while let scalar = peek(distance), scalar == " " || scalar == "\\" { distance += 1 }
    let next = peek(distance)
    let isBeforeNumber =
      next == "∞" || next?.isDigit == true || distance == 0 && startsInfinity(at: distance)
      || peek(distance) == "i" && startsInfinity(at: distance)
    // 旧−新, 旧max-新max
    let isBetweenNames =
      (next?.isHan == true || words.last?.kind == .han)
      && (words.last.map { Self.parts.contains($0.text) } ?? false)
    let isInFormula =
      words.last.map { $0.text.unicodeScalars.count == 1 || Self.parts.contains($0.text) } ?? false
    if current == "-" {
      while current == "-" { advance() }
      append("-", .comma, from: start)
    } else if isBeforeNumber && (hasBlankBefore || isInFormula) || isInFormula && hasBlankBefore
      || isBetweenNames
    {
      append("minus", from: start)
    } else if hasBlankBefore, current == " " {
      append("-", .comma, from: start)
    }
  }

  private func startsInfinity(at distance: Int) -> Bool {
    zip("inf".unicodeScalars, distance...).allSatisfy { peek($1)?.lowercased == $0 }
  }

  /// What is taken from what in the formulas of running softmax.
  private static let parts: Set<String> = ["old", "new", "max", "prev", "previou", "旧", "新"]

  private static let commands = [
    "times": "×", "cdot": "·", "infty": "inf", "le": "=", "leq": "=", "to": "=",
    "rightarrow": "=", "Rightarrow": "=", "approx": "=", "top": "^t", "ell": "l",
  ]
  private static let silentCommands: Set<String> = [
    "frac", "text", "mathrm", "mathbf", "left", "right", "operatorname", "quad", "mathcal", "big",
  ]
  /// What stands behind an apostrophe; the s may be that of a genitive.
  private static let tails = ["d": "would", "ll": "will", "re": "be", "ve": "have", "m": "be"]
  private static let contracted: [String: [String]] = [
    "cannot": ["can", "not"], "cant": ["can", "not"], "dont": ["do", "not"],
    "doesnt": ["do", "not"], "isnt": ["is", "not"], "arent": ["are", "not"],
    "wont": ["will", "not"], "didnt": ["did", "not"], "wouldnt": ["would", "not"],
    "neednt": ["need", "not"], "shouldnt": ["should", "not"], "couldnt": ["could", "not"],
  ]
}

extension Unicode.Scalar {
  /// A letter of an alphabet: Latin, Greek, Cyrillic.
  fileprivate var isLatin: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF: value != 0xD7 && value != 0xF7
    // Letters that formulas have: ℓ, subscripts.
    case 0x2113, 0x2090...0x209C, 0x2080...0x2089: true
    default: false
    }
  }

  fileprivate var isDigit: Bool { (0x30...0x39).contains(value) }

  fileprivate var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2FFFF: true
    default: false
    }
  }

  /// What is not seen: soft hyphens, joiners, marks on the letter before.
  fileprivate var isIgnorable: Bool {
    switch value {
    case 0xAD, 0x200B...0x200D, 0xFEFF, 0x300...0x36F, 0xFE00...0xFE0F: true
    default: false
    }
  }

  fileprivate var lowercased: Unicode.Scalar {
    switch value {
    case 0x41...0x5A: return Unicode.Scalar(value + 32) ?? self
    case 0x2113: return "l"
    case 0x2096: return "k"
    case 0x2080...0x2089: return Unicode.Scalar(value - 0x2080 + 0x30) ?? self
    case 0..<0x80: return self
    default:
      let lower = properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower.first ?? self : self
    }
  }
}
