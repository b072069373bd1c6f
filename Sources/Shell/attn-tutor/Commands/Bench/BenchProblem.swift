import Attention
import Tensors

/// One benchmark at one size.
struct BenchProblem {
  static let heads = 8
  static let headDim = 64

  let benchmark: Benchmark
  let length: Int
  let threads: Int

  init(_ benchmark: Benchmark, length: Int, threads: Int) {
    self.benchmark = benchmark
    self.length = length
    self.threads = threads
  }

  func measured() throws -> BenchResult {
    let contestants = try self.contestants()
    return BenchResult(
      benchmark: benchmark, length: length, measurements: try Rounds(contestants).measurements())
  }

  private func contestants() throws -> [Contestant] {
    if benchmark == .matmul { return [product()] }
    let engine = AttentionEngine()
    let shape: Shape = [1, Self.heads, length, Self.headDim]
    let (query, key, value) = (drawn(shape, 0), drawn(shape, 1), drawn(shape, 2))
    let mask: Mask = benchmark == .causal ? .causal : .none
    let options = FlashOptions(mask: mask, threads: threads)
    let work = AttentionWork(
      try AttentionDimensions(query: query.shape, key: key.shape, value: value.shape), mask)
    guard benchmark == .backward else {
      return [
        Contestant(name: "naive", operations: work.forward) {
          let run = try engine.naive(query: query, key: key, value: value, options)
          return (run, run.peakBytes)
        },
        Contestant(name: "flash", operations: work.forward) {
          let run = try engine.flash(query: query, key: key, value: value, options)
          return (run, run.peakBytes)
        },
      ]
    }
    let gradient = drawn(shape, 3)
    let forward = try engine.flash(query: query, key: key, value: value, options)
    return [
      Contestant(name: "naive", operations: work.backward) {
        let run = try engine.naiveGradients(
          query: query, key: key, value: value, outputGradient: gradient, options)
        return (run, run.peakBytes)
      },
      Contestant(name: "flash", operations: work.backward) {
        let run = try engine.flashGradients(
          query: query, key: key, value: value, run: forward, outputGradient: gradient, options)
        return (run, run.peakBytes)
      },
    ]
  }

  private func product() -> Contestant {
    let (left, right) = (drawn([length, length], 0), drawn([length, length], 1))
    let side = Double(length)
    return Contestant(name: "product", operations: 2 * side * side * side) {
      (try left.times(right), nil)
    }
  }

  private func drawn(_ shape: Shape, _ stream: UInt64) -> Tensor {
    var stream = RandomStream(seed: 1, stream: stream)
    return .normal(shape, from: &stream)
  }
}

/// One way to compute a problem.
struct Contestant {
  let name: String
  /// Multiplications and additions that the result needs
  let operations: Double
  /// The result, and the engine's account of its scratch memory where it gives one.
  let run: () throws -> (result: Any, scratchBytes: Int?)
}
