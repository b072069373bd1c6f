/// A quotient of two polynomials: what a size such as `d/h` is, exactly.
struct RationalFunction: Sendable, Equatable {
  private static let maximumWork = 60_000
  private static let maximumPower = 64

  private(set) var numerator: Polynomial
  /// Not zero.
  private(set) var denominator: Polynomial

  private init(_ numerator: Polynomial, over denominator: Polynomial = .one) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Multiplies out a size.
  /// - Parameter offset: where it stands in the text, for errors
  /// - Throws: where it is no rational function, divides by zero, or grows beyond what is kept
  init(_ expression: Expression, at offset: Int) throws(AlgebraError) {
    var budget = Self.maximumWork
    do throws(AlgebraError.Reason) {
      self = try Self.value(of: expression, &budget)
    } catch {
      throw AlgebraError(error, at: offset)
    }
  }

  /// Equal as functions: `d·N/h` and `N·d/h`, `h·(d/h)` and `d`. nil where that is too much to work out.
  func equals(_ other: RationalFunction) -> Bool? {
    var budget = Self.maximumWork
    guard let left = numerator.multiplied(by: other.denominator, &budget),
      let right = other.numerator.multiplied(by: denominator, &budget)
    else { return nil }
    return left == right
  }

  static let one = RationalFunction(.one)

  /// The product; nil where it is too much to work out.
  func multiplied(by other: RationalFunction) -> RationalFunction? {
    var budget = Self.maximumWork
    return try? multiplied(by: other, &budget)
  }

  /// `B·N·d`, `2·N^2/h`, where it is one term over one term: reduced.
  var monomial: String? {
    guard let top = numerator.terms.first, numerator.terms.count == 1,
      let bottom = denominator.terms.first, denominator.terms.count == 1, top.value > 0,
      bottom.value > 0
    else { return nil }
    let shared = Self.commonDivisor(top.value, bottom.value)
    let powers = top.key.merging(bottom.key.mapValues { -$0 }) { $0 + $1 }
    let above = Self.text(top.value / shared, powers.filter { $0.value > 0 })
    let below = Self.text(bottom.value / shared, powers.filter { $0.value < 0 })
    return below == "1" ? above : above + "/" + (below.contains("·") ? "(\(below))" : below)
  }

  private static func text(_ factor: Int, _ powers: Polynomial.Monomial) -> String {
    let names = powers.sorted { $0.key < $1.key }.map { name, power in
      abs(power) == 1 ? name : "\(name)^\(abs(power))"
    }
    return ((factor == 1 && !names.isEmpty ? [] : ["\(factor)"]) + names).joined(separator: "·")
  }

  private static func commonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return max(1, a)
  }

  private static func value(
    of expression: Expression, _ budget: inout Int
  ) throws(AlgebraError.Reason) -> RationalFunction {
    switch expression {
    case .number(let numeral): return try number(numeral)
    case .variable(let name): return RationalFunction(Polynomial(variable: name))
    case .negative(let part):
      let part = try value(of: part, &budget)
      return RationalFunction(try kept(part.numerator.negated), over: part.denominator)
    case .sum(let terms):
      var total = RationalFunction(.zero)
      for term in terms { total = try total.adding(value(of: term, &budget), &budget) }
      return total
    case .product(let factors):
      var total = RationalFunction(.one)
      for factor in factors {
        total = try total.multiplied(by: value(of: factor, &budget), &budget)
      }
      return total
    case .quotient(let dividend, let divisor):
      let dividend = try value(of: dividend, &budget)
      return try dividend.multiplied(by: value(of: divisor, &budget).inverse(), &budget)
    case .power(let base, let exponent):
      let base = try value(of: base, &budget)
      guard let power = try value(of: exponent, &budget).whole else {
        throw .notASize("^")
      }
      guard (-maximumPower...maximumPower).contains(power) else { throw .tooLarge }
      let factor = power < 0 ? try base.inverse() : base
      var result = RationalFunction(.one)
      for _ in 0..<abs(power) { result = try result.multiplied(by: factor, &budget) }
      return result
    case .constant: throw .notASize("e")
    case .root: throw .notASize("√")
    case .logarithm: throw .notASize("log")
    case .call(let function, _): throw .notASize(function.rawValue)
    }
  }

  private static func kept(_ result: Polynomial?) throws(AlgebraError.Reason) -> Polynomial {
    guard let result else { throw .tooLarge }
    return result
  }

  /// A decimal fraction as a quotient of whole numbers.
  private static func number(
    _ numeral: Expression.Numeral
  ) throws(AlgebraError.Reason) -> RationalFunction {
    let parts = numeral.text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count > 1 ? parts[1] : ""
    guard !numeral.text.contains("e") else { throw .notASize(String(numeral.text.prefix(20))) }
    guard decimals.count <= 9, let whole = Int(parts[0] + decimals) else { throw .tooLarge }
    var scale = 1
    for _ in decimals { scale *= 10 }
    return RationalFunction(Polynomial(whole), over: Polynomial(scale))
  }

  private var whole: Int? {
    guard let top = numerator.constant, let bottom = denominator.constant, bottom != 0 else {
      return nil
    }
    let (quotient, overflows) = top.dividedReportingOverflow(by: bottom)
    return !overflows && top % bottom == 0 ? quotient : nil
  }

  private func adding(
    _ other: RationalFunction, _ budget: inout Int
  ) throws(AlgebraError.Reason) -> RationalFunction {
    if denominator == other.denominator {
      return RationalFunction(try Self.kept(numerator.adding(other.numerator)), over: denominator)
    }
    let left = try Self.kept(numerator.multiplied(by: other.denominator, &budget))
    let right = try Self.kept(other.numerator.multiplied(by: denominator, &budget))
    return RationalFunction(
      try Self.kept(left.adding(right)),
      over: try Self.kept(denominator.multiplied(by: other.denominator, &budget)))
  }

  private func multiplied(
    by other: RationalFunction, _ budget: inout Int
  ) throws(AlgebraError.Reason) -> RationalFunction {
    RationalFunction(
      try Self.kept(numerator.multiplied(by: other.numerator, &budget)),
      over: try Self.kept(denominator.multiplied(by: other.denominator, &budget)))
  }

  private func inverse() throws(AlgebraError.Reason) -> RationalFunction {
    guard !numerator.isZero else { throw .divisionByZero }
    return RationalFunction(denominator, over: numerator)
  }
}

extension AlgebraError.Reason: Error {}
