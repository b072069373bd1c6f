import Tensors

extension AttentionEngine {
  /// The gradients of attention by the chain rule, with P and dP whole in memory: dV = PᵀdO,
  /// dP = dO Vᵀ, dS = P ∘ (dP − D), dQ = dS K·scale, dK = dSᵀQ·scale (Dao et al. 2022, §B.2).
  /// - Parameter outputGradient: dO `[B, H, N, dᵥ]`
  /// - Throws: `ShapeError` naming both shapes
  public func naiveGradients(
    query: Tensor, key: Tensor, value: Tensor, outputGradient: Tensor,
    _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> AttentionGradients {
    let (query, key, value) = rules.operands(query, key, value)
    let dimensions = try AttentionDimensions(
      query: query.shape, key: key.shape, value: value.shape)
    guard dimensions.outputShape == outputGradient.shape else {
      throw ShapeError(
        "gradient of attention", outputGradient.shape, dimensions.outputShape,
        expected: "one gradient for each number of the output")
    }
    return try AttentionProblem.with(
      query, key, value, scale: options.scale ?? scale(forHeadDim: query.shape.width),
      mask: rules.mask(options.mask)
    ) { problem in
      var gradients = AttentionGradients(query: query, key: key, value: value)
      let heads = dimensions.batch * dimensions.heads
      let workers = (0..<min(options.threads, max(heads, 1))).map { _ in
        (scores: WholeScores(dimensions), backward: WholeBackward(dimensions))
      }
      gradients.peakBytes = workers.reduce(0) { $0 + $1.scores.bytes + $1.backward.bytes }
      outputGradient.withPointer { outputGradient in
        gradients.forEachHead(dimensions, threads: workers.count) { head, target, worker in
          let row = head.offset(dimensions) * dimensions.queries
          let (scores, backward) = workers[worker]
          scores.fill(head, problem)
          scores.softmax(head, problem, logSumExp: nil)
          backward.run(
            head, problem, scores, outputGradient: outputGradient + row * dimensions.valueDim,
            target)
        }
      }
      return gradients
    }
  }
}

/// dP of one head, `[N, M]`, which becomes dS in place.
private final class WholeBackward {
  private let dimensions: AttentionDimensions
  private let gradients: Scratch
  private let delta: Scratch

  init(_ dimensions: AttentionDimensions) {
    self.dimensions = dimensions
    gradients = Scratch(dimensions.queries * dimensions.keys.roundedUp(to: 16))
    delta = Scratch(dimensions.queries)
  }

  var bytes: Int { gradients.bytes + delta.bytes }

  func run(
    _ head: Head, _ problem: AttentionProblem, _ scores: WholeScores,
    outputGradient: UnsafePointer<Float>, _ target: GradientTarget
  ) {
    let (queries, keys) = (dimensions.queries, dimensions.keys)
    let (depth, width, step) = (dimensions.headDim, dimensions.valueDim, scores.step)
    // dV = Pᵀ dO
    MatrixProduct(
      left: scores.values, rowStep: 1, depthStep: step, right: outputGradient, rightStep: width,
      rows: keys, columns: width, depth: queries
    ).write(to: target.value, step: width)
    // dP = dO Vᵀ
    MatrixProduct(
      left: outputGradient, rowStep: width, right: problem.value(head), rightStep: width,
      rightIsTransposed: true, rows: queries, columns: keys, depth: width
    ).write(to: gradients.pointer, step: step)
    // dS = P ∘ (dP − D), D = rowsum(P ∘ dP)
    for row in 0..<queries {
      var sum = 0.0
      for column in row * step..<row * step + keys {
        sum += Double(scores.values[column]) * Double(gradients.pointer[column])
      }
      delta.pointer[row] = Float(sum)
    }
    Kernels.scoreGradients(
      scores.values, gradients.pointer, step: step, rows: queries, columns: keys,
      delta: delta.pointer)
    // dQ = dS K · scale
    MatrixProduct(
      left: gradients.pointer, rowStep: step, right: problem.key(head), rightStep: depth,
      rows: queries, columns: depth, depth: keys
    ).write(to: target.query, step: depth)
    for index in 0..<queries * depth { target.query[index] *= problem.scale }
    // dK = dSᵀ Q · scale
    MatrixProduct(
      left: gradients.pointer, rowStep: 1, depthStep: step, right: problem.query(head),
      rightStep: depth, rows: keys, columns: depth, depth: queries
    ).write(to: target.key, step: depth)
    for index in 0..<keys * depth { target.key[index] *= problem.scale }
  }
}
