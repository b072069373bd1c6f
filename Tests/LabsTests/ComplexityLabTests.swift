import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

struct ComplexityLabTests {
  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "complexity", settings: settings, seed: seed)).findings
  }

  /// Runs until progress says that so many lengths are under way, and stops there.
  private func run(stoppedAt length: Int) throws -> Findings {
    try LabProgress.reporting(
      to: { _, what in
        if what.english == "N = \(length)" { withUnsafeCurrentTask { $0?.cancel() } }
      }, { try run([:]) })
  }

  @Test(arguments: [(32, [16, 32]), (100, [16, 32, 64, 100]), (256, [16, 32, 64, 128, 256])])
  func lengthsDouble(_ longest: Int, _ lengths: [Float]) throws {
    let findings = try run(["maxN": "\(longest)", "d": "8"])
    #expect(findings.tensor("n")?.storage == lengths)
    #expect(try findings.result("measuredN") == Double(longest))
    for name in ["naiveSeconds", "flashSeconds", "naiveBytes", "flashBytes"] {
      let tensor = try #require(findings.tensor(name))
      #expect(tensor.shape == [lengths.count] && tensor.storage.allSatisfy { $0 > 0 })
    }
  }

  /// The scores alone are 4N² bytes; flash holds K and V and blocks of one size.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func memoryIsQuadraticAgainstLinear(_ seed: UInt64) throws {
    let findings = try run(["maxN": "2048", "d": "32"], seed: seed)
    #expect(try (1.85...2).contains(findings.result("naiveMemoryExponent")))
    #expect(try (0.6...1).contains(findings.result("flashMemoryExponent")))
    #expect(try findings.result("memoryRatio") > 20)
    let naive = try #require(findings.tensor("naiveBytes")).storage
    let lengths = try #require(findings.tensor("n")).storage
    for (bytes, length) in zip(naive, lengths) {
      #expect(bytes > 4 * length * length)
      #expect(bytes < 4 * length * (length + 32 + 2 + 16) + 256)
    }
    #expect(try findings.result("maxDifference") < 1e-5)
  }

  /// Made-up times: 1 ns · N² against 20 ns · N^1.5, equal at N = 400, and below 128 what a call costs.
  @Test func exponentsAreThoseOfTheLongerHalf() throws {
    let measurements = [16, 32, 64, 128, 256, 512, 1024].map { length in
      let (isShort, n) = (length < 128, Double(length))
      return LengthSweep.Measurement(
        length: length, naiveSeconds: isShort ? 1e-6 : 1e-9 * n * n,
        flashSeconds: isShort ? 1e-5 : 2e-8 * n * n.squareRoot(),
        naiveBytes: 4 * length * length, flashBytes: 4 * length, difference: 0)
    }
    let run = ComplexityRun(
      LengthSweep(measurements: measurements), upTo: 1024, headDim: 64, threads: 1)
    #expect(run.fitted.map(\.length) == [128, 256, 512, 1024])
    for (law, exponent) in zip(run.timeLaws + run.memoryLaws, [2, 1.5, 2, 1]) {
      #expect(abs(law.exponent - exponent) < 1e-9)
    }
    #expect(run.crossover?.length == 512)
    #expect(run.worst?.length == 16)
    #expect(abs(run.timeRatios[6] - 1.6) < 1e-9)
  }

  @Test func threadsHoldScoresOfTheirOwn() throws {
    let one = try #require(run(["maxN": "128"]).tensor("naiveBytes"))
    let four = try #require(run(["maxN": "128", "threads": "4"]).tensor("naiveBytes"))
    #expect(four.storage == one.storage.map { 4 * $0 })
  }

  /// y = 3·x^1.7 gives back its exponent and factor.
  @Test func slopesAreThoseOfTheLogarithms() {
    let x = [16.0, 64, 100, 1024]
    let law = PowerLaw(x: x, y: [334.291_4, 3528.801_3, 7535.659_3, 393_216])
    #expect(abs(law.exponent - 1.7) < 1e-5)
    #expect(abs(law.factor - 3) < 1e-4)
    #expect(abs(law.value(at: 16) - 334.291_4) < 1e-3)
  }

  @Test func exponentsAreTakenApart() throws {
    let findings = try run(["maxN": "256"])
    for name in ["timeExponents", "memoryExponents"] {
      let tensor = try #require(findings.tensor(name))
      for row in 0..<2 {
        let derivation = try #require(findings.derivation(CellReference(name, row, 0), .english))
        #expect(derivation.value == Double(tensor[row, 0]))
        // 16 to 256 are five lengths: the longer half are 64, 128 and 256.
        #expect(derivation.inputs.count == 3)
      }
      #expect(findings.derivation(CellReference(name, 2, 0), .english) == nil)
      #expect(findings.derivation(CellReference(name, 0, 1), .english) == nil)
    }
  }

  @Test func aStoppedRunKeepsWhatItHas() async throws {
    let findings = try await Task { try run(stoppedAt: 128) }.value
    #expect(findings.tensor("n")?.storage == [16, 32, 64])
    #expect(try findings.result("measuredN") == 64)
    for step in findings.steps {
      #expect(step.sentence.english.hasPrefix("Stopped: lengths up to 64 of 1024 were measured."))
      #expect(step.sentence.chinese.hasPrefix("已中途停止"))
    }
    #expect(try !run(["maxN": "64"]).steps[0].sentence.english.contains("Stopped"))
  }

  @Test func aRunWithoutASlopeIsCancelled() async {
    await #expect(throws: CancellationError.self) {
      _ = try await Task { try run(stoppedAt: 32) }.value
    }
  }

  @Test func progressRunsFromNothingToEverything() throws {
    let fractions = Fractions()
    _ = try LabProgress.reporting(
      to: { fraction, _ in fractions.append(fraction) }, { try run(["maxN": "128"]) })
    #expect(fractions.all.count == 4)
    #expect(fractions.all.first == 0)
    #expect(fractions.all == fractions.all.sorted() && fractions.all.allSatisfy { $0 < 1 })
  }

  @Test func whatDoesNotFitIsRefused() throws {
    #expect(throws: LabError.self) { try run(["maxN": "8192", "threads": "4"]) }
  }

  @Test func onlyTimesAreMeasured() {
    let measured = ComplexityLab().description.results.filter(\.isMeasured).map(\.name)
    #expect(
      measured == [
        "naiveTimeExponent", "flashTimeExponent", "crossoverN", "speedup", "naiveSeconds",
        "flashSeconds", "timeRatio", "timeFit", "timeExponents",
      ])
  }
}

/// What a listener heard; the lab calls it from its own thread only.
final class Fractions: @unchecked Sendable {
  private(set) var all: [Double] = []

  func append(_ fraction: Double) { all.append(fraction) }
}
