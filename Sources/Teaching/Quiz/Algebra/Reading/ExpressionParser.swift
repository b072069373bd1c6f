/// Reads tokens by recursive descent: sums of products of signed powers.
///
/// Factors may stand side by side. A division takes one factor: `1/2x` is half of x, as calculators
/// have it. A power goes before a sign: `-x^2` is `-(x^2)`.
struct ExpressionParser {
  static let maximumDepth = 48

  private var tokens: ArraySlice<AlgebraToken>
  private let end: AlgebraToken
  private var depth = 0
  /// What closes the brackets that are open; `|` closes only what it opened.
  private var closers: [Character] = []

  /// - Parameter tokens: without the end
  init(_ tokens: ArraySlice<AlgebraToken>, endsAt offset: Int) {
    self.tokens = tokens
    end = AlgebraToken(kind: .end, source: "", offset: offset)
  }

  /// A formula in LaTeX or plain text.
  static func expression(
    _ text: String, _ vocabulary: Vocabulary
  ) throws(AlgebraError) -> Expression {
    let tokens = try AlgebraScanner.tokens(of: text, vocabulary)
    guard tokens.count > 1 else { throw AlgebraError(.empty, at: 0) }
    var parser = ExpressionParser(tokens.dropLast(), endsAt: tokens[tokens.count - 1].offset)
    return try parser.whole()
  }

  /// All of the tokens.
  mutating func whole() throws(AlgebraError) -> Expression {
    let expression = try sum()
    guard next.kind == .end else {
      throw AlgebraError(.unexpected(next.source), at: next.offset)
    }
    return expression
  }

  // MARK: Tokens

  var next: AlgebraToken { tokens.first ?? end }

  @discardableResult mutating func take() -> AlgebraToken { tokens.popFirst() ?? end }

  mutating func take(_ sign: Character) -> Bool {
    guard next.kind == .sign(sign) else { return false }
    take()
    return true
  }

  mutating func putBack(_ token: AlgebraToken) { tokens = [token] + tokens }

  func missingValue() -> AlgebraError {
    AlgebraError(.missingValue(found: next.kind == .end ? nil : next.source), at: next.offset)
  }

  /// Takes the sign that closes what `opener` has opened.
  mutating func close(_ sign: Character, of opener: AlgebraToken) throws(AlgebraError) {
    guard take(sign) else {
      let found = next.kind == .end ? nil : next.source
      throw AlgebraError(.unclosed(opener.source, found: found), at: opener.offset)
    }
  }

  private mutating func enter() throws(AlgebraError) {
    depth += 1
    if depth > Self.maximumDepth {
      throw AlgebraError(.nestedTooDeeply(limit: Self.maximumDepth), at: next.offset)
    }
  }

  // MARK: Grammar

  mutating func sum() throws(AlgebraError) -> Expression {
    try enter()
    defer { depth -= 1 }
    var terms = [try product()]
    while true {
      if take("+") {
        terms.append(try product())
      } else if take("-") {
        terms.append(.negative(try product()))
      } else {
        return terms.count == 1 ? terms[0] : .sum(terms)
      }
    }
  }

  private mutating func product() throws(AlgebraError) -> Expression {
    var result = try signed()
    // Each division deepens the tree without a bracket.
    var divisions = 0
    while true {
      if take("*") || take("×") {
        result = result.multiplied(by: try signed())
      } else if take("/") {
        divisions += 1
        guard divisions <= Self.maximumDepth else {
          throw AlgebraError(.nestedTooDeeply(limit: Self.maximumDepth), at: next.offset)
        }
        result = .quotient(result, try signed())
      } else if beginsFactor {
        result = result.multiplied(by: try power())
      } else {
        return result
      }
    }
  }

  private mutating func signed() throws(AlgebraError) -> Expression {
    var isNegative = false
    while true {
      if take("-") {
        isNegative.toggle()
      } else if !take("+") {
        let value = try power()
        return isNegative ? .negative(value) : value
      }
    }
  }

