import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

/// The backward pass of the flash lab.
struct FlashBackwardLabTests {
  /// 4 × 4 tiles
  static let small = ["N": "32", "d": "8", "blockQ": "8", "blockK": "8"]

  /// - Parameter settings: what differs from `small`
  func findings(
    _ settings: [String: String] = [:], seed: UInt64 = 1, mutant: String? = nil
  ) throws -> Findings {
    try Laboratory().run(
      LabRequest(
        lab: "flash",
        settings: Self.small.merging(["pass": "backward"].merging(settings) { $1 }) { $1 },
        seed: seed,
        mutant: mutant)
    ).findings
  }

  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws
    -> FlashBackwardLabRun
  {
    let lab = try Laboratory().lab(named: "flash").description
    return try FlashBackwardLabRun(
      Settings(lab, written: Self.small.merging(settings) { $1 }), seed: seed,
      engine: AttentionEngine())
  }

  static let sizes: [[String: String]] = [
    small, ["N": "21", "d": "5", "blockQ": "4", "blockK": "6"],
    ["N": "7", "d": "2", "blockQ": "16", "blockK": "16"],
    ["N": "64", "d": "16", "blockQ": "4", "blockK": "4"],
    ["N": "1", "d": "1", "blockQ": "1", "blockK": "1"],
  ]
  private static let orders = ["standard", "fa1", "fa2"]

  @Test(arguments: [UInt64(1), 2, 3, 4, 5], orders)
  func gradientsAreThePlainOnes(_ seed: UInt64, _ order: String) throws {
    for causal in ["false", "true"] {
      for size in Self.sizes {
        let run = try run(size.merging(["order": order, "causal": causal]) { $1 }, seed: seed)
        let largest = run.naive.query.storage.reduce(1) { max($0, abs($1)) }
        #expect(run.maxDifference < 1e-5 * Double(largest))
        #expect(run.agrees)
      }
    }
  }

