import Attention
import Course
import Figures
import Foundation
import Tensors
import Testing

@testable import Labs

struct MemoryHierarchyLabTests {
  private func run(_ settings: [String: String], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "memory-hierarchy", settings: settings, seed: seed))
      .findings
  }

  /// Erratum E31: 108 × 192 KiB are 20.25 MiB, 19 TB/s are 12.7 times 1.5.
  @Test func theFiguresAreThoseOfTheErrata() throws {
    let findings = try run([:])
    let levels = try #require(findings.tensor("levels"))
    #expect(levels.storage == [21_233_664, 19e12, 40e9, 1.5e12, 1e12, 12.8e9])
    #expect(try abs(findings.result("speedRatio") - 12.667) < 1e-3)
    #expect(try findings.result("ridge") == 208)
    #expect(try abs(run(["device": "h100"]).result("ridge") - 295.2) < 0.1)
  }

  struct Moved: Sendable {
    var device: String
    var length, dim: Int
    var naive, flash: Double
  }

  /// Numbers counted by hand: naive 4Nd + 4N²; flash 2Nd + T_c(3Nd + 4N), T_c = ⌈N/B_c⌉,
  /// B_c = ⌊M/4d⌋ with M = 83,456 numbers on an A100 and 116,224 on an H100.
  @Test(arguments: [
    Moved(device: "a100", length: 1024, dim: 64, naive: 4_456_448, flash: 933_888),
    Moved(device: "h100", length: 1024, dim: 64, naive: 4_456_448, flash: 733_184),
    Moved(device: "a100", length: 16, dim: 64, naive: 5120, flash: 5184),
    Moved(device: "a100", length: 1024, dim: 128, naive: 4_718_592, flash: 3_043_328),
  ])
  func trafficIsThatOfTheAlgorithms(_ moved: Moved) throws {
    let findings = try run([
      "device": moved.device, "N": "\(moved.length)", "d": "\(moved.dim)",
    ])
    let operations = Double(4 * moved.length * moved.length * moved.dim)
    #expect(try findings.result("FLOPs") == operations)
    #expect(try findings.result("naiveBytes") == 2 * moved.naive)
    #expect(try findings.result("flashBytes") == 2 * moved.flash)
    #expect(
      try findings.result("arithmeticIntensityNaive") == operations / (2 * moved.naive))
    #expect(
      try findings.result("arithmeticIntensityFlash") == operations / (2 * moved.flash))
  }

  /// Naive attention does d/2 FLOPs a byte in FP16 at most, whatever N: under the bandwidth roof.
  @Test(arguments: ["a100", "h100"], [16, 64, 128, 256])
  func naiveAttentionWaitsForMemory(_ device: String, _ dim: Int) throws {
    for length in [64, 1024, 65_536] {
      let findings = try run(["device": device, "N": "\(length)", "d": "\(dim)"])
      let intensity = try findings.result("arithmeticIntensityNaive")
      #expect(intensity < Double(dim) / 2)
      #expect(try intensity < findings.result("ridge"))
      let roof = try findings.result("naiveFLOPs")
      #expect(try roof < findings.result("peakFLOPs"))
      let bandwidth = try #require(findings.tensor("levels"))[1, 1]
      #expect(abs(roof - intensity * Double(bandwidth)) <= 1e-6 * roof)
    }
  }

  /// Where N is large flash does several times as many FLOPs a byte, and the more the larger M is.
  @Test func flashMovesToTheRightAndFurtherWithMoreMemory() throws {
    let settings = ["N": "16384"]
    let (a100, h100) = try (run(settings), run(settings.merging(["device": "h100"]) { $1 }))
    let flash = try a100.result("arithmeticIntensityFlash")
    #expect(try flash > 5 * a100.result("arithmeticIntensityNaive"))
    #expect(try h100.result("arithmeticIntensityFlash") > 1.3 * flash)
  }

  @Test func intensitiesTendToTheirLimits() throws {
    let count = try #require(
      AttentionTraffic(length: 65_536, headDim: 64, bytesPerNumber: 2, blockBytes: 166_912))
    #expect(abs(count.naiveIntensity / count.naiveLimit - 1) < 1e-2)
    #expect(abs(count.flashIntensity / count.flashLimit - 1) < 1e-2)
    #expect(count.blocks == BlockSizes(queries: 64, keys: 326))
    #expect(
      AttentionTraffic(length: 16, headDim: 64, bytesPerNumber: 4, blockBytes: 512) == nil)
  }

  /// What is published does not depend on the machine or the seed.
  @Test(arguments: ["a100", "h100"])
  func publishedDevicesAreTheSameEverywhere(_ device: String) throws {
    let (first, second) = try (
      run(["device": device], seed: 1), run(["device": device], seed: 2)
    )
    #expect(first.results == second.results)
    #expect(first.tensors.map(\.tensor) == second.tensors.map(\.tensor))
    #expect(first.steps.map(\.sentence) == second.steps.map(\.sentence))
    #expect(first.steps.count == 4)
  }

  @Test func thisMachineIsMeasured() throws {
    let findings = try run(["device": "this"])
    let levels = try #require(findings.tensor("levels"))
    let sizes = (0..<levels.shape[0]).map { levels[$0, 0] }
    #expect(sizes == sizes.sorted())
    #expect(levels.storage.allSatisfy { $0.isFinite && $0 > 0 })
    let reading = try #require(findings.tensor("readingSpeed"))
    #expect(reading.shape[0] > 8)
    #expect((0..<reading.shape[0]).allSatisfy { reading[$0, 0] == Float(4096 << $0) })
    #expect((0..<reading.shape[0]).allSatisfy { reading[$0, 1] > 0 })
    // A byte a second of memory and a FLOP a second of a computer are far below any machine.
    #expect(try findings.result("peakFLOPs") > 1e7)
    #expect(try findings.result("bytesPerNumber") == 4)
    #expect(findings.steps.count == 5)
  }

  @Test func measuringStopsWhenItIsToldTo() async {
    await #expect(throws: CancellationError.self) {
      _ = try await Task {
        try LabProgress.reporting(
          to: { fraction, _ in if fraction > 0.1 { withUnsafeCurrentTask { $0?.cancel() } } },
          { try run(["device": "this"]) })
      }.value
    }
  }

  @Test func everyNumberOfTheTableIsTakenApart() throws {
    let findings = try run([:])
    for name in ["traffic", "levels"] {
      let tensor = try #require(findings.tensor(name))
      for row in 0..<tensor.shape[0] {
        for column in 0..<tensor.shape[1] {
          for language in Language.allCases {
            let derivation = try #require(
              findings.derivation(CellReference(name, row, column), language))
            #expect(derivation.value == Double(tensor[row, column]))
          }
        }
      }
      #expect(findings.derivation(CellReference(name, 3, 0), .english) == nil)
    }
    let flash = try #require(findings.derivation(CellReference("traffic", 1, 1), .english))
    #expect(flash.summary == "traffic[2,2] = 2·(2·1024·64 + 4·(3·1024·64 + 4·1024)) = 1,867,776")
    let intensity = try #require(findings.derivation(CellReference("traffic", 0, 2), .english))
    #expect(
      intensity.inputs.map(\.reference) == [
        CellReference("traffic", 0, 0), CellReference("traffic", 0, 1),
      ])
  }
}

