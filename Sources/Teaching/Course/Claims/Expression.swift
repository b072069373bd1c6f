#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A closed form over a lab's controls: `d`, `1/sqrt(d)`, `log(keys)`.
///
/// Numbers, names, `+ - * / ^`, parentheses, and `sqrt`, `log` and `ln` (natural), `exp`.
public struct Expression: Sendable, Equatable {
  private indirect enum Node: Sendable, Equatable {
    case number(Double)
    case name(String)
    case negated(Node)
    case binary(Character, Node, Node)
    case function(String, Node)
  }

  private let root: Node

  /// - Throws: what is no expression in `text`
  public init(_ text: String) throws(ExpressionError) {
    guard text.count <= 200 else {
      throw ExpressionError(message: "a formula has at most 200 characters")
    }
    var parser = Parser(text)
    root = try parser.sum()
    try parser.expectEnd()
  }

  /// The names that need a value.
  public var names: Set<String> { Expression.names(in: root) }

  /// - Throws: `ExpressionError` where a name has no value
  public func value(_ values: [String: Double]) throws(ExpressionError) -> Double {
    try Expression.value(of: root, values)
  }

  private static func names(in node: Node) -> Set<String> {
    switch node {
    case .number: []
    case .name(let name): [name]
    case .negated(let inner), .function(_, let inner): names(in: inner)
    case .binary(_, let left, let right): names(in: left).union(names(in: right))
    }
  }

  private static func value(
    of node: Node, _ values: [String: Double]
  ) throws(ExpressionError) -> Double {
    switch node {
    case .number(let number): return number
    case .name(let name):
      guard let value = values[name] else {
        throw ExpressionError(message: "'\(name)' is no control with a number")
      }
      return value
    case .negated(let inner): return -(try value(of: inner, values))
    case .function(let name, let inner):
      let argument = try value(of: inner, values)
      switch name {
      case "sqrt": return argument.squareRoot()
      case "exp": return exp(argument)
      default: return log(argument)
      }
    case .binary(let sign, let left, let right):
      let a = try value(of: left, values)
      let b = try value(of: right, values)
      switch sign {
      case "+": return a + b
      case "-": return a - b
      case "*": return a * b
      case "/": return a / b
      default: return pow(a, b)
      }
    }
  }

  /// One method a level of precedence, from the weakest.
  private struct Parser {
    private let text: [Character]
    private var index = 0
    private var depth = 0

    init(_ text: String) { self.text = Array(text) }

    private mutating func skipSpaces() {
      while index < text.count, text[index].isWhitespace { index += 1 }
    }

    private mutating func take(_ signs: String) -> Character? {
      skipSpaces()
      guard index < text.count, signs.contains(text[index]) else { return nil }
      index += 1
      return text[index - 1]
    }

    private func failure(_ message: String) -> ExpressionError {
      ExpressionError(message: "'\(String(text))' is no formula: \(message)")
    }

    mutating func expectEnd() throws(ExpressionError) {
      skipSpaces()
      if index < text.count { throw failure("'\(text[index])' is unexpected") }
    }

    mutating func sum() throws(ExpressionError) -> Node {
      depth += 1
      defer { depth -= 1 }
      guard depth <= 50 else { throw failure("it is nested too deeply") }
      var left = try product()
      while let sign = take("+-−") {
        left = .binary(sign == "−" ? "-" : sign, left, try product())
      }
      return left
    }

    private mutating func product() throws(ExpressionError) -> Node {
      var left = try signed()
      while let sign = take("*/·") { left = .binary(sign == "·" ? "*" : sign, left, try signed()) }
      return left
    }

    private mutating func signed() throws(ExpressionError) -> Node {
      take("-−") != nil ? .negated(try power()) : try power()
    }

    private mutating func power() throws(ExpressionError) -> Node {
      let base = try operand()
      guard take("^") != nil else { return base }
      depth += 1
      defer { depth -= 1 }
      guard depth <= 50 else { throw failure("it is nested too deeply") }
      return .binary("^", base, try signed())
    }

    private mutating func operand() throws(ExpressionError) -> Node {
      if take("(") != nil { return try parenthesised() }
      skipSpaces()
      let start = index
      while index < text.count,
        text[index].isLetter || text[index].isNumber || "._".contains(text[index])
      {
        index += 1
      }
      let word = String(text[start..<index])
      guard let first = word.first else { throw failure("a number or a name is missing") }
      if first.isNumber || first == "." {
        guard let number = finiteNumber(word) else { throw failure("'\(word)' is no number") }
        return .number(number)
      }
      guard take("(") != nil else { return .name(word) }
      guard ["sqrt", "log", "ln", "exp"].contains(word) else {
        throw failure("there is no function '\(word)'")
      }
      return .function(word, try parenthesised())
    }

    private mutating func parenthesised() throws(ExpressionError) -> Node {
      let inner = try sum()
      guard take(")") != nil else { throw failure("')' is missing") }
      return inner
    }
  }
}

public struct ExpressionError: Error, Sendable, Equatable {
  public var message: String
}
