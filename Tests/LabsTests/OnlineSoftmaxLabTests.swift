import Attention
import Course
import Figures
import Testing

@testable import Labs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct OnlineSoftmaxLabTests {
  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "online-softmax", settings: settings, seed: seed)).findings
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [1, 3, 4, 7, 16, 100])
  func equalsSoftmaxOfTheWholeRow(_ seed: UInt64, _ block: Int) throws {
    for scale in ["-100", "0", "1", "10", "1000"] {
      let findings = try run(["block": "\(block)", "logitScale": scale], seed: seed)
      #expect(try findings.result("maxDifference") < 1e-6)
      let weights = try #require(findings.tensor("weights"))
      #expect(abs(weights.storage.reduce(0, +) - 1) < 1e-5)
    }
  }

  /// m, ℓ and the factor after each block by their definitions, in Double.
  @Test(arguments: [UInt64(1), 2, 3], [1, 4, 5])
  func stateAfterEachBlock(_ seed: UInt64, _ block: Int) throws {
    let findings = try run(["block": "\(block)", "logitScale": "3"], seed: seed)
    let row = try #require(findings.tensor("logits")).storage.map(Double.init)
    let maxima = try #require(findings.tensor("m"))
    let sums = try #require(findings.tensor("l"))
    let factors = try #require(findings.tensor("rescale"))
    #expect(maxima.count == (16 + block - 1) / block)
    var before = -Double.infinity
    for index in 0..<maxima.count {
      let read = row.prefix((index + 1) * block)
      let maximum = try #require(read.max())
      #expect(Double(maxima[index]) == maximum)
      let sum = read.reduce(0.0) { $0 + exp($1 - maximum) }
      #expect(abs(Double(sums[index]) - sum) < 1e-5 * sum)
      let factor = exp(before - maximum)
      #expect(abs(Double(factors[index]) - factor) < 1e-6)
      before = maximum
    }
  }

  /// e^88.72 is the largest that Float32 holds; of sixteen normal numbers the largest is between 0.5
  /// and 5 nearly always.
  @Test(
    arguments: [UInt64(1), 2, 3],
    [("1", 0.0), ("10", 0.0), ("1000", 1.0), ("-1000", 1.0)])
  func theNaiveFormOverflows(_ seed: UInt64, _ expected: (String, Double)) throws {
    let findings = try run(["logitScale": expected.0], seed: seed)
    #expect(try findings.result("naiveOverflows") == expected.1)
  }

  /// A frozen maximum costs nothing until e^(x − m) overflows.
  @Test(
    arguments: [("dropped-rescale", "1"), ("forgotten-sum", "1"), ("frozen-maximum", "1000")],
    [UInt64(1), 2, 3])
  func aStepLeftOutIsSeen(_ mutant: (name: String, logitScale: String), _ seed: UInt64) throws {
    let engine = try #require(Mutant.named(mutant.name)).engine
    let request = LabRequest(
      lab: "online-softmax", settings: ["block": "1", "logitScale": mutant.logitScale], seed: seed)
    let findings = try Laboratory(engine: engine).run(request).findings
    #expect(try findings.result("maxDifference") > 0.01)
  }

  private func broken(
    by mutant: String, _ settings: [String: String] = [:], seed: UInt64 = 1
  ) throws -> Findings {
    try Laboratory().run(
      LabRequest(lab: "online-softmax", settings: settings, seed: seed, mutant: mutant)
    ).findings
  }

  /// Harm is said to be done where the weights are wrong, and nowhere else.
  @Test(
    arguments: ["dropped-rescale", "forgotten-sum", "frozen-maximum"],
    ["0", "1", "5", "50", "500", "-5"])
  func harmIsJudgedByTheWeights(_ mutant: String, _ logitScale: String) throws {
    for block in ["1", "4", "16"] {
      let settings = ["logitScale": logitScale, "block": block]
      let findings = try broken(by: mutant, settings)
      let isHarmed = try findings.result("maxDifference") > 1e-4
      let sabotage = try #require(findings.sabotage)
      #expect((sabotage.departure != nil) == isHarmed, "\(settings)")
      #expect(sabotage.sentence.english.contains("does no harm") == !isHarmed)
    }
  }

  /// The block that first raises the maximum is the first whose weights are wrong, and the step shows
  /// them.
  @Test(arguments: [UInt64(1), 2, 3, 5, 6])
  func aDroppedRescaleIsSeenWhereTheMaximumFirstRises(_ seed: UInt64) throws {
    let settings = ["length": "64"]
    let state = try #require(run(settings, seed: seed).tensor("state"))
    let rise = try #require((1..<state.shape[0]).first { state[$0, 0] > state[$0 - 1, 0] })
    let findings = try broken(by: "dropped-rescale", settings, seed: seed)
    let departure = try #require(findings.sabotage?.departure)
    #expect(departure.title.english == "Block \(rise + 1)")
    #expect(departure.cell.tensor == "weightsSoFar(\(rise + 1))")
    let shown = findings.steps[departure.step].views(.english).map(\.figure)
    #expect(
      shown.contains { figure in
        if case .heatmap(let map) = figure { map.tensor == departure.cell.tensor } else { false }
      })
  }

  /// e^(x − m) beyond Float32 is ∞, and so is ℓ.
  @Test func aFrozenMaximumOverflows() throws {
    let settings = ["logitScale": "500", "block": "1"]
    let sums = try #require(broken(by: "frozen-maximum", settings).tensor("l"))
    #expect(sums[sums.count - 1] == .infinity)
  }

  /// Whatever is left out, the numbers that a derivation rests on give its value, and the lines of the
  /// algorithm say what became of m and ℓ.
  @Test(arguments: [nil, "dropped-rescale", "forgotten-sum", "frozen-maximum"], ["1", "5"])
  func whatIsShownIsWhatWasComputed(_ mutant: String?, _ logitScale: String) throws {
    let request = LabRequest(
      lab: "online-softmax", settings: ["logitScale": logitScale], seed: 5, mutant: mutant)
    let findings = try Laboratory().run(request).findings
    let state = try #require(findings.tensor("state"))
    let cells =
      (0..<16).map { CellReference("compared", 0, $0) }
      + (0..<8).map { CellReference("weightsSoFar(2)", 0, $0) }
    for cell in cells {
      let derivation = try #require(findings.derivation(cell, .english))
      let numbers = derivation.inputs.map(\.value)
      #expect(numbers.count == 3)
      let expected = exp(numbers[0] - numbers[1]) / numbers[2]
      #expect(abs(derivation.value - expected) <= 1e-5 * (1 + expected), "\(derivation.summary)")
    }
    for block in 0..<4 {
      let sum = try #require(findings.derivation(CellReference("state", block, 1), .english))
      func input(_ name: String) -> Double? { sum.inputs.first { $0.name == name }?.value }
      let added = sum.inputs.filter { $0.name.hasPrefix("x") }
        .reduce(0) { $0 + exp($1.value - (input("m") ?? 0)) }
      let carried = (input("ℓ′") ?? 0) * (input("e^(m′−m)") ?? 1)
      #expect(abs(sum.value - carried - added) <= 1e-5 * sum.value, "\(sum.summary)")
      let views = findings.steps[block].views(.english)
      let listing = try #require(
        views.lazy.compactMap { view -> Listing? in
          if case .listing(let listing) = view.figure { listing } else { nil }
        }.first)
      let values = listing.lines.filter(\.isLit).compactMap(\.values)
      #expect(values.contains { $0.hasSuffix("= \(state[block, 0].fixed(3))") })
      #expect(values.contains { $0.hasSuffix("= \(state[block, 1].fixed(3))") })
    }
  }

  /// Where keys stand for values there is no weight to be read off.
  @Test func anEngineWithoutWeightsIsRefused() throws {
    let engine = try #require(Mutant.named("key-as-value")).engine
    #expect(throws: LabError.self) {
      try Laboratory(engine: engine).run(LabRequest(lab: "online-softmax"))
    }
  }

  /// FlashAttention's form: Σ ℓᵢ·e^(mᵢ − m) over the blocks is ℓ of the row.
  @Test(arguments: [UInt64(1), 2, 3], [1, 5, 8, 16])
  func blocksByThemselvesMakeTheWhole(_ seed: UInt64, _ block: Int) throws {
    let findings = try run(["block": "\(block)", "logitScale": "3"], seed: seed)
    let (alone, state) = (
      try #require(findings.tensor("alone")), try #require(findings.tensor("state"))
    )
    let row = try #require(findings.tensor("logits")).storage.map(Double.init)
    let last = state.shape[0] - 1
    var sum = 0.0
    for index in 0...last {
      let own = row[index * block..<min((index + 1) * block, row.count)]
      let maximum = try #require(own.max())
      #expect(Double(alone[index, 0]) == maximum)
      #expect(abs(Double(alone[index, 1]) - own.reduce(0) { $0 + exp($1 - maximum) }) < 1e-4)
      sum += Double(alone[index, 1] * alone[index, 2])
    }
    #expect(abs(sum - Double(state[last, 1])) < 1e-4)
  }

  /// Lines 1 and 2 run once, 4 and 5 for each block, 8 at the end, with the numbers of the state.
  @Test func theAlgorithmIsLitWhereItRuns() throws {
    let findings = try run(["logitScale": "3"])
    let state = try #require(findings.tensor("state"))
    for (index, step) in findings.steps.enumerated() {
      let listings = step.views(.english).compactMap { view -> Listing? in
        if case .listing(let listing) = view.figure { listing } else { nil }
      }
      let lit = try #require(listings.first).lines.filter(\.isLit)
      let isLast = index == findings.steps.count - 1
      #expect(
        lit.map(\.number)
          == (index == 0 ? ["1", "2", "3", "4", "5"] : isLast ? ["7", "8"] : ["3", "4", "5"]))
      guard !isLast else { continue }
      #expect(lit.contains { $0.values?.hasSuffix("= \(state[index, 0].fixed(3))") == true })
      #expect(lit.contains { $0.values?.hasSuffix("= \(state[index, 1].fixed(3))") == true })
    }
  }

  @Test func statesCanBeTakenApart() throws {
    let findings = try run([:])
    let sum = try #require(findings.derivation(CellReference("state", 2, 1), .english))
    #expect(sum.inputs.map(\.name).prefix(3) == ["ℓ′", "e^(m′−m)", "m"])
    for column in 0..<3 {
      for row in 0..<4 {
        let cell = CellReference("state", row, column)
        #expect(findings.derivation(cell, .chinese) != nil)
      }
    }
    #expect(findings.derivation(CellReference("state", 4, 0), .english) == nil)
  }
}