struct CacheSizesTests {
  @Test(arguments: [
    ("32K", 32_768), ("1024K", 1_048_576), ("32M", 33_554_432), ("512", 512), ("K", nil),
    ("-4K", nil), ("0K", nil), ("99999999999999999G", nil), ("", nil),
  ])
  func sizesAreRead(_ text: String, _ bytes: Int?) {
    #expect(CacheSizes.bytes(text) == bytes)
  }

  /// The caches of instructions are left out, and so is a level that holds no more than the one before.
  @Test func cachesAreThoseOfTheFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "caches-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let caches = [
      ("index0", "1", "Data", "48K"), ("index1", "1", "Instruction", "64K"),
      ("index2", "2", "Unified", "2048K"), ("index3", "3", "Unified", "1024K"),
    ]
    for (name, level, type, size) in caches {
      let cache = folder.appending(path: name)
      try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
      for (file, text) in [("level", level), ("type", type), ("size", size)] {
        try Data((text + "\n").utf8).write(to: cache.appending(path: file))
      }
    }
    #expect(CacheSizes.fromSystemFiles(folder.path) == [49_152, 2_097_152])
    #expect(CacheSizes.fromSystemFiles("/nowhere") == [])
  }

  /// Speeds by doubling sets from 4 KiB on, and the sizes where they step down.
  @Test(arguments: [
    ([200.0, 202, 199, 195, 110, 100, 98, 97, 60, 40, 39], [32_768, 524_288]),
    ([100, 99, 98, 97], []),
    ([100, 50], [4096]),
    ([], []),
  ])
  func stepsShowCaches(_ speeds: [Double], _ sizes: [Int]) {
    let points = speeds.enumerated().map {
      ReadingSpeed.Point(bytes: 4096 << $0.offset, bytesPerSecond: $0.element)
    }
    #expect(ReadingSpeed(points: points).steps == sizes)
  }

  @Test func aLevelHasTheSpeedOfTheSetsThatFitIt() {
    let speeds = [200.0, 210, 150, 140, 90, 95, 60, 20]
    let reading = ReadingSpeed(
      points: speeds.enumerated().map {
        ReadingSpeed.Point(bytes: 4096 << $0.offset, bytesPerSecond: $0.element)
      })
    #expect(reading.speed(ofLevel: 16_384, after: 0) == 210)
    #expect(reading.speed(ofLevel: 262_144, after: 16_384) == 140)
    // No set lies between the two: the largest that the level holds stands for it.
    #expect(reading.speed(ofLevel: 20_000, after: 16_384) == 150)
    #expect(reading.memory == 20)
  }

  @Test(arguments: [
    (196_608.0, "192 KiB"), (21_233_664, "20.25 MiB"), (40e9, "40 GB"), (33_554_432, "32 MiB"),
    (1e12, "1 TB"), (25_270_714_368, "25.3 GB"), (100, "100 B"),
  ])
  func capacitiesAreWrittenAsPeopleDo(_ bytes: Double, _ text: String) {
    #expect(bytes.asCapacity == text)
  }

  @Test func ratesAreWrittenAsPeopleDo() {
    #expect(1.5e12.asByteRate == "1.5 TB/s")
    #expect(12.8e9.asByteRate == "12.8 GB/s")
    #expect(312e12.asFLOPRate == "312 TFLOP/s")
    #expect(8_912_896.0.asBytes == "8.91 MB")
    #expect(1.134e-3.asTime == "1.13 ms")
    #expect(2.5e-10.asTime == "0.25 ns")
  }
}
