import Tensors

/// The operations of attention that labs run. Broken variants are other values of this type, see
/// `Mutant`: a lab goes through its engine for each step and never around it.
public struct AttentionEngine: Sendable {
  package let rules: AttentionRules

  public init() { rules = AttentionRules() }

  package init(rules: AttentionRules) { self.rules = rules }

  /// The factor that scores are multiplied by: 1/√d for queries of d numbers (Vaswani 2017, §3.2.1).
  public func scale(forHeadDim headDim: Int) -> Float { rules.scale(headDim) }

  /// Scaled dot-product attention, softmax(QKᵀ·scale + mask)·V, with every step kept.
  /// - Parameters: query `[…, N, d]`; key `[…, M, d]`; value `[…, M, dᵥ]`; leading axes are the
  ///   batch first, then the heads. Of `[B, H, N, d]` and `[B, G, M, d]`, where G divides H, each
  ///   group of keys and values serves H/G heads in a row, and is read where it stands.
  /// - Throws: `ShapeError` naming both shapes
  public func attend(
    query: Tensor, key: Tensor, value: Tensor, _ options: AttentionOptions = AttentionOptions()
  ) throws(ShapeError) -> AttentionRun {
    let (query, key, value) = rules.operands(query, key, value)
    return try steps(query, key, value, options)
  }

  /// All of `attend` but the choice of operands.
  func steps(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, _ options: AttentionOptions
  ) throws(ShapeError) -> AttentionRun {
    let precision = options.precision
    if [query, key, value].allSatisfy({ $0.shape.rank == 4 }) {
      _ = try AttentionDimensions(query: query.shape, key: key.shape, value: value.shape)
    }
    let scores = precision.rounded(try products(query, key))
    let scaled = precision.rounded(
      scaled(scores, by: options.scale, headDim: query.shape.width, options.temperature))
    return try average(value, byScores: scores, scaled: scaled, options)
  }

  /// QKᵀ, `[…, N, M]`; each group of keys in `[B, G, M, d]` serves H/G heads of `[B, H, N, d]`.
  /// - Throws: `ShapeError` naming both shapes
  public func scores(query: Tensor, key: Tensor) throws(ShapeError) -> Tensor {
    let operands = rules.operands(query, key, key)
    return try products(operands.query, operands.key)
  }

  /// The scores times `scale`, or 1/√d where it is nil, and divided by the temperature.
  public func scaled(
    _ scores: Tensor, by scale: Float? = nil, headDim: Int, _ temperature: Float = 1
  ) -> Tensor {
    scores.scaled(by: (scale ?? self.scale(forHeadDim: headDim)) / temperature)
  }

  /// Softmax over the keys.
  public func weights(_ scores: Tensor, emptyRows: EmptyRows = .notANumber) -> Tensor {
    rules.softmax(scores, emptyRows)
  }

  /// What follows the scores, however they were computed: mask, softmax, weighted average.
  func average(
    _ value: Tensor, byScores scores: Tensor, scaled: Tensor, _ options: AttentionOptions
  ) throws(ShapeError) -> AttentionRun {
    let precision = options.precision
    let mask = try values(of: options.mask, for: scaled.shape, options)
    let masked = try mask.map { mask throws(ShapeError) in
      precision.rounded(try rules.maskedScores(scaled, mask))
    }
    let softmax = precision.rounded(weights(masked ?? scaled, emptyRows: options.emptyRows))
    let weights = try mask.map { mask throws(ShapeError) in
      precision.rounded(try rules.maskedWeights(softmax, mask))
    }
    return AttentionRun(
      scores: scores, scaled: scaled, masked: masked ?? scaled, weights: weights ?? softmax,
      output: precision.rounded(try averages(of: value, weights ?? softmax)))
  }

  /// The mask in force as numbers, nil where it changes nothing.
  private func values(of mask: Mask, for shape: Shape, _ options: AttentionOptions)
    throws(ShapeError) -> Tensor?
  {
    let mask = rules.mask(mask)
    guard !mask.isEmpty else { return nil }
    return options.precision.rounded(try mask.values(for: shape, hidden: options.hidden))
  }
}
