import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct SelfCrossLabTests {
  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "self-cross", settings: settings, seed: seed)).findings
  }

  /// Errata E04 and E46: N×N for self, 1×N for target, M×N for cross.
  @Test(
    arguments: [
      ("self", "a b c d e", "x y z", [5, 5]), ("target", "a b c d e", "x y z", [1, 5]),
      ("cross", "a b c d e", "x y z", [3, 5]), ("cross", "a", "x y z", [3, 1]),
      ("target", "a b", "x", [1, 2]), ("self", "a", "", [1, 1]),
    ] as [(String, String, String, [Int])])
  func whoAsksDecidesTheShape(_ kind: String, _ source: String, _ target: String, _ shape: [Int])
    throws
  {
    let findings = try run(["kind": kind, "source": source, "target": target])
    let key = try #require(findings.tensor("key"))
    #expect(findings.tensor("weights")?.shape == Shape(shape))
    #expect(findings.tensor("scores")?.shape == Shape(shape))
    #expect(findings.tensor("query")?.shape == [shape[0], key.shape[1]])
    #expect(key.shape[0] == shape[1])
    #expect(findings.tensor("value")?.shape == key.shape)
    #expect(findings.tensor("output")?.shape == [shape[0], key.shape[1]])
    #expect(try findings.result("queryLength") == Double(shape[0]))
    #expect(try findings.result("keyLength") == Double(shape[1]))
    #expect(try findings.result("pairs") == Double(shape[0] * shape[1]))
    #expect(try findings.result("selfPairs") == Double(shape[1] * shape[1]))
  }

  /// Keys and values are the source's, whatever asks; queries are the target's but for self.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func theSourceGivesKeysAndValues(_ seed: UInt64) throws {
    let before = try run(["kind": "cross", "target": "猫 坐"], seed: seed)
    let otherTarget = try run(["kind": "cross", "target": "狗 跑"], seed: seed)
    #expect(before.tensor("key") == otherTarget.tensor("key"))
    #expect(before.tensor("value") == otherTarget.tensor("value"))
    #expect(before.tensor("query") != otherTarget.tensor("query"))
    let otherSource = try run(["kind": "cross", "source": "dogs ran", "target": "猫 坐"], seed: seed)
    #expect(before.tensor("query") == otherSource.tensor("query"))
    #expect(before.tensor("key") != otherSource.tensor("key"))
    let alone = try run(["kind": "self", "target": "猫 坐"], seed: seed)
    let still = try run(["kind": "self", "target": "狗 跑"], seed: seed)
    #expect(alone.tensor("weights") == still.tensor("weights"))
  }

  /// Erratum E03: one operation; a sentence that asks its own copy attends as it does to itself.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func crossAttentionToItselfIsSelfAttention(_ seed: UInt64) throws {
    let sentence = "the cat sat on the mat"
    let own = try run(["kind": "self", "source": sentence], seed: seed)
    let cross = try run(["kind": "cross", "source": sentence, "target": sentence], seed: seed)
    let target = try run(["kind": "target", "source": sentence, "target": sentence], seed: seed)
    let weights = try #require(own.tensor("weights"))
    #expect(cross.tensor("weights") == weights)
    #expect(cross.tensor("selfWeights") == weights)
    let row = try #require(target.tensor("weights")).storage
    for (weight, expected) in zip(row, weights.row(0)) { #expect(abs(weight - expected) < 1e-6) }
  }

  @Test(
    arguments: [("猫", "cat"), ("坐", "sat"), ("垫子", "mat")], [1, 2, 3, 4, 5] as [UInt64])
  func wordsFindTheirTranslations(_ pair: (query: String, key: String), _ seed: UInt64) throws {
    let weights = try #require(run(seed: seed).tensor("weights"))
    let row = try #require(["猫", "坐", "在", "垫子", "上"].firstIndex(of: pair.query))
    let source = ["the", "cat", "sat", "on", "the", "mat"]
    #expect(source[weights.argmax()[row]] == pair.key)
    #expect(abs(weights.row(row).reduce(0, +) - 1) < 1e-6)
  }

  @Test(arguments: [
    (["source": " "], "the source has no word to attend to"),
    (["target": ""], "the target has no word that could ask"),
    (["kind": "causal"], "'causal' is no value of 'kind', expected one of self, target, cross"),
  ])
  func whatCannotBeRunIsSaid(_ settings: [String: String], _ message: String) {
    #expect {
      try run(settings)
    } throws: {
      ($0 as? LabError)?.message.english == message
    }
  }

  @Test func brokenEnginesShow() throws {
    for name in ["no-scaling", "key-as-value", "softmax-columns"] {
      let mutant = try #require(Mutant.named(name))
      let broken = try Laboratory(engine: mutant.engine).run(LabRequest(lab: "self-cross")).findings
      #expect(broken.tensor("output") != (try run().tensor("output")), "\(name)")
    }
  }

  @Test(arguments: Language.allCases, ["self", "target", "cross"])
  func derivationsGoDownToTheWords(_ language: Language, _ kind: String) throws {
    let findings = try run(["kind": kind])
    for entry in findings.tensors where entry.name != "selfWeights" {
      let tensor = entry.tensor
      for row in 0..<tensor.shape[0] {
        for column in 0..<tensor.shape[1] {
          let reference = CellReference(entry.name, row, column)
          let derivation = try #require(findings.derivation(reference, language))
          #expect(derivation.value == Double(tensor[row, column]))
        }
      }
    }
    var reference = CellReference("output", 0, 0)
    var path: [String] = []
    while let derivation = findings.derivation(reference, language) {
      path.append(reference.tensor)
      guard let next = derivation.inputs.first?.reference else { break }
      reference = next
    }
    let words = kind == "self" ? "sourceEmbedding" : "targetEmbedding"
    #expect(path == ["output", "weights", "scaled", "scores", "query", words])
  }
}