  /// P as it was computed anew from S and L is the P of softmax.
  @Test(arguments: [UInt64(1), 2, 3], ["false", "true"])
  func weightsAreRecomputed(_ seed: UInt64, _ causal: String) throws {
    for size in Self.sizes {
      let run = try run(size.merging(["causal": causal]) { $1 }, seed: seed)
      let plain = try AttentionEngine().attend(
        query: run.query, key: run.key, value: run.value,
        AttentionOptions(mask: causal == "true" ? .causal : .none))
      #expect(try run.matrices.weights.largestDifference(from: plain.weights) < 1e-6)
      #expect(try run.matrices.output.largestDifference(from: plain.output) < 1e-6)
      // D is the mean of dP under P, so the rows of dS come to 0.
      for sum in run.matrices.scoreGradients.sum(axis: 1).storage { #expect(abs(sum) < 1e-5) }
    }
  }

  /// Of 4 × 4 square tiles the six above the diagonal.
  @Test(arguments: ["fa1", "fa2"])
  func tilesAboveTheDiagonalAreSkipped(_ order: String) throws {
    let causal = try findings(["causal": "true", "order": order])
    #expect(try causal.result("tilesSkipped") == 6)
    #expect(
      causal.tensor("tiles")?.storage == [1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1])
    #expect(causal.steps.count { $0.title.english.hasSuffix("skipped") } == 6)
    let dense = try findings(["order": order])
    #expect(try dense.result("tilesSkipped") == 0)
    // What a tile moves: Q, dO, dQ, L and D in, dQ out.
    #expect(
      try dense.result("hbmReadBytes") - causal.result("hbmReadBytes") == 6 * 4 * 8 * (3 * 8 + 2))
    #expect(try dense.result("hbmWriteBytes") - causal.result("hbmWriteBytes") == 6 * 4 * 8 * 8)
  }

  /// In numbers of four bytes: flash reads 4Nd + T_c(3Nd + 2N) and writes 2Nd + N + T_c·Nd; standard
  /// reads 5Nd + 5N² and writes 3Nd + 2N².
  @Test(arguments: [(32, 8, 8, 8), (64, 16, 16, 32), (48, 4, 16, 8), (16, 3, 16, 1), (8, 1, 2, 8)])
  func trafficFollowsTheClosedForms(
    _ length: Int, _ headDim: Int, _ blockQ: Int, _ blockK: Int
  ) throws {
    let settings = [
      "N": "\(length)", "d": "\(headDim)", "blockQ": "\(blockQ)", "blockK": "\(blockK)",
    ]
    let (product, pairs, tiles) = (length * headDim, length * length, length / blockK)
    for order in Self.orders {
      let findings = try findings(settings.merging(["order": order]) { $1 })
      let standard = (5 * product + 5 * pairs, 3 * product + 2 * pairs)
      let (reads, writes) =
        order == "standard"
        ? standard
        : (
          4 * product + tiles * (3 * product + 2 * length),
          2 * product + length + tiles * product
        )
      #expect(try findings.result("hbmReadBytes") == Double(4 * reads))
      #expect(try findings.result("hbmWriteBytes") == Double(4 * writes))
      #expect(try findings.result("standardReadBytes") == Double(4 * standard.0))
      #expect(try findings.result("standardWriteBytes") == Double(4 * standard.1))
    }
  }

  /// What the costs come to at any length is what the engine counts by walking through its tiles.
  @Test(arguments: [(1, 1), (16, 16), (4, 6), (6, 4), (64, 8)], [false, true])
  func costsAreWhatTheLoopsMove(_ blocks: (Int, Int), _ isCausal: Bool) throws {
    for (length, headDim) in [(1, 1), (5, 3), (16, 8), (21, 5), (64, 64), (100, 4)] {
      let costs = FlashCosts(
        headDim: headDim, blocks: BlockSizes(queries: blocks.0, keys: blocks.1),
        isCausal: isCausal, isBackward: true)
      let shape: Shape = [length, headDim]
      let dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
      let loops = HBMTraffic.flashBackward(
        dimensions, blocks: costs.blocks, mask: isCausal ? .causal : .none)
      #expect(costs.bytes(.fa2, length: length) == loops.readBytes + loops.writeBytes)
      #expect(costs.bytes(.fa1, length: length) == loops.readBytes + loops.writeBytes)
      let standard = HBMTraffic.standardBackward(dimensions)
      #expect(costs.bytes(.standard, length: length) == standard.readBytes + standard.writeBytes)
    }
  }

  /// At N = d = 64 two tiles of keys move 57,664 numbers, four 90,688, and standard backward 61,440.
  @Test func smallTilesCostMoreThanTheyBring() throws {
    let settings = ["N": "64", "d": "64", "blockQ": "16", "blockK": "16"]
    let findings = try findings(settings)
    #expect(try findings.result("winsFromBlock") == 32)
    #expect(findings.steps.last?.sentence.english.contains("square ones of 32 would") == true)
    let moved = try findings.result("hbmReadBytes") + findings.result("hbmWriteBytes")
    #expect(moved == 4 * 90_688)
    let larger = try self.findings(settings.merging(["blockQ": "32", "blockK": "32"]) { $1 })
    #expect(larger.steps.last?.sentence.english.contains("would move less") == false)
  }

  /// Bytes that the moments count block by block are those of the trace, tile by tile and in all.
  @Test(arguments: sizes, ["false", "true"])
  func momentsMoveWhatTheTraceMoves(_ size: [String: String], _ causal: String) throws {
    let run = try run(size.merging(["causal": causal]) { $1 })
    let trace = try #require(run.trace)
    let moments = BackwardMoments.of(trace)
    for (index, step) in trace.steps.enumerated() {
      let last = moments.last { $0.index == index && $0.phase != .closeKeys }
      #expect(last?.traffic == step.traffic)
    }
    let tail = trace.steps.last.map { BackwardChipBlocks($0, trace.dimensions).keyGradients.bytes }
    let last = try #require(moments.last)
    let stored = last.phase == .closeKeys ? 0 : tail ?? 0
    #expect(last.traffic.readBytes == trace.traffic.readBytes)
    #expect(last.traffic.writeBytes + stored == trace.traffic.writeBytes)
  }

  /// What is on chip never takes more than the least that is asked for, and once takes all of it.
  @Test(arguments: sizes, ["false", "true"])
  func theChipIsNeverOverfull(_ size: [String: String], _ causal: String) throws {
    let run = try run(size.merging(["causal": causal]) { $1 })
    let used = BackwardMoments.of(try #require(run.trace)).map(\.chip.bytes)
    #expect(used.max() == run.sramPeakBytes)
    #expect(run.sramPeakBytes == run.sramBytes)
  }

  /// K, V, dK, dV: 4·8·8; Q, dO: 2·8·8; L, D: 2·8; P and dS: 2·8·8 numbers.
  @Test func blocksMustFitIntoSRAM() throws {
    let least = 4 * (4 * 64 + 2 * 64 + 16 + 2 * 64)
    #expect(try findings().result("sramPeakBytes") == Double(least))
    #expect(try findings(["sramBytes": "\(least)"]).result("sramPeakBytes") == Double(least))
    for text in ["\(least - 1)", "0", "-5", "", "much"] {
      #expect {
        try findings(["sramBytes": text])
      } throws: {
        ($0 as? LabError)?.message.english
          == "'\(text)' is no value of 'sramBytes', expected auto, or at least \(least) bytes, "
          + "which these blocks need"
      }
    }
  }

  /// What is described is what is given, as it is for the forward pass.
  @Test(arguments: orders)
  func resultsAreTheDescribedOnes(_ order: String) throws {
    let run = try Laboratory().run(
      LabRequest(lab: "flash", settings: ["pass": "backward", "order": order]))
    let described = run.lab.description.results(given: run.settings)
    let names = described.filter { $0.axes != nil }.map(\.name)
    #expect(run.findings.results.map(\.name) == described.filter { $0.axes == nil }.map(\.name))
    #expect(Set(run.findings.tensors.map(\.name)) == Set(names))
    for scalar in run.findings.results { #expect(scalar.value.isFinite, "\(scalar.name)") }
  }

  @Test func tooManyTilesAreRefused() {
    #expect {
      try findings(["N": "256", "d": "1", "blockQ": "1", "blockK": "1"])
    } throws: {
      ($0 as? LabError)?.message.english.contains("65536 tiles") == true
    }
  }
}
