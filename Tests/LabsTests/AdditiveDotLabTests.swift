import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct AdditiveDotLabTests {
  private func run(
    _ settings: [String: String], seed: UInt64 = 1, engine: AttentionEngine = AttentionEngine()
  ) throws -> Findings {
    try Laboratory(engine: engine)
      .run(LabRequest(lab: "additive-dot", settings: settings, seed: seed)).findings
  }

  struct Row: Sendable {
    var d: Int
    var draws: Int
    var additive, dot, scaled: Double
  }

  /// Erratum E36: computed with NumPy. Bounds are four standard errors of these draws; at d = 4 the
  /// additive entropy also depends on the networks that are drawn.
  @Test(
    arguments: [
      Row(d: 4, draws: 1000, additive: 2.69, dot: 1.74, scaled: 2.37),
      Row(d: 64, draws: 1000, additive: 2.64, dot: 0.42, scaled: 2.36),
      Row(d: 1024, draws: 200, additive: 2.64, dot: 0.11, scaled: 2.35),
    ], [1, 2, 3] as [UInt64])
  func unscaledDotFallsBehind(_ row: Row, _ seed: UInt64) throws {
    let findings = try run(["d": "\(row.d)", "draws": "\(row.draws)"], seed: seed)
    #expect(
      abs(try findings.result("entropyAdditive") - row.additive) < (row.d == 4 ? 0.15 : 0.05))
    #expect(abs(try findings.result("entropyScaled") - row.scaled) < 0.06)
    #expect(abs(try findings.result("entropyDot") - row.dot) < 0.08)
  }

  /// The cost is of one order: 4nd² and then 4 or 2 n²d, so never twice.
  @Test(arguments: [1, 4, 64, 1024], [2, 16, 64])
  func theCostIsOfOneOrder(_ d: Int, _ keys: Int) throws {
    let findings = try run(["d": "\(d)", "keys": "\(keys)", "draws": "1"])
    let (additive, dot) = try (findings.result("additiveFLOPs"), findings.result("dotFLOPs"))
    let projections = 4 * keys * d * d
    #expect(additive == Double(projections + 4 * keys * keys * d))
    #expect(dot == Double(projections + 2 * keys * keys * d))
    #expect(additive > dot && additive < 2 * dot)
    #expect(try findings.result("additiveBytes") == Double(4 * keys * keys * d))
    #expect(try findings.result("dotBytes") == Double(4 * keys * keys))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theCurvesTellTheSameStory(_ seed: UInt64) throws {
    let curve = try #require(run(["draws": "20"], seed: seed).tensor("byDim"))
    #expect((0..<4).map { curve[$0, 0] } == [4, 16, 64, 256])
    for point in 1..<4 { #expect(curve[point, 2] < curve[point - 1, 2]) }
    for point in 0..<4 {
      #expect(curve[point, 3] > 2.1 && curve[point, 1] > 2.3)
      #expect(curve[point, 4] > curve[point, 5])
    }
  }

  /// The sentence and all that is not timed are the same on every run.
  @Test func onlyTimesDiffer() throws {
    let (first, second) = try (run([:]), run([:]))
    #expect(
      first.results.filter { !$0.name.hasSuffix("Seconds") }
        == second.results.filter { !$0.name.hasSuffix("Seconds") })
    #expect(first.tensor("byDim") == second.tensor("byDim"))
    #expect(first.steps.map(\.sentence.chinese) == second.steps.map(\.sentence.chinese))
    for name in ["additiveSeconds", "dotSeconds"] { #expect(try first.result(name) > 0) }
    let measured = AdditiveDotLab().description.results.filter(\.isMeasured).map(\.name)
    #expect(measured == ["additiveSeconds", "dotSeconds", "byDimSeconds"])
  }

  @Test func aWeightIsSoftmaxOfItsScores() throws {
    let findings = try run(["d": "4"])
    let weights = try #require(findings.tensor("weights"))
    for row in 0..<3 {
      #expect(abs(weights.row(row).reduce(0, +) - 1) < 1e-5)
      let derivation = try #require(
        findings.derivation(CellReference("weights", row, 5), .english))
      #expect(derivation.value == Double(weights[row, 5]))
      #expect(derivation.inputs.count == 16)
    }
    let (dot, scaled) = try (
      #require(findings.derivation(CellReference("weights", 1, 0), .english)),
      #require(findings.derivation(CellReference("weights", 2, 0), .english))
    )
    // √4 between the two.
    #expect(abs(dot.inputs[0].value - 2 * scaled.inputs[0].value) < 1e-5)
    #expect(findings.derivation(CellReference("weights", 3, 0), .english) == nil)
    #expect(findings.derivation(CellReference("weights", 0, 16), .english) == nil)
  }

  /// Down to what was drawn, by each of the three rules.
  @Test func aScoreGoesDownToWhatWasDrawn() throws {
    let findings = try run(["d": "8"])
    for rule in 0..<2 {
      let terms = try #require(findings.derivation(CellReference("scores", rule, 3), .english))
      #expect(terms.inputs.count == 16)
      let sum = stride(from: 0, to: 16, by: 2).reduce(0.0) {
        $0 + terms.inputs[$1].value * terms.inputs[$1 + 1].value
      }
      #expect(abs(sum - terms.value) < 1e-4)
    }
    let scaled = try #require(findings.derivation(CellReference("scores", 2, 3), .english))
    #expect(scaled.inputs.map(\.reference) == [CellReference("scores", 1, 3)])
    let hidden = try #require(findings.derivation(CellReference("hidden", 3, 7), .chinese))
    #expect(hidden.inputs.count == 2)
    #expect(findings.derivation(CellReference("query", 0, 7), .chinese) != nil)
    for outside in [("hidden", 3, 8), ("key", 16, 0), ("query", 1, 0), ("scores", 3, 0)] {
      #expect(
        findings.derivation(CellReference(outside.0, outside.1, outside.2), .english) == nil)
    }
  }

  @Test func theLabGoesThroughItsEngine() throws {
    let mutant = try #require(Mutant.named("no-scaling")).engine
    let findings = try run([:], engine: mutant)
    #expect(try findings.result("entropyScaled") == findings.result("entropyDot"))
  }

  @Test func aCancelledRunStops() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try run([:])
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
