import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct TiedQKVLabTests {
  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "tied-qkv", settings: settings, seed: seed)).findings
  }

  /// Erratum E35, computed with NumPy over 200 draws.
  @Test(
    arguments: [(8, 0.419), (16, 0.622), (64, 0.963), (256, 1.000)], [1, 2, 3] as [UInt64])
  func aSharedMatrixFavoursTheDiagonalAsDGrows(
    _ row: (headDim: Int, mass: Double), _ seed: UInt64
  ) throws {
    let findings = try run(["tie": "qk", "d": "\(row.headDim)"], seed: seed)
    #expect(abs(try findings.result("diagonalMass") - row.mass) < 0.02)
  }

  @Test(arguments: ["none", "kv"], [8, 64, 256])
  func distinctQueriesAndKeysDoNot(_ tie: String, _ headDim: Int) throws {
    for seed in [1, 2, 3] as [UInt64] {
      let findings = try run(["tie": tie, "d": "\(headDim)"], seed: seed)
      #expect(abs(try findings.result("diagonalMass") - 1.0 / 16) < 0.004)
      #expect(abs(try findings.result("selfFirstShare") - 1.0 / 16) < 0.02)
    }
  }

  /// A score of d products errs by at most d roundings of its largest partial sum.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func scoresAreSymmetricWhereQueriesAreKeys(_ seed: UInt64) throws {
    let tied = try run(["tie": "qk", "d": "64"], seed: seed)
    let scores = try #require(tied.tensor("scores"))
    let largest = scores.storage.map { Double($0.magnitude) }.max() ?? 0
    #expect(try tied.result("asymmetry") <= 64 * largest * Double(Float.ulpOfOne))
    #expect(try run(["tie": "none", "d": "64"], seed: seed).result("asymmetry") > 8)
    #expect(tied.tensor("query") == tied.tensor("key"))
  }

  /// Erratum E05: one input, but K and V as far apart as independent matrices are.
  @Test(arguments: [("none", 2.0.squareRoot()), ("qk", 2.0.squareRoot()), ("kv", 0)])
  func keysAreNoValues(_ tie: String, _ distance: Double) throws {
    let findings = try run(["tie": tie, "d": "64"])
    #expect(abs(try findings.result("valueKeyDistance") - distance) < 0.01)
  }

  @Test func sharedKeysAndValuesLeaveTheWeights() throws {
    let distinct = try run(["tie": "none"])
    let shared = try run(["tie": "kv"])
    #expect(distinct.tensor("weights") == shared.tensor("weights"))
    #expect(distinct.tensor("output") != shared.tensor("output"))
  }

  /// Near the identity attention hands each value through.
  @Test func theOutputNearsTheValueAsDGrows() throws {
    let distances = try [8, 64, 256].map {
      try run(["tie": "qk", "d": "\($0)"]).result("outputDistance")
    }
    #expect(distances == distances.sorted(by: >))
    #expect(distances[2] < 0.01 && distances[0] > 0.4)
  }

  @Test(arguments: ["no-scaling", "key-as-value", "softmax-columns"])
  func brokenEnginesShow(_ name: String) throws {
    let mutant = try #require(Mutant.named(name))
    let request = LabRequest(lab: "tied-qkv", settings: ["tie": "qk"])
    let broken = try Laboratory(engine: mutant.engine).run(request).findings
    #expect(broken.results != (try run(["tie": "qk"]).results))
  }

  @Test(arguments: Language.allCases, ["none", "kv", "qk"])
  func aNumberGoesDownToWhatWasDrawn(_ language: Language, _ tie: String) throws {
    let findings = try run(["tie": tie])
    var reference = CellReference("output", 3, 2)
    var path: [String] = []
    while let derivation = findings.derivation(reference, language) {
      path.append(reference.tensor)
      for input in derivation.inputs {
        guard let source = input.reference else {
          // Tokens and matrices, which the seed gives.
          #expect(reference.tensor == "query")
          continue
        }
        let number = try #require(findings.tensor(source.tensor))[source.row, source.column]
        #expect(Double(number) == input.value)
      }
      guard let next = derivation.inputs.first?.reference else { break }
      reference = next
    }
    #expect(path == ["output", "weights", "scaled", "scores", "query"])
    let query = try #require(findings.derivation(CellReference("query", 3, 2), language))
    let sum = stride(from: 0, to: query.inputs.count, by: 2).reduce(0.0) {
      $0 + query.inputs[$1].value * query.inputs[$1 + 1].value
    }
    #expect(query.inputs.count == 128 && abs(sum - query.value) < 1e-4)
    #expect(findings.derivation(CellReference("weights", 0, 16), language) == nil)
    #expect(findings.derivation(CellReference("sweep", 0, 0), language) == nil)
  }
}
