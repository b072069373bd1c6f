import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct QueryGroupsLabTests {
  private func run(
    _ settings: [String: String], seed: UInt64 = 1, engine: AttentionEngine = AttentionEngine()
  ) throws -> Findings {
    // Short, but where a test is about the context.
    let settings = settings.merging(["context": "16"]) { own, _ in own }
    return try Laboratory(engine: engine)
      .run(LabRequest(lab: "mha-mqa-gqa", settings: settings, seed: seed)).findings
  }

  struct Row: Sendable {
    var groups: Int
    var bytes, parameters: Double
  }

  /// Erratum E26: bytes at 80 layers and 64 heads of 128 in fp16; parameters at 32 heads of 128.
  @Test(arguments: [
    Row(groups: 64, bytes: 2_621_440, parameters: 268_435_456),
    Row(groups: 8, bytes: 327_680, parameters: 150_994_944),
    Row(groups: 1, bytes: 40_960, parameters: 136_314_880),
  ])
  func cacheShrinksByHeadsOverGroups(_ row: Row) throws {
    let findings = try run([
      "queryHeads": "64", "groups": "\(row.groups)", "layers": "80", "context": "4", "batch": "3",
    ])
    #expect(try findings.result("cacheBytesPerToken") == row.bytes)
    #expect(try findings.result("cacheBytes") == row.bytes * 12)
    #expect(try findings.result("cacheShrinkage") == 2_621_440 / row.bytes)
    // 2·d_model·d·(H + G), d_model = 8192.
    #expect(try findings.result("attentionParameters") == row.parameters)
  }

  @Test(arguments: [(32, 67_108_864.0), (8, 41_943_040), (1, 34_603_008)])
  func parametersFallLittle(_ groups: Int, _ parameters: Double) throws {
    let findings = try run(["groups": "\(groups)"])
    #expect(try findings.result("attentionParameters") == parameters)
  }

  /// GQA-H is MHA and GQA-1 is MQA, both computed head by head, to the last digit.
  @Test(arguments: [8, 32], [1, 2, 3, 4] as [UInt64])
  func theEndsAreTheOldForms(_ heads: Int, _ seed: UInt64) throws {
    let sizes = ["queryHeads": "\(heads)", "headDim": "16"]
    func run(groups: Int) throws -> Findings {
      try self.run(sizes.merging(["groups": "\(groups)"]) { $1 }, seed: seed)
    }
    let (all, some, one) = try (run(groups: heads), run(groups: heads / 4), run(groups: 1))
    #expect(try all.result("differenceToMHA") == 0)
    #expect(try one.result("differenceToMQA") == 0)
    #expect(try some.result("differenceToMHA") > 0.01)
    #expect(try some.result("differenceToMQA") > 0.01)
    #expect(try all.result("differenceToMQA") == one.result("differenceToMHA"))
  }

  @Test func eachHeadReadsTheGroupOfItsNeighbours() throws {
    let findings = try run(["queryHeads": "8", "groups": "2"])
    let reads = try #require(findings.tensor("reads"))
    #expect(Array(reads.row(0)) == [1, 1, 1, 1, 0, 0, 0, 0])
    #expect(Array(reads.row(1)) == [0, 0, 0, 0, 1, 1, 1, 1])
    let derivation = try #require(findings.derivation(CellReference("reads", 1, 4), .english))
    #expect(derivation.value == 1)
    #expect(derivation.summary == "⌊4 / (8/2)⌋ = 1: head 5 reads group 2")
    #expect(findings.derivation(CellReference("reads", 2, 0), .english) == nil)
    #expect(findings.derivation(CellReference("reads", 0, 8), .english) == nil)
  }

  /// The time itself is the machine's; that there is one for every number of groups is the lab's.
  @Test func everyGroupingIsTimed() throws {
    let findings = try run(["context": "1048576", "headDim": "64"])
    let times = try #require(findings.tensor("byGroupsSeconds"))
    #expect((0..<times.shape[0]).map { times[$0, 0] } == [1, 2, 4, 8, 16, 32])
    #expect((0..<times.shape[0]).allSatisfy { times[$0, 1] > 0 })
    #expect(try findings.result("measuredContext") == 1024)
  }

  /// The sentence and all that is not timed are the same on every run.
  @Test func onlyTimesDiffer() throws {
    let (first, second) = try (run([:]), run([:]))
    #expect(
      first.results.filter { !$0.name.hasSuffix("Seconds") }
        == second.results.filter { !$0.name.hasSuffix("Seconds") })
    #expect(first.steps.map(\.sentence.english) == second.steps.map(\.sentence.english))
    let measured = QueryGroupsLab().description.results.filter(\.isMeasured).map(\.name)
    #expect(measured == ["decodeSeconds", "byGroupsSeconds"])
  }

  @Test func oddSizesRunAndUnevenGroupsAreRefused() throws {
    #expect(throws: LabError.self) { try run(["queryHeads": "6", "groups": "4"]) }
    let findings = try run(["queryHeads": "71", "groups": "1", "headDim": "1", "context": "1"])
    #expect(try findings.result("cacheShrinkage") == 71)
  }

  @Test func theLabGoesThroughItsEngine() throws {
    let mutant = try #require(Mutant.named("key-as-value")).engine
    #expect(
      try run([:]).result("differenceToMHA") != run([:], engine: mutant).result("differenceToMHA"))
  }
}
