import Glibc
import Tensors

/// Our side of `make bench`: does what it is told, a line for a line, as `peers/protocol.py` says.
@main
struct AttentionBench {
  static func main() {
    reply("ready attn-tutor")
    var tasks: [String: BenchTask] = [:]
    while let line = readLine() {
      do {
        reply(try answer(line.split(separator: " ").map(String.init), &tasks))
      } catch {
        reply("refused \(error)")
      }
    }
  }

  private static func answer(
    _ words: [String], _ tasks: inout [String: BenchTask]
  ) throws -> String {
    switch words.first {
    case "prepare" where words.count == 7:
      tasks[words[1]] = nil
      let task = try BenchTask(Problem(words: Array(words.dropFirst())))
      tasks[words[1]] = task
      let sample = try task.run().results.flatMap(sampled)
      return "sample " + sample.map { "\($0)" }.joined(separator: " ")

    case "time" where words.count == 3:
      let task = try prepared(words[1], tasks)
      let times = try (0..<(Int(words[2]) ?? 0)).map { _ in try nanoseconds(task) }
      return "nanoseconds " + times.map(String.init).joined(separator: " ")

    case "memory" where words.count == 2:
      let task = try prepared(words[1], tasks)
      let (run, growth) = try ResidentMemory.growth { try task.run() }
      return "bytes \(growth) \(run.scratchBytes.map(String.init) ?? "-")"

    case "forget":
      tasks = [:]
      return "forgotten"

    default:
      throw Refusal("unknown request: \(words.joined(separator: " "))")
    }
  }

  private static func prepared(
    _ algorithm: String, _ tasks: [String: BenchTask]
  ) throws -> BenchTask {
    guard let task = tasks[algorithm] else { throw Refusal("\(algorithm) is not prepared") }
    return task
  }

  private static func nanoseconds(_ task: BenchTask) throws -> Int64 {
    let start = ContinuousClock.now
    let run = try task.run()
    let elapsed = (ContinuousClock.now - start).components
    // What it costs to free the results is nobody's time.
    withExtendedLifetime(run) {}
    return elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000
  }

  /// Sixteen numbers of a result, from the first to the last.
  private static func sampled(_ result: Tensor) -> [Float] {
    (0..<16).map { result.storage[$0 * (result.count - 1) / 15] }
  }

  private static func reply(_ line: String) {
    print(line)
    fflush(nil)
  }
}

/// A request that cannot be met.
struct Refusal: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
