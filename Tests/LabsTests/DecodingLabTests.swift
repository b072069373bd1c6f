import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct DecodingLabTests {
  private func run(
    _ settings: [String: String], seed: UInt64 = 1, engine: AttentionEngine = AttentionEngine()
  ) throws -> Findings {
    try Laboratory(engine: engine)
      .run(LabRequest(lab: "decoding", settings: settings, seed: seed)).findings
  }

  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  /// Erratum E46: 1,024 tokens, t² products in step t against t.
  @Test(arguments: [("true", 524_800.0), ("false", 358_438_400)])
  func theCacheMakesOneRowOfASquare(_ cache: String, _ products: Double) throws {
    let findings = try run(["tokens": "1024", "cache": cache, "heads": "1", "groups": "1"])
    #expect(try findings.result("scoreProducts") == products)
    #expect(try findings.result("trainingPasses") == 1)
    #expect(try findings.result("decodingPasses") == 1024)
  }

  struct Count: Sendable {
    var cache: String
    var groups: String
    var step, total, bytes: Double
  }

  /// Counted by hand for H = 4 heads of 32, d_model = 128, three tokens. A token takes
  /// 4·128·32·(H + G) FLOPs in the projections, a pair 4·H·32; K and V of a token 8·G·32 bytes.
  @Test(arguments: [
    Count(
      cache: "true", groups: "4", step: 131_072 + 3 * 512, total: 3 * 131_072 + 6 * 512, bytes: 3072
    ),
    Count(
      cache: "true", groups: "1", step: 81_920 + 3 * 512, total: 3 * 81_920 + 6 * 512, bytes: 768),
    Count(
      cache: "false", groups: "4", step: 3 * 131_072 + 9 * 512, total: 6 * 131_072 + 14 * 512,
      bytes: 0),
    Count(
      cache: "false", groups: "1", step: 3 * 81_920 + 9 * 512, total: 6 * 81_920 + 14 * 512,
      bytes: 0),
  ])
  func operationsAreCountedAsTheyRun(_ count: Count) throws {
    let findings = try run([
      "tokens": "3", "heads": "4", "groups": count.groups, "cache": count.cache,
    ])
    #expect(try findings.result("stepFLOPs") == count.step)
    #expect(try findings.result("totalFLOPs") == count.total)
    #expect(try findings.result("cacheBytes") == count.bytes)
    let parts = try #require(findings.tensor("stepParts"))
    let column = count.cache == "true" ? 0 : 1
    #expect((0..<4).reduce(0) { $0 + Double(parts[$1, column]) } == count.step)
  }

  /// Work of all N tokens: N² without the cache where projections lead, and N with it.
  @Test func theWorkOfATokenGrowsWithoutACacheOnly() throws {
    func growth(_ cache: String) throws -> Double {
      func step(_ tokens: String) throws -> Double {
        try run(["tokens": tokens, "cache": cache]).result("stepFLOPs")
      }
      return try step("64") / step("16")
    }
    #expect(try growth("true") < 1.2)
    #expect(try growth("false") > 4)
  }

  @Test(arguments: seeds, ["true", "false"])
  func stepsGiveWhatOnePassGives(_ seed: UInt64, _ cache: String) throws {
    let groups = ["1", "2", "4"][Int(seed) % 3]
    let findings = try run(
      ["tokens": "33", "heads": "4", "groups": groups, "cache": cache], seed: seed)
    #expect(try findings.result("decodingDifference") < 1e-5)
  }

  /// Without its causal mask the one pass sees what no step can.
  @Test(arguments: seeds)
  func withoutTheMaskTheyDiffer(_ seed: UInt64) throws {
    let mutant = try #require(Mutant.named("no-mask")).engine
    let findings = try run(["tokens": "16"], seed: seed, engine: mutant)
    #expect(try findings.result("decodingDifference") > 0.1)
  }

  @Test func pairsAreComputedOnceOrAgainAndAgain() throws {
    let kept = try #require(run(["tokens": "3"]).tensor("timesComputed"))
    #expect(kept.storage == [1, 0, 0, 1, 1, 0, 1, 1, 1])
    let again = try run(["tokens": "3", "cache": "false"])
    let counts = try #require(again.tensor("timesComputed"))
    #expect(counts.storage == [3, 2, 1, 2, 2, 1, 1, 1, 1])
    #expect(try Double(counts.storage.reduce(0, +)) == again.result("scoreProducts"))
  }

  @Test func everyShownNumberIsTakenApart() throws {
    for cache in ["true", "false"] {
      let findings = try run(["tokens": "5", "groups": "2", "cache": cache])
      for name in ["stepParts", "timesComputed"] {
        let tensor = try #require(findings.tensor(name))
        for row in 0..<tensor.shape[0] {
          for column in 0..<tensor.shape[1] {
            let cell = CellReference(name, row, column)
            for language in Language.allCases {
              let derivation = try #require(findings.derivation(cell, language))
              #expect(derivation.value == Double(tensor[row, column]))
            }
          }
        }
      }
      #expect(findings.derivation(CellReference("stepParts", 4, 0), .english) == nil)
    }
    let part = try #require(
      run(["tokens": "5"]).derivation(CellReference("stepParts", 2, 1), .english))
    #expect(part.summary == "stepParts[3,2] = 2·8·32·5·5 = 12,800")
  }

  /// The times are the machine's; that every token has one is the lab's.
  @Test func tokensAreTimed() throws {
    let findings = try run(["tokens": "20"])
    let times = try #require(findings.tensor("byTokenSeconds"))
    #expect((0..<times.shape[0]).map { times[$0, 0] } == [1, 2, 4, 8, 16, 20])
    #expect(times.storage.allSatisfy { $0 > 0 })
    for name in ["secondsPerToken", "decodingSeconds", "trainingSeconds"] {
      #expect(try findings.result(name) > 0)
    }
    let measured = DecodingLab().description.results.filter(\.isMeasured).map(\.name)
    #expect(
      measured == ["secondsPerToken", "decodingSeconds", "trainingSeconds", "byTokenSeconds"])
    #expect(
      try run(["tokens": "20"]).results.filter { !measured.contains($0.name) }
        == findings.results.filter { !measured.contains($0.name) })
  }

  /// One step for the pass, one a drawn token, three that sum up.
  @Test(arguments: [(1, 5), (4, 8), (128, 16)])
  func tokensAreGeneratedOneAfterTheOther(_ tokens: Int, _ steps: Int) throws {
    let findings = try run(["tokens": "\(tokens)"])
    #expect(findings.steps.count == steps)
    #expect(Set(findings.steps.map(\.title.english)).count == steps)
    #expect(findings.steps[findings.openingStep].title.english == "What a token costs")
  }

  @Test func unevenGroupsAreRefused() {
    #expect(throws: LabError.self) { try run(["heads": "4", "groups": "3"]) }
  }

  @Test func aCancelledRunStops() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try run([:])
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
