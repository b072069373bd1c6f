/// Functions and roots with their arguments.
extension ExpressionParser {
  private var opensList: Bool {
    [.sign("("), .sign("["), .sign("{")].contains(next.kind)
  }

  /// `exp(x)`, `\exp x`, `log_2(x)`, `\sin^2 x`, `max(a, b)`.
  mutating func call(
    _ function: Expression.Function, _ token: AlgebraToken
  ) throws(AlgebraError) -> Expression {
    let base = try logarithmBase(function)
    var raised: Expression?
    if next.kind == .sign("^") {
      let place = next.offset
      let exponent = try self.exponent()
      // `sin^{-1}` is the inverse to one reader and the reciprocal to another.
      guard case .number = exponent else {
        throw AlgebraError(.unsupported("\(token.source)^"), at: place)
      }
      raised = exponent
    }
    let place = next.offset
    let arguments = opensList ? try list() : [try openArgument(of: function, token)]
    var value: Expression
    switch (function, arguments.count) {
    case (.max, 2...), (.min, 2...): value = .call(function, arguments)
    case (.max, _), (.min, _):
      throw AlgebraError(
        .arguments(of: token.source, expected: "two values or more", found: arguments.count),
        at: place)
    case (.log, 2): value = .logarithm(arguments[0], base: arguments[1])
    case (_, 1):
      value = base.map { .logarithm(arguments[0], base: $0) } ?? .call(function, arguments)
    default:
      throw AlgebraError(
        .arguments(of: token.source, expected: "one value", found: arguments.count), at: place)
    }
    if let raised { value = .power(value, raised) }
    return value
  }

  private mutating func logarithmBase(
    _ function: Expression.Function
  ) throws(AlgebraError) -> Expression? {
    guard function == .log, next.kind == .sign("_") else { return nil }
    return try argument(of: take())
  }

  /// An argument without brackets: factors side by side, up to an operator or another function.
  private mutating func openArgument(
    of function: Expression.Function, _ token: AlgebraToken
  ) throws(AlgebraError) -> Expression {
    if function.takesSeveral {
      throw AlgebraError(.missingBrackets(after: token.source), at: token.offset)
    }
    return try factors()
  }

  /// `pow(a, b)`
  mutating func power(_ token: AlgebraToken) throws(AlgebraError) -> Expression {
    guard opensList else {
      throw AlgebraError(.missingBrackets(after: token.source), at: token.offset)
    }
    let place = next.offset
    let arguments = try list()
    guard arguments.count == 2 else {
      throw AlgebraError(
        .arguments(of: token.source, expected: "two values", found: arguments.count), at: place)
    }
    return .power(arguments[0], arguments[1])
  }

  /// `\sqrt{x}`, `\sqrt[3]{x}`
  mutating func root(_ token: AlgebraToken) throws(AlgebraError) -> Expression {
    var degree: Expression?
    if next.kind == .sign("[") {
      let opener = next
      let degrees = try list()
      guard degrees.count == 1 else {
        throw AlgebraError(
          .arguments(of: token.source, expected: "one degree", found: degrees.count),
          at: opener.offset)
      }
      degree = degrees[0]
    }
    return .root(try argument(of: token), degree: degree)
  }
}
