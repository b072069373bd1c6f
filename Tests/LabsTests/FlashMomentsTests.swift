import Attention
import Course
import Figures
import Foundation
import Tensors
import Testing

@testable import Labs

/// What lies on chip and what has gone through HBM at each step on the screen.
struct FlashMomentsTests {
  private static let lab = FlashLab().description
  private static let shapes: [[String: String]] = [
    [:], ["N": "21", "d": "5", "blockQ": "4", "blockK": "6"],
    ["N": "48", "d": "8", "blockQ": "16", "blockK": "8"],
    ["N": "64", "d": "2", "blockQ": "4", "blockK": "4"], ["N": "1", "d": "1"],
  ]

  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> FlashLabRun {
    try FlashLabRun(
      Settings(Self.lab, written: settings), seed: seed, engine: AttentionEngine())
  }

  /// The steps that design/screens.md draws: seven of sixteen tiles in the order of FA-1.
  @Test func sevenTilesMoveWhatTheDesignSays() throws {
    let findings = try Laboratory().run(
      LabRequest(lab: "flash", settings: ["order": "fa1", "sramBytes": "20480"])
    ).findings
    let bytes = try #require(findings.tensor("hbmBytes"))
    #expect(bytes.shape == [16, 2])
    #expect(bytes[6, 0] == 74_624)
    #expect(bytes[6, 1] == 29_568)
    #expect(try findings.result("standardReadBytes") == 81_920)
    #expect(try findings.result("standardWriteBytes") == 49_152)
    // 17.1 of 20 KiB: four blocks of 4 KiB, a tile of S, and m and ℓ.
    #expect(try findings.result("sramPeakBytes") == 4 * 4096 + 1024 + 2 * 64)
    let chip = try #require(
      findings.steps.first { $0.title.english == "Tile (3, 2) · O" }?.views(.english).first {
        $0.title.hasPrefix("on chip")
      })
    #expect(chip.title == "on chip, KiB: 17.1 KiB of 20.0 KiB of SRAM")
  }

  /// Block by block it comes to what the trace counts at each tile and at the end.
  @Test(arguments: shapes, ["fa1", "fa2"])
  func bytesAreThoseOfTheTrace(_ settings: [String: String], _ order: String) throws {
    for causal in ["false", "true"] {
      let run = try run(settings.merging(["order": order, "causal": causal]) { $1 })
      let trace = try #require(run.trace)
      let moments = FlashMoments.of(trace)
      #expect(moments.first?.traffic == HBMTraffic())
      if trace.steps.count <= FlashMoments.mostTakenApart {
        #expect(moments.last?.traffic == trace.traffic)
      }
      for (index, step) in trace.steps.enumerated() {
        let last = moments.last { $0.index == index && $0.phase != .closeRows }
        #expect(last?.traffic == step.traffic)
      }
    }
  }

  @Test(arguments: shapes, ["fa1", "fa2"])
  func theChipNeverHoldsMoreThanItMay(_ settings: [String: String], _ order: String) throws {
    for causal in ["false", "true"] {
      let run = try run(settings.merging(["order": order, "causal": causal]) { $1 })
      let held = FlashMoments.of(try #require(run.trace)).map(\.chip.bytes)
      #expect(held.allSatisfy { $0 <= run.sramBytes })
      #expect(held.max() == run.sramPeakBytes)
    }
  }

  /// Steps are values: walked back they show what they showed.
  @Test(arguments: ["standard", "fa1", "fa2"])
  func walkingBackShowsTheSame(_ order: String) throws {
    let steps = try Laboratory().run(
      LabRequest(lab: "flash", settings: ["order": order, "d": "4", "causal": "true"])
    ).findings.steps
    let forth = steps.map { $0.views(.english) }
    let back = steps.reversed().map { $0.views(.english) }
    #expect(forth == back.reversed())
    // And no two steps in a row show the same, or playing would seem to stand still.
    #expect(zip(forth, forth.dropFirst()).allSatisfy { $0 != $1 })
  }

  // MARK: The row

  @Test(arguments: [UInt64(1), 2, 3], ["standard", "fa1", "fa2"])
  func theRowEndsAtTheOutput(_ seed: UInt64, _ order: String) throws {
    for row in ["1", "37", "64"] {
      let run = try run(["order": order, "row": row], seed: seed)
      let states = FlashRow(run, query: run.row).states
      #expect(states.count == (order == "standard" ? 2 : 5))
      let last = try #require(states.last)
      let output = Array(run.output.row(run.row))
      for (state, value) in zip(last.output, output) { #expect(abs(state - value) < 1e-6) }
      #expect(last.difference < 1e-6)
      // Before the last keys have come, the answer is another one.
      #expect(states.dropLast().allSatisfy { $0.difference > 1e-3 })
    }
  }

  /// m and ℓ by their definition, over all keys that the row has met.
  @Test(arguments: [UInt64(1), 2, 3], ["fa1", "fa2"])
  func theRowsStateIsThatOfAllKeysSoFar(_ seed: UInt64, _ order: String) throws {
    let run = try run(["order": order], seed: seed)
    let states = FlashRow(run, query: run.row).states
    for (index, state) in states.enumerated().dropFirst() {
      let seen = run.plain.masked.row(run.row).prefix(16 * index)
      let maximum = try #require(seen.max())
      #expect(abs(state.maximum - maximum) < 1e-5)
      let sum = seen.reduce(0) { $0 + exp(Double($1 - maximum)) }
      #expect(abs(Double(state.sum) - sum) < 1e-4)
      let factor = exp(Double(states[index - 1].maximum - maximum))
      #expect(abs(Double(state.rescale) - factor) < 1e-5)
    }
  }

  @Test func aRowBeyondTheLastIsTheLast() throws {
    #expect(try run(["N": "8", "row": "1000"]).row == 7)
  }
}
