import Course
import Figures
import Foundation
import Tensors

/// One benchmark at one size, measured.
struct BenchResult: Encodable {
  var benchmark: Benchmark
  var length: Int
  var measurements: [BenchMeasurement]

  /// How many times as long naive takes as flash: the median over the rounds.
  var naivePerFlashSeconds: Double? {
    guard let naive = measurements.first(where: { $0.name == "naive" }),
      let flash = measurements.first(where: { $0.name == "flash" })
    else { return nil }
    return zip(naive.seconds, flash.seconds).map { $0 / max($1, 1e-9) }.median
  }

  private enum CodingKeys: CodingKey { case benchmark, length, naivePerFlashSeconds, algorithms }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(benchmark.rawValue, forKey: .benchmark)
    try container.encode(length, forKey: .length)
    try container.encodeIfPresent(naivePerFlashSeconds, forKey: .naivePerFlashSeconds)
    try container.encode(measurements, forKey: .algorithms)
  }
}

/// What `bench` prints.
struct BenchReport: Encodable {
  var kernels = Kernels.path.rawValue
  var processors = ProcessInfo.processInfo.activeProcessorCount
  var threads: Int
  var heads = BenchProblem.heads
  var headDim = BenchProblem.headDim
  var results: [BenchResult]

  init(_ results: [BenchResult], threads: Int) {
    self.results = results
    self.threads = threads
  }

  func text(in language: Language) -> String {
    let heading = Localized(
      en: "\(kernels) kernels, \(processors) processors, threads: \(threads); "
        + "B = 1, H = \(heads), d = \(headDim)",
      zh: "\(kernels) 内核，\(processors) 个处理器，线程数 \(threads)；"
        + "B = 1，H = \(heads)，d = \(headDim)")
    let columns = Localized(
      en: [
        "", "N", "", "median ms", "fastest", "slowest", "GFLOP/s", "peak MB", "scratch MB",
        "naive / flash",
      ],
      zh: ["", "N", "", "中位 ms", "最快", "最慢", "GFLOP/s", "峰值 MB", "暂存 MB", "naive / flash"])
    let rows = results.flatMap { result in
      result.measurements.enumerated().map { index, measurement in
        row(measurement, of: result, isLast: index == result.measurements.count - 1)
      }
    }
    return heading[language] + "\n\n"
      + TextTable([columns[language]] + rows, alignsRight: true).text
  }

  private func row(_ measurement: BenchMeasurement, of result: BenchResult, isLast: Bool)
    -> [String]
  {
    func milliseconds(_ seconds: Double) -> String { (seconds * 1000).fixed(2) }
    func megabytes(_ bytes: Int?) -> String {
      bytes.map { (Double($0) / 1_000_000).fixed(1) } ?? "–"
    }
    let ratio = isLast ? result.naivePerFlashSeconds : nil
    return [
      result.benchmark.rawValue, "\(result.length)", measurement.name,
      milliseconds(measurement.medianSeconds), milliseconds(measurement.fastestSeconds),
      milliseconds(measurement.slowestSeconds), measurement.gflopPerSeconds.fixed(1),
      megabytes(measurement.peakBytes), megabytes(measurement.scratchBytes),
      ratio.map { $0.fixed(2) + "×" } ?? "",
    ]
  }
}
