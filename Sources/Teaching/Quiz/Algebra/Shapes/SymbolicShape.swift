/// The shape of a tensor in symbols: `[B, h, N, d/h]`, `(B,h,N,d/h)` or `B×h×N×d/h`.
struct SymbolicShape: Sendable, Equatable {
  static let maximumAxes = 16

  struct Axis: Sendable, Equatable {
    var expression: Expression
    var size: RationalFunction
  }

  var axes: [Axis]

  /// - Throws: `AlgebraError` at the first character at fault
  init(_ text: String, _ vocabulary: Vocabulary) throws(AlgebraError) {
    var tokens = try AlgebraScanner.tokens(of: text, vocabulary)[...]
    guard tokens.count > 1, let end = tokens.popLast()?.offset else {
      throw AlgebraError(.empty, at: 0)
    }
    try Self.checkBrackets(tokens)
    let isBracketed = Self.isBracketed(tokens)
    if isBracketed { tokens = tokens.dropFirst().dropLast() }
    axes = []
    // A single number has the shape `[]`.
    if tokens.isEmpty { return }
    let pieces = Self.pieces(of: Self.withLettersAsSigns(tokens, vocabulary))
    for (index, piece) in pieces.enumerated() {
      let last = piece.last.map { $0.offset + $0.source.count } ?? end
      let place = tokens.indices.contains(piece.startIndex) ? tokens[piece.startIndex].offset : end
      if piece.isEmpty {
        // Python's `(N,)`
        if isBracketed, index > 0, index == pieces.count - 1 { break }
        throw AlgebraError(.emptyAxis(index + 1), at: place)
      }
      guard index < Self.maximumAxes else { throw AlgebraError(.tooLarge, at: place) }
      var parser = ExpressionParser(piece, endsAt: last)
      let expression = try parser.whole()
      axes.append(Axis(expression: expression, size: try RationalFunction(expression, at: place)))
    }
  }

  private static let closers: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

  /// Axes are divided by what stands outside of brackets, so that these have to be sound first.
  private static func checkBrackets(_ tokens: ArraySlice<AlgebraToken>) throws(AlgebraError) {
    var open: [(token: AlgebraToken, closer: Character)] = []
    for token in tokens {
      guard case .sign(let sign) = token.kind else { continue }
      if let closer = closers[sign] { open.append((token, closer)) }
      guard closers.values.contains(sign) else { continue }
      guard let last = open.popLast() else {
        throw AlgebraError(.unexpected(token.source), at: token.offset)
      }
      if last.closer != sign {
        throw AlgebraError(
          .unclosed(last.token.source, found: token.source), at: last.token.offset)
      }
    }
    if let last = open.last {
      throw AlgebraError(.unclosed(last.token.source, found: nil), at: last.token.offset)
    }
  }

  /// Whether one pair of brackets holds all of the tokens.
  private static func isBracketed(_ tokens: ArraySlice<AlgebraToken>) -> Bool {
    guard let first = tokens.first, let last = tokens.last, tokens.count > 1 else { return false }
    guard case .sign(let opener) = first.kind, let closer = closers[opener],
      last.kind == .sign(closer)
    else { return false }
    var depth = 0
    for (index, token) in tokens.enumerated() {
      guard case .sign(let sign) = token.kind else { continue }
      if closers[sign] != nil { depth += 1 }
      if closers.values.contains(sign) { depth -= 1 }
      if depth == 0, index < tokens.count - 1 { return false }
    }
    return depth == 0
  }

  /// The letter x between spaces stands for `×` where the shape has neither that nor a comma, and no
  /// axis is called so: `d x d/h`.
  private static func withLettersAsSigns(
    _ tokens: ArraySlice<AlgebraToken>, _ vocabulary: Vocabulary
  ) -> ArraySlice<AlgebraToken> {
    let isDivided = tokens.contains { $0.kind == .sign(",") || $0.kind == .sign("×") }
    guard !isDivided, !vocabulary.contains("x"), !vocabulary.contains("X") else { return tokens }
    var tokens = tokens
    for index in tokens.indices.dropFirst().dropLast() {
      let (before, here, after) = (tokens[index - 1], tokens[index], tokens[index + 1])
      guard ["x", "X"].contains(here.source), isOperand(before, orCloses: true),
        isOperand(after, orCloses: false),
        before.offset + before.source.count < here.offset, here.offset + 1 < after.offset
      else { continue }
      tokens[index].kind = .sign("×")
    }
    return tokens
  }

  private static func isOperand(_ token: AlgebraToken, orCloses: Bool) -> Bool {
    switch token.kind {
    case .number, .name, .constant: true
    case .sign(let sign): orCloses ? closers.values.contains(sign) : closers[sign] != nil
    case .function, .root, .power, .command: !orCloses
    case .end: false
    }
  }

  /// Between commas; where there are none, between the signs `×`.
  private static func pieces(
    of tokens: ArraySlice<AlgebraToken>
  ) -> [ArraySlice<AlgebraToken>] {
    for separator: Character in [",", "×"] {
      var depth = 0
      var pieces: [ArraySlice<AlgebraToken>] = []
      var start = tokens.startIndex
      for index in tokens.indices {
        guard case .sign(let sign) = tokens[index].kind else { continue }
        if "([{".contains(sign) { depth += 1 }
        if ")]}".contains(sign) { depth -= 1 }
        if depth == 0, sign == separator {
          pieces.append(tokens[start..<index])
          start = index + 1
        }
      }
      if !pieces.isEmpty { return pieces + [tokens[start...]] }
    }
    return [tokens]
  }

  /// `[B, h, N, d/h]`
  var text: String { "[" + axes.map(\.expression.plainText).joined(separator: ", ") + "]" }

  /// How many numbers the tensor holds, where that is one term: `B·N·d`.
  var count: String? {
    var product = RationalFunction.one
    for axis in axes {
      guard let next = product.multiplied(by: axis.size) else { return nil }
      product = next
    }
    return product.monomial
  }

  /// The names in it, each once.
  var variables: [String] {
    var seen: Set<String> = []
    return axes.flatMap(\.expression.variables).filter { seen.insert($0).inserted }
  }
}

extension Expression {
  /// In one row, as it could be typed: `d/h`, `2·h`, `(N + 1)·d`.
  var plainText: String {
    switch self {
    case .number(let numeral): numeral.text
    case .constant(let constant): constant == .e ? "e" : "π"
    case .variable(let name): name
    case .negative(let part): "-" + part.plainFactor
    case .sum(let terms):
      terms.enumerated().map { index, term in
        if index == 0 { return term.plainText }
        if case .negative(let part) = term { return " - " + part.plainFactor }
        return " + " + term.plainText
      }.joined()
    case .product(let factors): factors.map(\.plainFactor).joined(separator: "·")
    case .quotient(let dividend, let divisor): dividend.plainFactor + "/" + divisor.plainAtom
    case .power(let base, let exponent): base.plainAtom + "^" + exponent.plainAtom
    case .root(let radicand, nil): "√" + radicand.plainAtom
    case .root(let radicand, let degree?):
      "root(\(radicand.plainText), \(degree.plainText))"
    case .logarithm(let argument, let base):
      "log(\(argument.plainText), \(base.plainText))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map(\.plainText).joined(separator: ", ")))"
    }
  }

  private var plainFactor: String {
    switch self {
    case .sum, .negative: "(\(plainText))"
    default: plainText
    }
  }

  private var plainAtom: String {
    switch self {
    case .number, .constant, .variable, .call, .logarithm: plainText
    default: "(\(plainText))"
    }
  }
}
