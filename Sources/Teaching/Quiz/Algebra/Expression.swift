/// A formula as it was understood: what it computes, whatever form it was written in.
///
/// Terms and factors are lists, so that a long sum is no deep tree; `ExpressionParser` bounds both
/// the depth and the size.
indirect enum Expression: Sendable, Equatable {
  case number(Numeral)
  case constant(Constant)
  /// In its one form: `d_k`, `α`.
  case variable(String)
  case sum([Expression])
  case negative(Expression)
  case product([Expression])
  case quotient(Expression, Expression)
  case power(Expression, Expression)
  case root(Expression, degree: Expression?)
  case logarithm(Expression, base: Expression)
  case call(Function, [Expression])

  enum Constant: Sendable {
    case e, pi
  }

  /// What has a name and takes arguments in brackets.
  enum Function: String, Sendable, CaseIterable {
    case exp, log, log2, log10, sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh
    case abs, floor, ceil, sigmoid, relu, max, min

    /// `max(a, b, c)`; all others take one.
    var takesSeveral: Bool { self == .max || self == .min }

    /// The function that a name stands for. `log` is the natural logarithm, as everywhere in the
    /// literature on attention; `lg` has base 10 (ISO 80000-2).
    init?(name: String) {
      if let function = Self(rawValue: name) {
        self = function
        return
      }
      switch name {
      case "ln": self = .log
      case "lb": self = .log2
      case "lg": self = .log10
      case "asin": self = .arcsin
      case "acos": self = .arccos
      case "atan": self = .arctan
      case "ReLU", "Relu": self = .relu
      default: return nil
      }
    }

    static let names =
      allCases.map(\.rawValue)
      + ["ln", "lb", "lg", "asin", "acos", "atan", "ReLU", "Relu", "sqrt", "cbrt", "pow"]
  }

  /// A number with the digits it was written with, which are exact where a float is not.
  struct Numeral: Sendable, Equatable {
    var text: String
    var value: Double

    /// - Parameter text: decimal digits with at most one point, and perhaps an exponent
    init?(_ text: String) {
      guard let value = Double(text.first == "." ? "0" + text : text), value.isFinite else {
        return nil
      }
      self.text = text
      self.value = value
    }
  }

  /// The variables, each once, in the order of their first mention.
  var variables: [String] {
    var found: [String] = []
    var seen: Set<String> = []
    walk { expression in
      if case .variable(let name) = expression, seen.insert(name).inserted { found.append(name) }
    }
    return found
  }

  private func walk(_ visit: (Expression) -> Void) {
    visit(self)
    for part in parts { part.walk(visit) }
  }

  var parts: [Expression] {
    switch self {
    case .number, .constant, .variable: []
    case .negative(let part): [part]
    case .sum(let parts), .product(let parts), .call(_, let parts): parts
    case .quotient(let first, let second), .power(let first, let second),
      .logarithm(let first, base: let second):
      [first, second]
    case .root(let radicand, let degree): [radicand] + (degree.map { [$0] } ?? [])
    }
  }
}
