import Foundation
import Attention
import Tensors
import Testing

/// Attention on problems drawn at random: each within the bounds of float32, by every way to compute it.
struct PropertyTests {
  private let engine = AttentionEngine()

  @Test(arguments: 0..<240)
  func isWithinTheBoundsOfFloat32(_ number: Int) throws {
    let problem = try PropertyProblem(number)
    let expected = problem.reference.forward()
    let bound = Bound(problem, forward: expected)
    let (query, key, value) = (problem.query, problem.key, problem.value)

    let naive = try engine.naive(
      query: query, key: key, value: value, problem.options(), keepWeights: true)
    bound.expect(naive.output, expected.output, "naive O")
    bound.expect(naive.logSumExp, expected.logSumExp, "naive log-sum-exp")
    bound.expect(try #require(naive.weights), expected.weights, "naive P")
    for order in LoopOrder.allCases {
      let flash = try engine.flash(query: query, key: key, value: value, problem.options(order))
      bound.expect(flash.output, expected.output, "\(order) O")
      bound.expect(flash.logSumExp, expected.logSumExp, "\(order) log-sum-exp")
    }

    let gradients = problem.reference.gradients(
      of: expected, outputGradient: problem.outputGradient.storage.map(Double.init))
    let flash = try engine.flash(query: query, key: key, value: value, problem.options())
    bound.expect(
      try engine.naiveGradients(
        query: query, key: key, value: value, outputGradient: problem.outputGradient,
        problem.options()), gradients, "naive")
    bound.expect(
      try engine.flashGradients(
        query: query, key: key, value: value, run: flash, outputGradient: problem.outputGradient,
        problem.options()), gradients, "flash")
  }
}

/// How far float32 may be from the reference x: 2·10⁻⁶·(1 + |x|)·max(1, L/4), where L is the largest
/// scale·Σᵢ|qᵢkᵢ| of a pair that is not masked, and ten times that for gradients. Rounding follows the
/// terms of a sum and not the sum.
struct Bound {
  let problem: PropertyProblem
  let factor: Double

  init(_ problem: PropertyProblem, forward: ReferenceAttention.Forward) {
    self.problem = problem
    factor = 2e-6 * max(1, forward.largestTerms / 4)
  }

  func expect(
    _ gradients: AttentionGradients, _ reference: ReferenceAttention.Gradients, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (tensor, reference, operand) in [
      (gradients.query, reference.query, "dQ"), (gradients.key, reference.key, "dK"),
      (gradients.value, reference.value, "dV"),
    ] {
      expect(tensor, reference, "\(name) \(operand)", times: 10, sourceLocation: sourceLocation)
    }
  }

  func expect(
    _ tensor: Tensor, _ reference: [Double], _ name: String, times: Double = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(tensor.count == reference.count, "\(name)", sourceLocation: sourceLocation)
    var worst = (index: 0, share: 0.0)
    for (index, (value, expected)) in zip(tensor.storage, reference).enumerated()
    where Double(value) != expected {
      let share = abs(Double(value) - expected) / (factor * times * (1 + abs(expected)))
      if !(share <= worst.share) { worst = (index, share.isNaN ? .infinity : share) }
    }
    let (index, share) = worst
    guard share > (Double(String(cString: getenv("SHARE"))) ?? 1) else { return }
    Issue.record(
      """
      \(name)[\(index)] is \(tensor.storage[index]), \(reference[index]) expected: \
      \(share) times the bound. \(problem)
      """, sourceLocation: sourceLocation)
  }
}
