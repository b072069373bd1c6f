/// A polynomial in several variables with whole coefficients, multiplied out: two are equal if and
/// only if they are the same value.
struct Polynomial: Sendable, Equatable {
  /// The power of each variable, none of them 0.
  typealias Monomial = [String: Int]

  static let maximumTerms = 200
  static let maximumDegree = 100

  /// None of them 0.
  private(set) var terms: [Monomial: Int]

  static let zero = Polynomial(terms: [:])
  static let one = Polynomial(1)

  private init(terms: [Monomial: Int]) { self.terms = terms }

  init(_ number: Int) { terms = number == 0 ? [:] : [[:]: number] }

  init(variable: String) { terms = [[variable: 1]: 1] }

  var isZero: Bool { terms.isEmpty }

  /// The value where there are no variables.
  var constant: Int? {
    if terms.isEmpty { return 0 }
    guard terms.count == 1, let first = terms.first, first.key.isEmpty else { return nil }
    return first.value
  }

  var negated: Polynomial? {
    var result: [Monomial: Int] = [:]
    for (monomial, factor) in terms {
      let (negative, overflow) = factor.multipliedReportingOverflow(by: -1)
      if overflow { return nil }
      result[monomial] = negative
    }
    return Polynomial(terms: result)
  }

  /// nil where it grows beyond what is kept.
  func adding(_ other: Polynomial) -> Polynomial? {
    var result = terms
    for (monomial, factor) in other.terms {
      let (sum, overflow) = (result[monomial] ?? 0).addingReportingOverflow(factor)
      if overflow { return nil }
      result[monomial] = sum == 0 ? nil : sum
    }
    return result.count <= Self.maximumTerms ? Polynomial(terms: result) : nil
  }

  /// nil where it grows beyond what is kept. Each product of two terms is taken from the budget.
  func multiplied(by other: Polynomial, _ budget: inout Int) -> Polynomial? {
    budget -= terms.count * other.terms.count
    guard budget >= 0 else { return nil }
    var result: [Monomial: Int] = [:]
    for (monomial, factor) in terms {
      for (otherMonomial, otherFactor) in other.terms {
        let powers = monomial.merging(otherMonomial) { $0 + $1 }
        guard powers.values.reduce(0, +) <= Self.maximumDegree else { return nil }
        let (product, overflow) = factor.multipliedReportingOverflow(by: otherFactor)
        let (sum, sumOverflow) = (result[powers] ?? 0).addingReportingOverflow(product)
        if overflow || sumOverflow { return nil }
        result[powers] = sum == 0 ? nil : sum
      }
    }
    return result.count <= Self.maximumTerms ? Polynomial(terms: result) : nil
  }
}
