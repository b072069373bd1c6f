import Tensors

extension AttentionEngine {
  /// The gradients of attention without the `[N, M]` matrix: P is computed again from Q, K and the
  /// log-sum-exp of the forward run. FlashAttention-2 (Dao 2023), Algorithm 2.
  /// - Parameters: run, of the same operands and options; outputGradient dO `[B, H, N, dᵥ]`
  /// - Throws: `ShapeError` naming both shapes
  public func flashGradients(
    query: Tensor, key: Tensor, value: Tensor, run: FlashRun, outputGradient: Tensor,
    _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> AttentionGradients {
    try flashGradients(
      query: query, key: key, value: value, run: run, outputGradient: outputGradient, options,
      recorder: NoBackwardRecorder())
  }

  func flashGradients<Recorder: BackwardRecorder>(
    query: Tensor, key: Tensor, value: Tensor, run: FlashRun, outputGradient: Tensor,
    _ options: FlashOptions, recorder: Recorder
  ) throws(ShapeError) -> AttentionGradients {
    guard run.output.shape == outputGradient.shape else {
      throw ShapeError(
        "gradient of attention", outputGradient.shape, run.output.shape,
        expected: "one gradient for each number of the output")
    }
    let (query, key, value) = rules.operands(query, key, value)
    return try AttentionProblem.with(
      query, key, value, scale: options.scale ?? scale(forHeadDim: query.shape.width),
      mask: rules.mask(options.mask)
    ) { problem in
      var gradients = AttentionGradients(query: query, key: key, value: value)
      let dimensions = problem.dimensions
      let heads = dimensions.batch * dimensions.heads
      let chips = (0..<min(options.threads, max(heads, 1))).map { _ in
        BackwardChip(dimensions, options.blocks ?? .fastBackward)
      }
      gradients.peakBytes = chips.reduce(0) { $0 + $1.bytes }
      run.output.withPointer { output in
        run.logSumExp.withPointer { logSumExp in
          run.logSumExpRest.withPointer { rest in
            outputGradient.withPointer { outputGradient in
              gradients.forEachHead(dimensions, threads: chips.count) { head, target, worker in
                let row = head.offset(dimensions) * dimensions.queries
                let chip = chips[worker]
                chip.load(
                  head, problem, output: output + row * dimensions.valueDim,
                  outputGradient: outputGradient + row * dimensions.valueDim,
                  logSumExp: logSumExp + row, rest: rest + row)
                chip.run(recorder)
                chip.store(target)
              }
            }
          }
        }
      }
      return gradients
    }
  }
}

extension BlockSizes {
  /// Two tiles of scores and five packed operands share the cache.
  static let fastBackward = BlockSizes(queries: 96, keys: 192)
}
