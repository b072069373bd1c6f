import Attention
import Course
import Tensors
import Testing

@testable import Labs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Each way to break flash attention is seen at the first step where it can matter.
struct FlashSabotageTests {
  static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  private func sabotage(
    _ mutant: String, _ settings: [String: String], seed: UInt64
  ) throws -> Sabotage {
    try #require(
      Laboratory().run(
        LabRequest(lab: "flash", settings: settings, seed: seed, mutant: mutant)
      ).findings.sabotage)
  }

  private func trace(_ settings: [String: String], seed: UInt64) throws -> FlashTrace {
    let settings = try Settings(FlashLab().description, written: settings)
    return try #require(
      FlashLabRun(settings, seed: seed, engine: AttentionEngine()).trace)
  }

  private func title(_ step: FlashStep, _ part: String) -> String {
    "Tile (\(step.queryBlock + 1), \(step.keyBlock + 1)) · \(part)"
  }

  /// The first tile that raises the maximum of a row that has seen keys before.
  @Test(arguments: seeds, ["fa1", "fa2"])
  func aDroppedRescaleIsSeenWhenAMaximumRises(_ seed: UInt64, _ order: String) throws {
    for causal in ["false", "true"] {
      let settings = ["order": order, "causal": causal]
      let (first, rows) = try firstRise(trace(settings, seed: seed))
      let departure = try #require(
        sabotage("dropped-rescale", settings, seed: seed).departure)
      #expect(departure.title.english == title(first, "O"))
      #expect(departure.cell.tensor == "outputSoFar(\(first.keyBlock + 1))")
      #expect(rows.contains(departure.cell.row))
    }
  }

  /// The first tile with queries whose maximum rises above what earlier tiles gave them.
  private func firstRise(_ trace: FlashTrace) throws -> (FlashStep, queries: [Int]) {
    var maxima = [Float](repeating: -.infinity, count: 64)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let risen = step.queries.filter {
        maxima[$0] > -.infinity && tile.maximum[$0 - step.queries.lowerBound] > maxima[$0]
      }
      if !risen.isEmpty { return (step, risen) }
      for (row, query) in step.queries.enumerated() { maxima[query] = tile.maximum[row] }
    }
    throw LabError.impossible(Localized("no maximum rises"))
  }

  /// The second tile that a block of queries meets.
  @Test(arguments: seeds, ["fa1", "fa2"])
  func aForgottenSumIsSeenAtTheSecondTile(_ seed: UInt64, _ order: String) throws {
    let whole = try #require(
      sabotage("forgotten-sum", ["order": order], seed: seed).departure)
    #expect(whole.title.english == "Tile (1, 2) · O")
    // Under a causal mask the first block meets one tile only.
    let causal = try #require(
      sabotage("forgotten-sum", ["order": order, "causal": "true"], seed: seed).departure)
    #expect(causal.title.english == "Tile (2, 2) · O")
  }

  /// Any m gives the same quotient, as long as e^(s − m) is a number.
  @Test(arguments: seeds, ["fa1", "fa2"])
  func aFrozenMaximumDoesHarmOnlyOnceItOverflows(_ seed: UInt64, _ order: String) throws {
    let harmless = try sabotage("frozen-maximum", ["order": order], seed: seed)
    #expect(harmless.departure == nil)
    #expect(harmless.sentence.english.contains("does no harm"))
    let settings = ["order": order, "logitScale": "64"]
    let harm = try #require(sabotage("frozen-maximum", settings, seed: seed).departure)
    // The first tile with a score that lies 88.4 or more above the row's first maximum: from 2^127.5
    // on, e^88.376, the kernel's exponential is ∞.
    var first: [Int: Float] = [:]
    let overflow = try #require(
      trace(settings, seed: seed).steps.first { step in
        step.queries.enumerated().contains { row, query in
          guard let largest = step.tile?.scores.row(row).max() else { return false }
          defer { first[query] = first[query] ?? largest }
          return largest - (first[query] ?? largest) > 88.376
        }
      })
    #expect(harm.title.english == title(overflow, "O"))
  }

  /// A broken row is taken apart by what was computed, and not by what should have been.
  @Test(arguments: ["dropped-rescale", "forgotten-sum", "frozen-maximum"], ["fa1", "fa2"])
  func theRowIsTakenApartAsItWasComputed(_ mutant: String, _ order: String) throws {
    let request = LabRequest(lab: "flash", settings: ["order": order], seed: 1, mutant: mutant)
    let findings = try Laboratory().run(request).findings
    let states = try #require(findings.tensor("rowState"))
    for row in 1..<states.shape[0] {
      let cells = (0..<3).map { findings.derivation(CellReference("rowState", row, $0), .english) }
      let maximum = try #require(cells[0])
      let largest = maximum.inputs.map(\.value).max()
      #expect(maximum.value == largest)
      let sum = try #require(cells[1])
      func input(_ name: String) -> Double { sum.inputs.first { $0.name == name }?.value ?? 0 }
      let expected = input("e^(m′ − m)") * input("ℓ′") + input("Σ P")
      #expect(abs(sum.value - expected) <= 1e-4 * (1 + expected))
      let factor = try #require(cells[2])
      let exponents = factor.inputs.map(\.value)
      #expect(exponents.count != 2 || abs(factor.value - exp(exponents[0] - exponents[1])) < 1e-5)
    }
  }

  /// What changes the scores is seen where the first of them is computed.
  @Test(arguments: ["no-scaling", "scaled-by-d", "swapped-qk"], ["fa1", "fa2"])
  func brokenScoresAreSeenAtOnce(_ mutant: String, _ order: String) throws {
    let departure = try #require(sabotage(mutant, ["order": order], seed: 1).departure)
    #expect(departure.title.english == "Tile (1, 1) · S")
    // q₁·k₁ stays what it was when queries and keys change places.
    #expect(departure.cell == CellReference("scores", 0, mutant == "swapped-qk" ? 1 : 0))
  }

  @Test(arguments: ["no-mask", "anti-causal"], ["fa1", "fa2"])
  func aBrokenMaskIsSeenInTheFirstRow(_ mutant: String, _ order: String) throws {
    let departure = try #require(
      sabotage(mutant, ["order": order, "causal": "true"], seed: 1).departure)
    // Query 1 may see key 1 only.
    #expect(departure.title.english == "Tile (1, 1) · S")
    #expect(departure.cell == CellReference("scores", 0, 1))
    #expect(try sabotage(mutant, ["order": order], seed: 1).departure == nil)
  }

  @Test(arguments: ["fa1", "fa2"])
  func wrongValuesAreSeenInTheFirstOutput(_ order: String) throws {
    let departure = try #require(sabotage("key-as-value", ["order": order], seed: 1).departure)
    #expect(departure.title.english == "Tile (1, 1) · O")
  }

  /// Where each tile is one step, it is that tile's.
  @Test func manyTilesAreLookedThroughToo() throws {
    let settings = ["N": "64", "d": "8", "blockQ": "4", "blockK": "4"]
    let departure = try #require(sabotage("forgotten-sum", settings, seed: 1).departure)
    #expect(departure.title.english == "Tile (1, 2)")
  }

  /// What only the plain algorithm can get wrong is not offered.
  @Test func mutantsAreThoseOfFlash() {
    #expect(
      FlashLab().mutants.map(\.name) == [
        "no-scaling", "scaled-by-d", "no-mask", "anti-causal", "swapped-qk", "key-as-value",
        "dropped-rescale", "forgotten-sum", "frozen-maximum",
      ])
  }
}
