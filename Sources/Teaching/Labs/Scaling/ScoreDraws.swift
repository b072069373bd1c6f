import Attention
import Course
import Tensors

/// Draws of one query and several keys, and their scores.
struct ScoreDraws {
  /// What the numbers of queries and keys are drawn from. All have mean 0 and variance 1, but for T5.
  enum Distribution: String, CaseIterable {
    case normal, uniform
    /// Queries and keys are projections of normal inputs by matrices as T5 initialises them: W_Q of
    /// standard deviation (d_model·d)^−½, W_K of d_model^−½ (Raffel et al. 2020, published code). The
    /// factor 1/√d is in W_Q from the start.
    case t5
  }

  /// One row of scores a draw, `[draws, keys]`.
  var scores: Tensor
  /// The query of the first draw, `[1, d]`.
  var query: Tensor
  /// The keys of the first draw, `[keys, d]`.
  var key: Tensor

  static let modelWidth = 128
  private static let heads = 8

  /// Q and K of several draws are made at once, so many numbers that they stay in the cache.
  private static let numbersPerBlock = 1 << 17

  /// What is reported of the progress.
  private struct Report {
    var headDim: Int
    var draws: Int
    var share: ClosedRange<Double>

    func callAsFunction(_ drawn: Int) throws {
      try Task.checkCancellation()
      let done = Double(drawn) / Double(draws)
      LabProgress.report(
        share.lowerBound + (share.upperBound - share.lowerBound) * done,
        Localized(
          en: "d = \(headDim): \(drawn.grouped) of \(draws.grouped) draws",
          zh: "d = \(headDim)：第 \(drawn.grouped) / \(draws.grouped) 次抽样"))
    }
  }

  /// - Parameter share: which part of the lab's run this is, for the progress
  /// - Throws: `CancellationError` where the task was cancelled
  init(
    _ distribution: Distribution, headDim: Int, keys: Int, draws: Int,
    stream: RandomStream, share: ClosedRange<Double> = 0...1, engine: AttentionEngine
  ) throws {
    var stream = stream
    let report = Report(headDim: headDim, draws: draws, share: share)
    switch distribution {
    case .normal, .uniform:
      self = try ScoreDraws(
        independent: distribution, headDim, keys, draws, &stream, report, engine: engine)
    case .t5:
      self = try ScoreDraws(projected: headDim, keys, draws, &stream, report, engine: engine)
    }
  }

  private init(
    independent distribution: Distribution, _ headDim: Int, _ keys: Int, _ draws: Int,
    _ stream: inout RandomStream, _ report: Report, engine: AttentionEngine
  ) throws {
    let blockSize = max(1, min(draws, ScoreDraws.numbersPerBlock / (headDim * (keys + 1))))
    func numbers(_ shape: Shape, _ stream: inout RandomStream) -> Tensor {
      // Uniform on ±√3 has variance 1.
      let edge = Float(3).squareRoot()
      return distribution == .normal
        ? .normal(shape, from: &stream) : .uniform(shape, from: -edge, to: edge, from: &stream)
    }
    var values: [Float] = []
    values.reserveCapacity(draws * keys)
    var first: (query: Tensor, key: Tensor)?
    while values.count < draws * keys {
      try report(values.count / keys)
      let count = min(blockSize, draws - values.count / keys)
      let query = numbers([count, 1, headDim], &stream)
      let key = numbers([count, keys, headDim], &stream)
      values += try engine.scores(query: query, key: key).storage
      if first == nil { first = (query, key) }
    }
    scores = try Tensor(values, shape: [draws, keys])
    query = try (first?.query.slice(axis: 0, 0..<1) ?? .zeros([1, 1, headDim]))
      .reshaped([1, headDim])
    key = try (first?.key.slice(axis: 0, 0..<1) ?? .zeros([1, keys, headDim]))
      .reshaped([keys, headDim])
  }

  private init(
    projected headDim: Int, _ keys: Int, _ draws: Int, _ stream: inout RandomStream,
    _ report: Report, engine: AttentionEngine
  ) throws {
    let width = ScoreDraws.modelWidth
    let blockSize = max(1, ScoreDraws.numbersPerBlock / (width * keys))
    var values: [Float] = []
    query = .zeros([1, headDim])
    key = .zeros([keys, headDim])
    for head in 0..<ScoreDraws.heads {
      let count = (head + 1) * draws / ScoreDraws.heads - head * draws / ScoreDraws.heads
      let queryMatrix = Tensor.normal(
        [width, headDim], standardDeviation: 1 / Float(width * headDim).squareRoot(),
        from: &stream)
      let keyMatrix = Tensor.normal(
        [width, headDim], standardDeviation: 1 / Float(width).squareRoot(), from: &stream)
      let queryInput = Tensor.normal([count, width], from: &stream)
      // (x W_Q)(y W_K)ᵀ = x (W_Q W_Kᵀ) yᵀ: the matrix in the middle serves every draw of the head.
      let projected = try queryInput.times(queryMatrix.timesTransposed(keyMatrix))
      for start in stride(from: 0, to: count, by: blockSize) {
        try report(values.count / keys)
        let block = start..<min(start + blockSize, count)
        let keyInput = Tensor.normal([block.count, keys, width], from: &stream)
        if values.isEmpty {
          query = try queryInput.slice(axis: 0, 0..<1).times(queryMatrix)
          key = try keyInput.slice(axis: 0, 0..<1).reshaped([keys, width]).times(keyMatrix)
        }
        values += try engine.scores(
          query: projected.slice(axis: 0, block).reshaped([block.count, 1, width]), key: keyInput
        ).storage
      }
    }
    scores = try Tensor(values, shape: [draws, keys])
  }
}

/// How sharp softmax is over many rows of weights.
struct Sharpness {
  /// Means over the rows, in nats for the entropy.
  var entropy: Double
  var maxWeight: Double
  var jacobianNorm: Double
  /// The share of rows with a weight above 0.99.
  var saturatedShare: Double

  init(_ weights: Tensor) {
    let largest = weights.max(axis: 1)
    entropy = weights.entropy().mean
    maxWeight = largest.mean
    jacobianNorm = weights.softmaxJacobianNorm().mean
    saturatedShare = Double(largest.storage.count { $0 > 0.99 }) / Double(max(largest.count, 1))
  }
}
