import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct DenseLabTests {
  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "dense", settings: settings, seed: seed)).findings
  }

  /// Erratum E09.
  @Test(arguments: ["2", "6", "16"], [1, 2, 3, 4, 5] as [UInt64])
  func denseWeightsStayAndAttentionsFollow(_ length: String, _ seed: UInt64) throws {
    let before = try run(["length": length], seed: seed)
    let after = try run(["length": length, "input": "2"], seed: seed)
    #expect(before.tensor("denseWeights") == after.tensor("denseWeights"))
    #expect(before.tensor("attentionWeights") != after.tensor("attentionWeights"))
    #expect(before.tensor("changedAttentionWeights") == after.tensor("attentionWeights"))
    #expect(try before.result("denseChange") == 0)
    let change = try #require(after.tensor("attentionWeights")).largestDifference(
      from: try #require(before.tensor("attentionWeights")))
    #expect(try before.result("attentionChange") == change)
    #expect(change > 0.05)
  }

  /// What a permuted input gives is computed here anew, from the tensors that the lab hands out.
  @Test(arguments: ["2", "6", "16"], [1, 2, 3, 4, 5] as [UInt64])
  func onlyAttentionMovesWithItsTokens(_ length: String, _ seed: UInt64) throws {
    let findings = try run(["length": length, "permute": "true"], seed: seed)
    let input = try #require(findings.tensor("input"))
    let permuted = try #require(findings.tensor("permutedInput"))
    let rows = (0..<input.shape[0]).map { Array(input.row($0)) }
    let order = try (0..<rows.count).map { row in
      try #require(rows.firstIndex(of: Array(permuted.row(row))))
    }
    #expect(Set(order).count == rows.count)
    #expect(order.enumerated().allSatisfy { $0.offset != $0.element })
    let weights = try #require(findings.tensor("attentionWeights"))
    let moved = try #require(findings.tensor("permutedAttentionWeights"))
    for row in order.indices {
      for column in order.indices {
        #expect(abs(moved[row, column] - weights[order[row], order[column]]) < 1e-5)
      }
    }
    #expect(try findings.result("attentionOrderDifference") < 1e-5)
    #expect(try findings.result("denseOrderDifference") > 0.05)
    let dense = try #require(findings.tensor("denseWeights")).times(permuted)
    #expect(findings.tensor("permutedDenseOutput") == dense)
    #expect(findings.tensor("changedInput") == permuted)
    #expect(try findings.result("denseChange") == 0)
  }

  @Test(arguments: [2, 6, 16, 32])
  func onlyTheDenseLayerIsTiedToItsLength(_ length: Int) throws {
    let findings = try run(["length": "\(length)"])
    let dense = try #require(findings.tensor("denseWeights"))
    let longer = try #require(findings.tensor("longerInput"))
    #expect(dense.shape == [length, length])
    #expect(longer.shape == [length + 1, TokenMixing.width])
    #expect(throws: ShapeError.self) { try dense.times(longer) }
    #expect(findings.tensor("longerAttentionWeights")?.shape == [length + 1, length + 1])
    #expect(try longer.slice(axis: 0, 0..<length) == findings.tensor("input"))
    let other = try run(["length": "\(length - 1 < 2 ? 3 : length - 1)"])
    for name in ["queryMatrix", "keyMatrix", "valueMatrix"] {
      #expect(findings.tensor(name) == other.tensor(name), "\(name)")
    }
    #expect(try findings.result("denseParameters") == Double(length * length))
    #expect(try findings.result("attentionParameters") == other.result("attentionParameters"))
  }

  @Test(arguments: ["no-scaling", "softmax-columns", "swapped-qk", "key-as-value"])
  func brokenMachinesAreFound(_ name: String) throws {
    let request = LabRequest(lab: "dense", mutant: name)
    let sabotage = try #require(try Laboratory().run(request).findings.sabotage)
    #expect(sabotage.departure?.step == 0)
  }

  @Test(arguments: Language.allCases, ["false", "true"])
  func everyNumberHasADerivation(_ language: Language, _ permute: String) throws {
    let findings = try run(["length": "3", "permute": permute])
    for entry in findings.tensors {
      for row in 0..<entry.tensor.shape[0] {
        for column in 0..<entry.tensor.shape[1] {
          let derivation = try #require(
            findings.derivation(CellReference(entry.name, row, column), language), "\(entry.name)")
          #expect(derivation.value == Double(entry.tensor[row, column]))
        }
      }
    }
    #expect(findings.derivation(CellReference("attentionWeights", 3, 0), language) == nil)
    #expect(findings.derivation(CellReference("longerDenseOutput", 0, 0), language) == nil)
  }
}
