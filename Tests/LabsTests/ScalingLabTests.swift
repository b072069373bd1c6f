import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct ScalingLabTests {
  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "scaling", settings: settings, seed: seed)).findings
  }

  struct Row: Sendable {
    var d: Int
    var variance, entropy, maxWeight, jacobianNorm: Double
  }

  /// Erratum E01, unscaled: computed with NumPy over 8,000 draws. The bounds, which 2,000
  /// draws keep: variance 5 %, entropy .015, Jacobian norm .008.
  @Test(
    arguments: [
      Row(d: 4, variance: 4, entropy: 1.768, maxWeight: 0.425, jacobianNorm: 0.323),
      Row(d: 16, variance: 16, entropy: 0.903, maxWeight: 0.684, jacobianNorm: 0.278),
      Row(d: 64, variance: 64, entropy: 0.411, maxWeight: 0.844, jacobianNorm: 0.177),
      Row(d: 256, variance: 256, entropy: 0.194, maxWeight: 0.923, jacobianNorm: 0.099),
      Row(d: 1024, variance: 1024, entropy: 0.093, maxWeight: 0.961, jacobianNorm: 0.052),
    ], [1, 2, 3] as [UInt64])
  func unscaledSoftmaxSaturates(_ row: Row, _ seed: UInt64) throws {
    let findings = try run(["d": "\(row.d)"], seed: seed)
    // 2,000 draws leave a standard error of about 0.015 where entropy is around 1.
    let bound = row.d < 64 ? 0.05 : 0.03
    #expect(abs(try findings.result("variance") / row.variance - 1) < (row.d < 16 ? 0.1 : 0.05))
    #expect(abs(try findings.result("entropy") - row.entropy) < (row.d == 1024 ? 0.015 : bound))
    #expect(abs(try findings.result("maxWeight") - row.maxWeight) < 0.015)
    #expect(abs(try findings.result("jacobianNorm") - row.jacobianNorm) < 0.008)
  }

  /// E01, scaled: flat in d.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func scaledSoftmaxIsFlatInD(_ seed: UInt64) throws {
    let small = try run(["d": "64", "scale": "true"], seed: seed)
    let large = try run(["d": "1024", "scale": "true"], seed: seed)
    #expect(abs(try large.result("entropy") / small.result("entropy") - 1) < 0.02)
    for findings in [small, large] {
      #expect((2.33...2.40).contains(try findings.result("entropy")))
      #expect((0.23...0.25).contains(try findings.result("maxWeight")))
      #expect((0.295...0.31).contains(try findings.result("jacobianNorm")))
      #expect(try findings.result("saturatedShare") == 0)
    }
  }

  /// Erratum E14: with T5's matrices the variance is 1 without a division.
  @Test(arguments: [1, 64, 1024], [1, 2, 3] as [UInt64])
  func t5NeedsNoDivision(_ headDim: Int, _ seed: UInt64) throws {
    let findings = try run(["d": "\(headDim)", "distribution": "t5"], seed: seed)
    // For d = 1 one pair of vectors makes a head, and eight heads leave a wider spread.
    #expect(abs(try findings.result("variance") - 1) < (headDim == 1 ? 0.4 : 0.05))
    guard headDim > 1 else { return }
    #expect((2.32...2.40).contains(try findings.result("entropy")))
  }

  /// E14: reducing both matrices gives 1/d, reducing neither d.
  @Test(arguments: [(true, true, 0.0154), (true, false, 0.989), (false, false, 63.3)])
  func oneMatrixCarriesTheFactor(_ reduceQuery: Bool, _ reduceKey: Bool, _ variance: Double) throws
  {
    let (width, headDim, draws) = (512, 64, 200)
    var stream = RandomStream(seed: 1)
    func matrix(_ isReduced: Bool) -> Tensor {
      let variance = 1 / Float(width * (isReduced ? headDim : 1))
      return .normal([width, headDim], standardDeviation: variance.squareRoot(), from: &stream)
    }
    let query = try Tensor.normal([draws, width], from: &stream).times(matrix(reduceQuery))
    let key = try Tensor.normal([draws, width], from: &stream).times(matrix(reduceKey))
    let scores = try query.timesTransposed(key).reshaped([draws * draws])
    #expect(abs(Double(scores.variance(axis: 0).storage[0]) / variance - 1) < 0.08)
  }

  /// Erratum E56: q and k must be independent of each other.
  @Test func aQueryThatIsItsKeyHasAnotherMeanAndVariance() throws {
    var stream = RandomStream(seed: 1)
    let query = Tensor.normal([20_000, 1, 64], from: &stream)
    let own = try query.timesTransposed(query).reshaped([20_000])
    #expect(abs(own.mean / 64 - 1) < 0.02)
    #expect(abs(own.variance(axis: 0).storage[0] / 127.9 - 1) < 0.05)
    let independent = try run(["d": "64"])
    #expect(abs(try independent.result("mean")) < 0.3)
  }

  @Test(arguments: ScoreDraws.Distribution.allCases)
  func anyDistributionOfVarianceOneDoes(_ distribution: ScoreDraws.Distribution) throws {
    let findings = try run(["d": "256", "distribution": distribution.rawValue])
    let expected = distribution == .t5 ? 1.0 : 256
    #expect(abs(try findings.result("variance") / expected - 1) < 0.06)
  }

  @Test func oneSeedGivesTheSameRun() throws {
    let (first, second, other) = try (run(["d": "64"]), run(["d": "64"]), run(["d": "64"], seed: 2))
    #expect(first.results == second.results)
    #expect(first.tensor("sweep") == second.tensor("sweep"))
    #expect(first.results != other.results)
  }

  /// The curves show what single runs give, and stand on every d of the axis.
  @Test func theCurvesAgreeWithTheRuns() throws {
    let sweep = try #require(run([:]).tensor("sweep"))
    #expect((0..<sweep.shape[0]).map { sweep[$0, 0] } == [1, 4, 16, 64, 256, 1024, 4096])
    let unscaled = try run(["d": "64"])
    #expect(abs(Double(sweep[3, 1]) - (try unscaled.result("entropy"))) < 0.1)
    #expect(abs(Double(sweep[3, 5]) - (try unscaled.result("jacobianNorm"))) < 0.03)
  }

  @Test func theHistogramCountsAllButTheTails() throws {
    let counts = try #require(run(["d": "64"]).tensor("histogram")).storage
    #expect(counts.reduce(0, +) > 0.999 * 32_000)
  }

  @Test func aNumberOfTheFirstDrawGoesDownToWhatWasDrawn() throws {
    let findings = try run(["d": "16", "scale": "true"])
    let weight = try #require(findings.derivation(CellReference("weights", 0, 3), .english))
    let scaled = try #require(weight.inputs.first?.reference)
    #expect(scaled == CellReference("scaled", 0, 3))
    let score = try #require(findings.derivation(scaled, .english)?.inputs.first?.reference)
    let terms = try #require(findings.derivation(score, .english))
    let sum = stride(from: 0, to: terms.inputs.count, by: 2).reduce(0.0) {
      $0 + terms.inputs[$1].value * terms.inputs[$1 + 1].value
    }
    #expect(terms.inputs.count == 32)
    #expect(abs(sum - terms.value) < 1e-4)
    #expect(findings.derivation(CellReference("key", 3, 15), .chinese) != nil)
    #expect(findings.derivation(CellReference("key", 3, 16), .chinese) == nil)
  }

  @Test func aCancelledRunStops() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try run(["d": "4096", "draws": "20000"])
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
