import Attention
import Course
import Figures
import Testing

@testable import Labs

struct FlashLabTests {
  private func run(
    _ settings: [String: String], seed: UInt64 = 1, engine: AttentionEngine = AttentionEngine()
  ) throws -> Findings {
    try Laboratory(engine: engine).run(
      LabRequest(lab: "flash", settings: settings, seed: seed)
    ).findings
  }

  private func settings(_ length: Int, _ headDim: Int, _ blockQ: Int, _ blockK: Int) -> [String:
    String]
  {
    ["N": "\(length)", "d": "\(headDim)", "blockQ": "\(blockQ)", "blockK": "\(blockK)"]
  }

  /// Numbers read and written, four bytes each: standard 4Nd + 4N²; FA-1 2Nd + T_c(3Nd + 4N), whose
  /// O, m and ℓ go in and out for each tile of keys; FA-2 2Nd + N + 2Nd·T_r, whose K and V come in for
  /// each block of queries, and the log-sum-exp goes out.
  @Test(arguments: [(32, 8, 8, 8), (64, 16, 16, 32), (48, 4, 16, 8), (16, 3, 16, 1), (8, 1, 2, 8)])
  func trafficFollowsTheClosedForms(_ length: Int, _ headDim: Int, _ blockQ: Int, _ blockK: Int)
    throws
  {
    let rows = length / blockQ
    let columns = length / blockK
    let product = length * headDim
    let expected = [
      "standard": 4 * product + 4 * length * length,
      "fa1": 2 * product + columns * (3 * product + 4 * length),
      "fa2": 2 * product + length + 2 * product * rows,
    ]
    for (order, numbers) in expected {
      var written = settings(length, headDim, blockQ, blockK)
      written["order"] = order
      let findings = try run(written)
      let bytes = try findings.result("hbmReadBytes") + findings.result("hbmWriteBytes")
      #expect(bytes == Double(4 * numbers), "\(order)")
      let standard =
        try findings.result("standardReadBytes") + findings.result("standardWriteBytes")
      #expect(standard == Double(4 * (4 * product + 4 * length * length)))
    }
  }

  /// At the defaults, and in blocks that do not divide N among them.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5], ["standard", "fa1", "fa2"])
  func outputIsThatOfPlainAttention(_ seed: UInt64, _ order: String) throws {
    for causal in ["false", "true"] {
      for blocks in [[:], settings(21, 5, 4, 6), settings(7, 2, 16, 16)] {
        let written = blocks.merging(["order": order, "causal": causal]) { $1 }
        #expect(try run(written, seed: seed).result("maxDifference") < 1e-6)
      }
    }
  }

  @Test(arguments: ["dropped-rescale", "forgotten-sum"], [UInt64(1), 2, 3])
  func aStepLeftOutIsSeen(_ mutant: String, _ seed: UInt64) throws {
    let engine = try #require(Mutant.named(mutant)).engine
    let findings = try run([:], seed: seed, engine: engine)
    #expect(try findings.result("maxDifference") > 0.01)
    #expect(findings.steps.last?.sentence.english.hasPrefix("This is not plain attention") == true)
  }

