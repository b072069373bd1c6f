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

  @Test(arguments: [UInt64(1), 2, 3], ["standard", "fa1", "fa2"])
  func outputIsThatOfPlainAttention(_ seed: UInt64, _ order: String) throws {
    for causal in ["false", "true"] {
      // Blocks that do not divide N among them.
      for blocks in [settings(32, 8, 8, 8), settings(21, 5, 4, 6), settings(7, 2, 16, 16)] {
        let written = blocks.merging(["order": order, "causal": causal]) { $1 }
        #expect(try run(written, seed: seed).result("maxDifference") < 1e-5)
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
    #expect(tiles.storage == [1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1])
    let dense = try run(["order": order])
    #expect(try dense.result("tilesSkipped") == 0)
    #expect(try findings.result("hbmReadBytes") < dense.result("hbmReadBytes"))
  }

  /// A step for each tile, in the order of the loops, and the output.
  @Test(arguments: [("fa2", "Tile (1, 2)"), ("fa1", "Tile (2, 1)")])
  func stepsFollowTheLoops(_ order: String, _ second: String) throws {
    let steps = try run(["order": order]).steps
    #expect(steps.count == 4 * 4 + 1)
    #expect(steps[0].title.english == "Tile (1, 1)")
    #expect(steps[1].title.english == second)
    #expect(steps.last?.title.english == "Output")
  }

  /// Blocks of Q, K, V and O: (8 + 8)·2·8 numbers.
  @Test func blocksMustFitIntoSRAM() throws {
    #expect(try run([:]).result("sramPeakBytes") == 1024)
    #expect(try run(["sramBytes": "1024"]).result("sramPeakBytes") == 1024)
    for text in ["1023", "0", "-5", "", "much"] {
      #expect {
        try run(["sramBytes": text])
      } throws: {
        ($0 as? LabError)?.message
          == "'\(text)' is no value of 'sramBytes', expected auto, or at least 1024 bytes, "
          + "which these blocks need"
      }
    }
  }

  @Test func tooManyTilesAreRefused() {
    #expect {
      try run(settings(256, 1, 1, 1))
    } throws: {
      ($0 as? LabError)?.message.contains("65536 tiles") == true
    }
  }

  /// The output goes back to weights and values, and they to scores.
  @Test func outputsCanBeTakenApart() throws {
    let findings = try run(["causal": "true"])
    let output = try #require(findings.derivation(CellReference("output", 9, 3), .english))
    let sum = stride(from: 0, to: output.inputs.count, by: 2).reduce(0.0) {
      $0 + output.inputs[$1].value * output.inputs[$1 + 1].value
    }
    #expect(abs(sum - output.value) < 1e-5)
    let weight = try #require(output.inputs[0].reference)
    #expect(findings.derivation(weight, .english) != nil)
    let tile = try #require(findings.derivation(CellReference("tiles", 0, 1), .english))
    #expect(tile.summary == "tiles[1, 2] = 0: its first key 9 > its last query 8")
    #expect(findings.derivation(CellReference("output", 32, 0), .english) == nil)
  }
}
