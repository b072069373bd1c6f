import Foundation
import Testing

@Suite struct BenchTests {
  private struct Report: Decodable {
    struct Result: Decodable {
      struct Algorithm: Decodable {
        var name: String
        var medianSeconds: Double
        var fastestSeconds: Double
        var slowestSeconds: Double
        var gflopPerSeconds: Double
        var scratchBytes: Int?
      }
      var benchmark: String
      var length: Int
      var naivePerFlashSeconds: Double?
      var algorithms: [Algorithm]
    }
    var kernels: String
    var threads: Int
    var results: [Result]
  }

  private func report(_ arguments: String...) throws -> Report {
    let command = try Command(["bench"] + arguments + ["--format", "json"])
    #expect(command.status == 0)
    #expect(command.errors.isEmpty)
    return try JSONDecoder().decode(Report.self, from: Data(command.output.utf8))
  }

  @Test func naiveAndFlashAreMeasuredSideBySide() throws {
    let report = try report("forward", "--threads", "2")
    #expect(report.threads == 2)
    #expect(["fma", "portable"].contains(report.kernels))
    #expect(report.results.map(\.length) == [256, 512, 1024, 2048])
    for result in report.results {
      #expect(result.benchmark == "forward")
      #expect(result.algorithms.map(\.name) == ["naive", "flash"])
      #expect((result.naivePerFlashSeconds ?? 0) > 0)
      for algorithm in result.algorithms {
        #expect(algorithm.fastestSeconds > 0 && algorithm.gflopPerSeconds > 0)
        #expect(algorithm.fastestSeconds <= algorithm.medianSeconds)
        #expect(algorithm.medianSeconds <= algorithm.slowestSeconds)
      }
    }
    // The whole matrix of a head, and what grows with N alone.
    let scratch = report.results.last?.algorithms.compactMap(\.scratchBytes) ?? []
    try #require(scratch.count == 2)
    #expect(scratch[0] >= 2048 * 2048 * 4)
    #expect(scratch[1] < 2048 * 2048 * 4 / 2)
  }

  @Test func productsAreMeasured() throws {
    let report = try report("matmul")
    #expect(report.results.allSatisfy { $0.algorithms.map(\.name) == ["product"] })
    let table = try Command("bench", "matmul", "--lang", "zh")
    #expect(table.status == 0)
    #expect(table.output.contains("中位 ms") && table.output.contains("product"))
  }

  @Test func anInterruptionEndsItWith130() throws {
    let process = try Command.started(["bench"])
    process.waitUntilItAwaitsSignals()
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
  }

  @Test(arguments: [
    ("sideways", "'sideways' is invalid"), ("forward --threads 0", "--threads 0 is out of range"),
    ("forward --format xml", "'xml' is invalid"),
  ])
  func aMistakeIsASentence(arguments: String, sentence: String) throws {
    let command = try Command(["bench"] + arguments.split(separator: " ").map(String.init))
    #expect(command.status == 64)
    #expect(command.output.isEmpty)
    #expect(command.errors.contains(sentence))
  }
}
