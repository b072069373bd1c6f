import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct HeadsLabTests {
  private func run(
    _ settings: [String: String], seed: UInt64 = 1, engine: AttentionEngine = AttentionEngine()
  ) throws -> Findings {
    try Laboratory(engine: engine)
      .run(LabRequest(lab: "heads", settings: settings, seed: seed)).findings
  }

  /// Errata E10 and E38: at d_k = d/h neither parameters nor FLOPs depend on h.
  @Test(arguments: [1, 4, 8, 16], [1, 2, 3] as [UInt64])
  func reducedHeadsCostWhatOneCosts(_ heads: Int, _ seed: UInt64) throws {
    let findings = try run(["heads": "\(heads)", "length": "8"], seed: seed)
    #expect(try findings.result("headDim") == Double(512 / heads))
    #expect(try findings.result("parameters") == 1_048_576)
    #expect(try findings.result("projectionFLOPs") == 8 * 8 * 512 * 512)
    #expect(try findings.result("attentionFLOPs") == 4 * 8 * 8 * 512)
  }

  /// E10: without the reduction both grow with h.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func unreducedHeadsCostOneEach(_ seed: UInt64) throws {
    let findings = try run(["reduce": "false", "length": "4"], seed: seed)
    #expect(try findings.result("headDim") == 512)
    #expect(try findings.result("parameters") == 8_388_608)
    #expect(try findings.result("oneHeadParameters") == 1_048_576)
    #expect(try findings.result("projectionFLOPs") == 8 * 8 * 4 * 512 * 512)
    #expect(try findings.result("attentionFLOPs") == 8 * 4 * 4 * 4 * 512)
  }

  /// E10's own numbers, at N = d = 512.
  @Test func theNumbersOfTheErratum() throws {
    let sizes = try MultiHeadSizes(model: 512, heads: 8)
    #expect(sizes.projectionFLOPs(queries: 512, keys: 512) == 1_073_741_824)
    #expect(sizes.attentionFLOPs(queries: 512, keys: 512) == 536_870_912)
  }

  @Test func moreParametersThanMemoryHoldsAreRefused() throws {
    #expect(throws: LabError.self) {
      try run(["heads": "64", "reduce": "false", "model": "1024"])
    }
  }

  /// E24: one wide matrix, or one a head, is the same layer but for rounding.
  @Test(arguments: ["true", "false"], [1, 2, 3] as [UInt64])
  func fusedIsSeparate(_ reduce: String, _ seed: UInt64) throws {
    let findings = try run(["reduce": reduce, "model": "64"], seed: seed)
    #expect(try findings.result("fusedDifference") < 1e-5)
  }

  /// E24: a head is cut from the projected token, so each sees every number of the embedding.
  @Test func everyHeadSeesEveryNumber() throws {
    var stream = RandomStream(seed: 1)
    let layer = MultiHeadAttention(try MultiHeadSizes(model: 64, heads: 8), from: &stream)
    let tokens = Tensor.normal([1, 4, 64], from: &stream)
    var changed = tokens
    changed.withUnsafeMutableValues { for row in 0..<4 { $0[row * 64 + 63] += 1 } }
    let (before, after) = try (layer(tokens), layer(changed))
    for head in 0..<8 {
      let one = try before.query.slice(axis: 1, head..<head + 1)
      #expect(try after.query.slice(axis: 1, head..<head + 1).largestDifference(from: one) > 0.01)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func headsDifferAndRowsSumToOne(_ seed: UInt64) throws {
    let weights = try #require(run(["heads": "4"], seed: seed).tensor("weights"))
    #expect(weights.shape == [4, 16, 16])
    for row in 0..<64 { #expect(abs(weights.row(row).reduce(0, +) - 1) < 1e-5) }
    let first = try weights.slice(axis: 0, 0..<1)
    #expect(try weights.slice(axis: 0, 1..<2).largestDifference(from: first) > 0.05)
  }

  @Test func shapesAreThoseOfTheRun() throws {
    let shapes = try #require(run([:]).tensor("shapes"))
    #expect(Array(shapes.row(0)) == [1, 16, 512])
    #expect(Array(shapes.row(3)) == [8, 16, 64])
    #expect(Array(shapes.row(4)) == [8, 16, 16])
    #expect(Array(shapes.row(6)) == [1, 16, 512])
  }

  @Test func aWeightGoesDownToTheToken() throws {
    let findings = try run(["model": "32", "heads": "4"])
    let weight = try #require(findings.derivation(CellReference("weights3", 2, 5), .english))
    let scaled = try #require(weight.inputs.first?.reference)
    #expect(scaled == CellReference("scaled3", 2, 5))
    let score = try #require(findings.derivation(scaled, .english)?.inputs.first?.reference)
    let query = CellReference("query3", 2, 7)
    let head = CellReference("concat2", 15, 7)
    let output = CellReference("output", 15, 31)
    #expect(findings.derivation(output, .english)?.inputs.contains { $0.reference == head } == true)
    for reference in [score, query, output, head, CellReference("value4", 3, 0)] {
      let terms = try #require(findings.derivation(reference, .english))
      let sum = stride(from: 0, to: terms.inputs.count, by: 2).reduce(0.0) {
        $0 + terms.inputs[$1].value * terms.inputs[$1 + 1].value
      }
      #expect(abs(sum - terms.value) < 1e-4)
    }
    for outside in [("weights5", 0, 0), ("weights0", 0, 0), ("query3", 0, 8), ("output", 16, 0)] {
      #expect(
        findings.derivation(CellReference(outside.0, outside.1, outside.2), .chinese) == nil)
    }
  }

  @Test func theLabGoesThroughItsEngine() throws {
    let mutant = try #require(Mutant.named("no-scaling")).engine
    #expect(try run([:]).tensor("weights") != run([:], engine: mutant).tensor("weights"))
  }

  @Test func headsThatDoNotDivideAreRefused() throws {
    #expect(throws: LabError.self) { try run(["heads": "3"]) }
    #expect(try run(["heads": "3", "reduce": "false", "model": "16"]).result("headDim") == 16)
  }

  /// Each number of heads that the arrow keys reach, with a picture a head.
  @Test(arguments: [1, 2, 4, 8, 16], ["true", "false"])
  func everyHeadHasItsPicture(_ heads: Int, _ reduce: String) throws {
    let findings = try run(["heads": "\(heads)", "reduce": reduce, "model": "64"])
    let views = findings.steps[findings.openingStep].views(.chinese)
    let maps = views.compactMap { view -> Heatmap? in
      if case .heatmap(let map) = view.figure { map } else { nil }
    }
    #expect(maps.map(\.tensor) == (1...heads).map { "weights\($0)" })
    for map in maps {
      #expect(map.values.count == 256)
      #expect(
        findings.derivation(CellReference(map.tensor, 3, 4), .english)?.value == Double(map[3, 4]))
    }
  }

  @Test func digitsStandInThrees() {
    #expect([0, 999, 1000, 8_388_608].map(\.grouped) == ["0", "999", "1,000", "8,388,608"])
  }
}
