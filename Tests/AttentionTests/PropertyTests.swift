import Attention
import Tensors
import Testing

/// Attention by every way to compute it, within the bounds of float32.
struct PropertyTests {
  private let engine = AttentionEngine()

  /// Printed, so that a failure elsewhere can be had here: `ATTN_TUTOR_SEED=… make test`.
  @Test(arguments: 0..<240)
  func problemsDrawnAtRandom(_ number: Int) throws {
    try check(PropertyProblem(drawn: number))
  }

  @Test(arguments: ReferenceGolden.all)
  func problemsOfPyTorch(_ golden: ReferenceGolden) throws {
    var problem = try golden.problem
    problem.origin = golden.name + ": "
    try check(problem)
    problem.blocks = BlockSizes(queries: 2, keys: 3)
    try check(problem)
  }

  private func check(_ problem: PropertyProblem) throws {
    let expected = problem.reference.forward()
    let bound = Bound(problem, forward: expected)
    let (query, key, value) = (problem.query, problem.key, problem.value)
    let naive = try engine.naive(
      query: query, key: key, value: value, problem.options(), keepWeights: true)
    bound.expect(naive.output, expected.output, "naive O")
    bound.expect(naive.logSumExp, expected.logSumExp, "naive log-sum-exp")
    bound.expect(try #require(naive.weights), expected.weights, "naive P")
    var logSumExps: [Tensor] = []
    for order in LoopOrder.allCases {
      let flash = try engine.flash(query: query, key: key, value: value, problem.options(order))
      let tiles = order == .fa1 ? problem.keyTiles : 1
      bound.expect(flash.output, expected.output, "\(order) O", tiles: tiles)
      bound.expect(flash.logSumExp, expected.logSumExp, "\(order) log-sum-exp")
      logSumExps.append(flash.logSumExp)
    }
    #expect(bits(logSumExps[0].storage) == bits(logSumExps[1].storage), "\(problem)")

    let gradients = problem.reference.gradients(
      of: expected, outputGradient: problem.outputGradient.storage.map(Double.init))
    bound.expect(
      try engine.naiveGradients(
        query: query, key: key, value: value, outputGradient: problem.outputGradient,
        problem.options()), gradients, "naive")
    let flash = try engine.flash(query: query, key: key, value: value, problem.options())
    bound.expect(
      try engine.flashGradients(
        query: query, key: key, value: value, run: flash, outputGradient: problem.outputGradient,
        problem.options()), gradients, "flash")
  }
}

/// How far float32 may be from the reference x: 2·10⁻⁶·(1 + |x|)·max(1, L/4), where L is the largest
/// scale·Σᵢ|qᵢkᵢ| of a pair that is not masked, and ten times that for gradients. The problems of the usual
/// seed are held to it. Rounding follows the terms of a sum and not the sum, and of the problems of
/// other seeds, one in a thousand goes beyond it, by 2.1 × at most; they are allowed two things more:
/// - A gradient of which the terms dP − D cancel may err by a share of their sizes C: where C is
///   beyond 100·(1 + |x|), C/100 takes the place of 1 + |x|. That is three roundings of such terms.
/// - FA-1 rounds O anew for each tile of keys, so its O may err by 1/16 of the bound a tile.
struct Bound {
  let problem: PropertyProblem
  private let factor: Double
  private let isStrict = PropertyProblem.seed == PropertyProblem.usualSeed

  init(_ problem: PropertyProblem, forward: ReferenceAttention.Forward) {
    self.problem = problem
    factor = max(1, forward.largestTerms / 4)
  }

  func expect(
    _ tensor: Tensor, _ reference: [Double], _ name: String, tiles: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let factor = 2e-6 * max(factor, isStrict ? 0 : Double(tiles) / 16)
    expect(tensor, reference, name, sourceLocation) { factor * (1 + abs(reference[$0])) }
  }

  func expect(
    _ gradients: AttentionGradients, _ reference: ReferenceAttention.Gradients, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (tensor, reference, operand) in [
      (gradients.query, reference.query, "dQ"), (gradients.key, reference.key, "dK"),
      (gradients.value, reference.value, "dV"),
    ] {
      expect(tensor, reference.sums, "\(name) \(operand)", sourceLocation) {
        2e-5 * factor
          * max(1 + abs(reference.sums[$0]), isStrict ? 0 : reference.sizes[$0] / 100)
      }
    }
  }

  /// Part of a gradient, or what it is made of.
  func expectGradient(
    _ tensor: Tensor, _ reference: [Double], _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(tensor, reference, name, sourceLocation) { 2e-5 * factor * (1 + abs(reference[$0])) }
  }

  private func expect(
    _ tensor: Tensor, _ reference: [Double], _ name: String, _ sourceLocation: SourceLocation,
    bound: (Int) -> Double
  ) {
    #expect(tensor.count == reference.count, "\(name)", sourceLocation: sourceLocation)
    var worst = (index: 0, share: 0.0)
    for (index, (value, expected)) in zip(tensor.storage, reference).enumerated()
    where Double(value) != expected {
      let share = abs(Double(value) - expected) / bound(index)
      if !(share <= worst.share) { worst = (index, share.isNaN ? .infinity : share) }
    }
    let (index, share) = worst
    guard share > 1 else { return }
    Issue.record(
      """
      \(name)[\(index)] is \(tensor.storage[index]), \(reference[index]) expected: \
      \(share) times the bound. \(problem)
      """, sourceLocation: sourceLocation)
  }
}
