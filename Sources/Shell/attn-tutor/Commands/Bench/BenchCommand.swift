import ArgumentParser
import Course
import Tensors

/// How fast and how large attention is on this machine.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure naive and flash attention on this machine: time and memory.",
    discussion: """
      One sentence, \(BenchProblem.heads) heads of \(BenchProblem.headDim) numbers. Naive and flash \
      take turns after a run that is not counted; the median is printed with the fastest and the \
      slowest run. Without a name a few sizes of each benchmark are measured, in some ten seconds.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Which benchmark to run, in all its sizes.") var name: Benchmark?
  @Option(parsing: .unconditional, help: "Threads.") var threads = 1
  @Option(help: "How it is printed.") var format: Format = .text
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (1...256).contains(threads) else {
      throw ValidationError("--threads \(threads) is out of range, expected 1 to 256.")
    }
  }

  func run() throws {
    Interruption.watch()
    let problems =
      if let name {
        name.lengths.map { BenchProblem(name, length: $0, threads: threads) }
      } else {
        Benchmark.allCases.flatMap { benchmark in
          benchmark.fewLengths.map { BenchProblem(benchmark, length: $0, threads: threads) }
        }
      }
    let report = BenchReport(try problems.map { try $0.measured() }, threads: threads)
    switch format {
    case .json: try printJSON(report)
    case .text: try output(report.text(in: language.printed), terminator: "")
    }
  }
}

extension Benchmark: ExpressibleByArgument {}
