#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value, and by how much the rounding of the steps before may have moved it.
struct RoundedValue: Sendable {
  var value: Double
  var error: Double

  static let undefined = RoundedValue(value: .nan, error: .infinity)

  var isDefined: Bool { value.isFinite }
}

extension Expression {
  /// The value at a point; undefined where a step has none, and where one is beyond the range of
  /// floats: `1/(1/x)` has no value at 0.
  func value(at point: [String: Double]) -> RoundedValue {
    switch self {
    case .number(let numeral): return exact(numeral.value)
    case .constant(.e): return exact(M_E)
    case .constant(.pi): return exact(Double.pi)
    case .variable(let name): return exact(point[name] ?? .nan)
    case .negative(let part):
      let part = part.value(at: point)
      return RoundedValue(value: -part.value, error: part.error)
    case .sum(let terms): return sum(terms, at: point)
    case .product(let factors): return product(factors, at: point)
    case .quotient(let dividend, let divisor):
      return combined(dividend.value(at: point), divisor.value(at: point)) {
        $1 == 0 ? .nan : $0 / $1
      }
    case .power(let base, let exponent):
      return combined(base.value(at: point), exponent.value(at: point), pow)
    case .root(let radicand, nil): return applied(radicand.value(at: point)) { $0.squareRoot() }
    case .root(let radicand, let degree?):
      return combined(radicand.value(at: point), degree.value(at: point), Self.root)
    case .logarithm(let argument, let base):
      return combined(argument.value(at: point), base.value(at: point)) { log($0) / log($1) }
    case .call(let function, let arguments):
      let values = arguments.map { $0.value(at: point) }
      guard let first = values.first else { return .undefined }
      switch function {
      case .max:
        return values.allSatisfy(\.isDefined)
          ? values.max { $0.value < $1.value } ?? .undefined : .undefined
      case .min:
        return values.allSatisfy(\.isDefined)
          ? values.min { $0.value < $1.value } ?? .undefined : .undefined
      default: return applied(first) { $0.applying(function) }
      }
    }
  }

  private func exact(_ value: Double) -> RoundedValue {
    value.isFinite ? RoundedValue(value: value, error: value.ulp / 2) : .undefined
  }

  private func sum(_ terms: [Expression], at point: [String: Double]) -> RoundedValue {
    var total = RoundedValue(value: 0, error: 0)
    for term in terms {
      let term = term.value(at: point)
      guard term.isDefined else { return .undefined }
      total.value += term.value
      total.error += term.error + max(abs(total.value), abs(term.value)).ulp
    }
    return total.isDefined ? total : .undefined
  }

  private func product(_ factors: [Expression], at point: [String: Double]) -> RoundedValue {
    var total = RoundedValue(value: 1, error: 0)
    for factor in factors { total = combined(total, factor.value(at: point)) { $0 * $1 } }
    return total
  }

  /// Errors are found by moving the arguments by theirs.
  private func combined(
    _ first: RoundedValue, _ second: RoundedValue, _ compute: (Double, Double) -> Double
  ) -> RoundedValue {
    guard first.isDefined, second.isDefined else { return .undefined }
    let value = compute(first.value, second.value)
    guard value.isFinite else { return .undefined }
    let moved = [
      compute(first.value + first.error, second.value),
      compute(first.value - first.error, second.value),
      compute(first.value, second.value + second.error),
      compute(first.value, second.value - second.error),
    ]
    let error = moved.map { abs($0 - value) }.filter(\.isFinite).max() ?? 0
    return RoundedValue(value: value, error: 2 * error + value.ulp)
  }

  private func applied(
    _ argument: RoundedValue, _ compute: (Double) -> Double
  ) -> RoundedValue {
    combined(argument, RoundedValue(value: 0, error: 0)) { value, _ in compute(value) }
  }

  /// An odd root of a negative number is negative.
  private static func root(_ radicand: Double, _ degree: Double) -> Double {
    guard degree != 0 else { return .nan }
    if radicand < 0, abs(degree).truncatingRemainder(dividingBy: 2) == 1 {
      return -pow(-radicand, 1 / degree)
    }
    return radicand < 0 ? .nan : pow(radicand, 1 / degree)
  }
}

extension Double {
  /// The value of a function that takes one argument.
  fileprivate func applying(_ function: Expression.Function) -> Double {
    switch function {
    case .exp: exp(self)
    case .log: self > 0 ? log(self) : .nan
    case .log2: self > 0 ? log2(self) : .nan
    case .log10: self > 0 ? log10(self) : .nan
    case .sin: sin(self)
    case .cos: cos(self)
    case .tan: tan(self)
    case .arcsin: asin(self)
    case .arccos: acos(self)
    case .arctan: atan(self)
    case .sinh: sinh(self)
    case .cosh: cosh(self)
    case .tanh: tanh(self)
    case .abs: magnitude
    case .floor: rounded(.down)
    case .ceil: rounded(.up)
    case .sigmoid: 1 / (1 + exp(-self))
    case .relu: self > 0 ? self : 0
    case .max, .min: self
    }
  }
}
