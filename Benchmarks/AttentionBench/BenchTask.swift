import Attention
import Tensors

/// A problem with its inputs drawn, to be run any number of times.
struct BenchTask {
  struct Run {
    var results: [Tensor]
    /// What the engine says that it allocated besides results; nil where it does not say.
    var scratchBytes: Int?
  }

  let run: () throws -> Run

  init(_ problem: Problem) throws {
    let engine = AttentionEngine()
    let options = problem.options
    switch (problem.algorithm, problem.direction) {
    case (.flash, .forward):
      let (query, key, value, _) = try problem.inputs()
      run = {
        let run = try engine.flash(query: query, key: key, value: value, options)
        return Run(results: [run.output], scratchBytes: run.peakBytes)
      }
    case (.flash, .backward):
      let (query, key, value, gradient) = try problem.inputs()
      let forward = try engine.flash(query: query, key: key, value: value, options)
      run = {
        Run(
          try engine.flashGradients(
            query: query, key: key, value: value, run: forward, outputGradient: gradient, options))
      }
    case (.naive, .forward):
      let (query, key, value, _) = try problem.inputs()
      run = {
        let run = try engine.naive(query: query, key: key, value: value, options)
        return Run(results: [run.output], scratchBytes: run.peakBytes)
      }
    case (.naive, .backward):
      let (query, key, value, gradient) = try problem.inputs()
      run = {
        Run(
          try engine.naiveGradients(
            query: query, key: key, value: value, outputGradient: gradient, options))
      }
    case (.product, .forward):
      let (left, right) = try problem.matrices()
      run = { Run(results: [try left.times(right)], scratchBytes: nil) }
    case (.product, .backward):
      throw Refusal("a product has no backward pass here")
    }
  }
}

extension BenchTask.Run {
  fileprivate init(_ gradients: AttentionGradients) {
    self.init(
      results: [gradients.query, gradients.key, gradients.value],
      scratchBytes: gradients.peakBytes)
  }
}