  /// Factors side by side, without an operator and up to the next function: `\sin 2x \cos y`.
  mutating func factors() throws(AlgebraError) -> Expression {
    try enter()
    defer { depth -= 1 }
    let isNegative = take("-")
    var result = try power()
    while beginsFactor {
      if case .function = next.kind { break }
      result = result.multiplied(by: try power())
    }
    return isNegative ? .negative(result) : result
  }

  private mutating func power() throws(AlgebraError) -> Expression {
    let base = try primary()
    return next.kind == .sign("^") ? .power(base, try exponent()) : base
  }

  /// What follows a `^`: powers of powers are read from the right.
  mutating func exponent() throws(AlgebraError) -> Expression {
    try enter()
    defer { depth -= 1 }
    take()
    return try signed()
  }

  /// Whether what comes next multiplies what stands before it. A number does not: `x 2` is a slip.
  var beginsFactor: Bool {
    switch next.kind {
    case .name, .constant, .function, .root, .power, .command: true
    case .sign("("), .sign("["), .sign("{"), .sign("⌊"), .sign("⌈"): true
    case .sign("|"): closers.last != "|"
    case .number, .sign, .end: false
    }
  }

  mutating func primary() throws(AlgebraError) -> Expression {
    let token = next
    switch token.kind {
    case .number(let text):
      take()
      guard let numeral = Expression.Numeral(text) else {
        throw AlgebraError(.unsupported(String(text.prefix(20))), at: token.offset)
      }
      return .number(numeral)
    case .name(let name):
      take()
      return .variable(name)
    case .constant(let constant):
      take()
      return .constant(constant)
    case .function(let function):
      take()
      return try call(function, token)
    case .root(let degree):
      take()
      let radicand = try primary(of: token)
      let number = Expression.Numeral("\(degree)").map(Expression.number)
      return .root(radicand, degree: degree == 2 ? nil : number)
    case .power:
      take()
      return try power(token)
    case .command("frac"):
      take()
      let numerator = try argument(of: token)
      return .quotient(numerator, try argument(of: token))
    case .command:
      take()
      return try root(token)
    case .sign("("): return try bracketed(token, ")")
    case .sign("["): return try bracketed(token, "]")
    case .sign("{"): return try bracketed(token, "}")
    case .sign("|"): return .call(.abs, [try bracketed(token, "|")])
    case .sign("⌊"): return .call(.floor, [try bracketed(token, "⌋")])
    case .sign("⌈"): return .call(.ceil, [try bracketed(token, "⌉")])
    case .sign, .end: throw missingValue()
    }
  }

  private mutating func bracketed(
    _ opener: AlgebraToken, _ closer: Character
  ) throws(AlgebraError) -> Expression {
    take()
    closers.append(closer)
    let content = try sum()
    closers.removeLast()
    try close(closer, of: opener)
    return content
  }

  /// What is in brackets, divided by commas; the opening one comes next.
  mutating func list() throws(AlgebraError) -> [Expression] {
    let opener = take()
    let closer: Character =
      opener.kind == .sign("(") ? ")" : opener.kind == .sign("[") ? "]" : "}"
    closers.append(closer)
    defer { closers.removeLast() }
    var values = [try sum()]
    while take(",") { values.append(try sum()) }
    try close(closer, of: opener)
    return values
  }

  /// The argument of a command: braces, or one digit or letter.
  mutating func argument(of command: AlgebraToken) throws(AlgebraError) -> Expression {
    if case .number(let digits) = next.kind, digits.count > 1 {
      // `\frac12`
      var token = take()
      let rest = String(digits.dropFirst())
      token.kind = .number(String(digits.prefix(1)))
      if rest.allSatisfy(\.isPlainDigit) {
        putBack(AlgebraToken(kind: .number(rest), source: rest, offset: token.offset + 1))
        putBack(token)
      } else {
        token.kind = .number(digits)
        putBack(token)
      }
    }
    return try primary(of: command)
  }

  /// The depth grows, as in `√√√x`.
  mutating func primary(of command: AlgebraToken) throws(AlgebraError) -> Expression {
    try enter()
    defer { depth -= 1 }
    return try primary()
  }
}

extension Expression {
  /// Products of products are one.
  fileprivate func multiplied(by factor: Expression) -> Expression {
    if case .product(let factors) = self { return .product(factors + [factor]) }
    return .product([self, factor])
  }
}
