/// Reads LaTeX by recursive descent: a row is made of pieces, a piece of a nucleus and its scripts.
struct MathParser {
  static let maximumDepth = 100
  static let maximumLength = 10_000

  var scanner: MathScanner
  private var depth = 0

  init(_ latex: String) throws(FormulaError) {
    guard latex.utf8.count <= Self.maximumLength else {
      throw FormulaError(reason: .tooLong(limit: Self.maximumLength), offset: 0)
    }
    scanner = MathScanner(latex)
  }

  /// The whole formula: one line, or several that `\\` divides.
  mutating func formula() throws(FormulaError) -> MathNode {
    let lines = try self.lines()
    try expect(.end)
    return lines
  }

  /// Lines up to a token that ends a row and is not `\\`.
  mutating func lines() throws(FormulaError) -> MathNode {
    var lines = [try row()]
    while try scanner.peek() == .lineBreak {
      _ = try scanner.next()
      scanner.skipLineSkip()
      lines.append(try row())
    }
    if lines.count > 1, lines.last == .row([]) { lines.removeLast() }
    if lines.count == 1 { return lines[0] }
    return .grid(MathGrid(kind: .lines, rows: lines.map { [$0] }, columns: [.left]))
  }

  /// Pieces up to a token that cannot belong to a row; whoever called judges that token.
  mutating func row(endsAtBracket: Bool = false) throws(FormulaError) -> MathNode {
    var brackets = BracketMatching()
    defer { depth -= brackets.depth }
    try enter()
    defer { depth -= 1 }
    while true {
      let start = scanner.offset
      let token = try scanner.peek()
      if token.endsRow { break }
      if endsAtBracket, token == .character("]"), !brackets.awaits("]") { break }
      if token == .superscript || token == .subscript || token == .character("'") {
        brackets.append(try scripts(on: .row([])))
        continue
      }
      var nucleus = try self.nucleus()
      switch nucleus {
      case .symbol(let bracket, .open):
        try enter(at: start)
        brackets.open(bracket)
        continue
      case .symbol(let bracket, .close):
        if let fenced = brackets.close(bracket) {
          depth -= 1
          nucleus = fenced
        }
      default: break
      }
      brackets.append(try scripts(on: nucleus))
    }
    return .grouped(brackets.flattened)
  }

  /// The sub- and superscripts and primes that follow a nucleus, in any order.
  private mutating func scripts(on nucleus: MathNode) throws(FormulaError) -> MathNode {
    let base = try limits(on: nucleus)
    var sub: MathNode?
    var sup: MathNode?
    var primes = 0
    while true {
      let start = scanner.offset
      switch try scanner.peek() {
      case .character("'"):
        _ = try scanner.next()
        guard sup == nil else { throw FormulaError(reason: .doubleSuperscript, offset: start) }
        primes += 1
      case .superscript:
        _ = try scanner.next()
        guard sup == nil else { throw FormulaError(reason: .doubleSuperscript, offset: start) }
        sup = try argument(of: "^")
      case .subscript:
        _ = try scanner.next()
        guard sub == nil else { throw FormulaError(reason: .doubleSubscript, offset: start) }
        sub = try argument(of: "_")
      default:
        if primes > 0 {
          let prime = MathNode.symbol(MathSymbols.primes(primes), .ordinary)
          sup = sup.map { .row([prime, $0]) } ?? prime
        }
        if sub == nil && sup == nil { return base }
        if case .accent(.overbrace, _) = base { return .stack(base, under: sub, over: sup) }
        if case .accent(.underbrace, _) = base { return .stack(base, under: sub, over: sup) }
        return .scripts(base, sub: sub, sup: sup)
      }
    }
  }

  /// `\limits` and `\nolimits` change the class of the operator before them.
  private mutating func limits(on nucleus: MathNode) throws(FormulaError) -> MathNode {
    guard case .command(let name) = try scanner.peek(), name == "limits" || name == "nolimits"
    else { return nucleus }
    let start = scanner.offset
    _ = try scanner.next()
    let above = name == "limits"
    switch nucleus {
    case .symbol(let text, .function), .symbol(let text, .limitFunction):
      return .symbol(text, above ? .limitFunction : .function)
    case .symbol(let text, .integral), .symbol(let text, .largeOperator):
      return .symbol(text, above ? .largeOperator : .integral)
    default: throw FormulaError(reason: .misplacedLimits("\\" + name), offset: start)
    }
  }

  /// One piece without its scripts. The caller has seen that no token that ends a row comes next.
  private mutating func nucleus() throws(FormulaError) -> MathNode {
    let start = scanner.offset
    switch try scanner.next() {
    case .openBrace: return try group(from: start)
    case .command(let name): return try command(name, at: start)
    case .character("~"): return .space(1)
    case .character(let digit) where digit.isMathDigit:
      return .symbol(String(digit) + scanner.restOfNumber(), .ordinary)
    case .character(let character): return MathSymbols.symbol(character)
    case let token: throw FormulaError(reason: .unexpected(token.source), offset: start)
    }
  }

  /// The argument of a command or of `^` and `_`: a group in braces, or else ONE token. It does not
  /// take the scripts that follow it: in `W^Q_i` the index belongs to W.
  mutating func argument(of command: String) throws(FormulaError) -> MathNode {
    try enter()
    defer { depth -= 1 }
    let start = scanner.offset
    let token = try scanner.peek()
    if token.endsRow || token == .superscript || token == .subscript {
      throw FormulaError(reason: .missingArgument(of: command), offset: start)
    }
    if case .character(let character) = token {
      _ = try scanner.next()
      return .grouped([character == "'" ? .symbol("′", .ordinary) : MathSymbols.symbol(character)])
    }
    return .grouped([try nucleus()])
  }

  /// What is in braces, the first of which has been taken.
  private mutating func group(from start: Int) throws(FormulaError) -> MathNode {
    let row = try self.row()
    try close(.closeBrace, of: "{", from: start)
    if case .row = row { return row }
    return .grouped([row])
  }

  /// Takes the token that closes what began at `start`. Where something else closes first, the fault
  /// is with what began.
  mutating func close(
    _ token: MathToken, of opener: String, from start: Int
  ) throws(FormulaError) {
    let found = try scanner.peek()
    if found != token, found != .ampersand, found != .lineBreak {
      throw FormulaError(reason: .unclosed(opener), offset: start)
    }
    try expect(token)
  }

  private mutating func expect(_ token: MathToken) throws(FormulaError) {
    let start = scanner.offset
    let found = try scanner.next()
    guard found == token else {
      throw FormulaError(reason: .unexpected(found.source), offset: start)
    }
  }

  private mutating func enter() throws(FormulaError) { try enter(at: scanner.offset) }

  private mutating func enter(at offset: Int) throws(FormulaError) {
    guard depth < Self.maximumDepth else {
      throw FormulaError(reason: .nestedTooDeeply(limit: Self.maximumDepth), offset: offset)
    }
    depth += 1
  }
}

extension MathToken {
  /// Tokens that close or divide what is around a row.
  fileprivate var endsRow: Bool {
    switch self {
    case .end, .closeBrace, .ampersand, .lineBreak, .command("right"), .command("end"): true
    default: false
    }
  }
}