  /// Of 4 × 4 square tiles the six above the diagonal.
  @Test(arguments: ["fa1", "fa2"])
  func tilesAboveTheDiagonalAreSkipped(_ order: String) throws {
    let findings = try run(["causal": "true", "order": order])
    #expect(try findings.result("tilesSkipped") == 6)
    let tiles = try #require(findings.tensor("tiles"))
    #expect(
      tiles.storage == [1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1])
    let dense = try run(["order": order])
    #expect(try dense.result("tilesSkipped") == 0)
    #expect(try findings.result("hbmReadBytes") < dense.result("hbmReadBytes"))
  }

  /// Each tile is several steps, in the order of the loops, between the start and the output.
  @Test(arguments: [
    ("fa2", "Tile (1, 2) · load", 1 + 4 * (1 + 4 * 5 + 1) + 1),
    ("fa1", "Tile (2, 1) · load", 1 + 4 * (1 + 4 * 6) + 1),
  ])
  func stepsFollowTheLoops(_ order: String, _ second: String, _ count: Int) throws {
    let titles = try run(["order": order]).steps.map(\.title.english)
    #expect(titles.count == count)
    #expect(titles.filter { $0.hasSuffix("load") }[1] == second)
    #expect(titles.first == "Start" && titles.last == "Output")
  }

  /// Where there are many tiles, each is one step.
  @Test func manyTilesAreOneStepEach() throws {
    let titles = try run(settings(64, 4, 4, 4)).steps.map(\.title.english)
    #expect(titles.count == 1 + 16 * 16 + 1)
    #expect(titles[1...2] == ["Tile (1, 1)", "Tile (1, 2)"])
  }

  /// A broken run finds its true step by the title.
  @Test(arguments: ["standard", "fa1", "fa2"], ["false", "true"])
  func titlesAreUnique(_ order: String, _ causal: String) throws {
    for blocks in ["4", "16"] {
      let steps = try run([
        "order": order, "causal": causal, "blockQ": blocks, "blockK": blocks,
      ]).steps
      for language in Language.allCases {
        #expect(Set(steps.map { $0.title[language] }).count == steps.count)
      }
    }
  }

  /// Blocks of Q, K, V and O, one of S, and m and ℓ: (16 + 16)·2·64 + 16·16 + 2·16 numbers.
  @Test func blocksMustFitIntoSRAM() throws {
    let least = 4 * (32 * 2 * 64 + 16 * 16 + 2 * 16)
    #expect(try run([:]).result("sramPeakBytes") == Double(least))
    #expect(try run(["sramBytes": "\(least)"]).result("sramPeakBytes") == Double(least))
    for text in ["\(least - 1)", "0", "-5", "", "much"] {
      #expect {
        try run(["sramBytes": text])
      } throws: {
        ($0 as? LabError)?.message.english
          == "'\(text)' is no value of 'sramBytes', expected auto, or at least \(least) bytes, "
          + "which these blocks need"
      }
    }
  }

  @Test func tooManyTilesAreRefused() {
    #expect {
      try run(settings(256, 1, 1, 1))
    } throws: {
      ($0 as? LabError)?.message.english.contains("65536 tiles") == true
    }
  }

  /// The output goes back to weights and values, they to scores, and those to queries and keys.
  @Test func outputsCanBeTakenApart() throws {
    let findings = try run(["causal": "true"])
    func derivation(_ tensor: String, _ row: Int, _ column: Int) throws -> Derivation {
      try #require(findings.derivation(CellReference(tensor, row, column), .english))
    }
    let output = try derivation("output", 41, 3)
    #expect(abs(sumOfProducts(output) - output.value) < 1e-5)
    let weight = try #require(output.inputs[0].reference)
    let score = try #require(
      derivation(weight.tensor, weight.row, weight.column).inputs[0].reference)
    let product = try derivation(score.tensor, score.row, score.column)
    #expect(abs(sumOfProducts(product) - product.value) < 1e-5)
    #expect(
      try derivation("tiles", 0, 1).summary
        == "tiles[1,2] = 0: its first key 17 > its last query 16")
    #expect(findings.derivation(CellReference("output", 64, 0), .english) == nil)
  }

  /// O of the row is what it was, rescaled, and what the tile adds.
  @Test(arguments: ["standard", "fa1", "fa2"])
  func theRowCanBeTakenApart(_ order: String) throws {
    let findings = try run(["order": order])
    let rows = try #require(findings.tensor("rowOutput"))
    for row in 0..<rows.shape[0] {
      let reference = CellReference("rowOutput", row, 5)
      let derivation = try #require(findings.derivation(reference, .chinese))
      #expect(abs(derivation.value - Double(rows[row, 5])) < 1e-6)
      if row > 0 { #expect(abs(sumOfProducts(derivation) - derivation.value) < 1e-5) }
      for column in 0..<4 {
        let state = CellReference("rowState", row, column)
        #expect(findings.derivation(state, .english) != nil)
      }
    }
  }

  private func sumOfProducts(_ derivation: Derivation) -> Double {
    stride(from: 0, to: derivation.inputs.count, by: 2).reduce(0) {
      $0 + derivation.inputs[$1].value * derivation.inputs[$1 + 1].value
    }
  }
}
