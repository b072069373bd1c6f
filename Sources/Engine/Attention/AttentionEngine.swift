import Tensors

/// The operations of attention that labs run. Broken variants are other values of this type, see
/// `Mutant`: a lab goes through its engine for each step and never around it.
public struct AttentionEngine: Sendable {
  let rules: AttentionRules

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
    let precision = options.precision
    let (query, key, value) = rules.operands(query, key, value)
    if [query, key, value].allSatisfy({ $0.shape.rank == 4 }) {
      _ = try AttentionDimensions(query: query.shape, key: key.shape, value: value.shape)
    }
    let scores = precision.rounded(try products(query, key))
    let scaled = precision.rounded(
      scaled(scores, by: options.scale, headDim: query.shape.width, options.temperature))
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

  /// The mask in force as numbers, nil where it changes nothing.
  private func values(of mask: Mask, for shape: Shape, _ options: AttentionOptions)
    throws(ShapeError) -> Tensor?
  {
    let mask = rules.mask(mask)
    guard !mask.isEmpty else { return nil }
    return options.precision.rounded(try mask.values(for: shape, hidden: options.hidden))
  }
}

/// How attention is computed.
public struct AttentionOptions: Sendable {
  /// What scores are multiplied by; nil is the engine's own 1/√d.
  public var scale: Float?
  /// Scores are also divided by this; 1 leaves them.
  public var temperature: Float
  public var mask: Mask
  /// What is added to the score of a hidden pair.
  public var hidden: Float
  /// What a query gets that may see no key at all.
  public var emptyRows: EmptyRows
  /// The format that every step is stored in.
  public var precision: Precision

  public init(
    scale: Float? = nil, temperature: Float = 1, mask: Mask = .none, hidden: Float = -.infinity,
    emptyRows: EmptyRows = .notANumber, precision: Precision = .fp32
  ) {
    self.scale = scale
    self.temperature = temperature
    self.mask = mask
    self.hidden = hidden
    self.emptyRows = emptyRows
    self.precision = precision
  }
}

/// The steps of one computation of attention, in their order.
public struct AttentionRun: Sendable {
  /// QKᵀ, `[…, N, M]`
  public var scores: Tensor
  /// After scale and temperature
  public var scaled: Tensor
  /// After the mask; equal to `scaled` where there is none
  public var masked: Tensor
  /// After softmax: each row sums to 1
  public var weights: Tensor
  /// Weights times values, `[…, N, dᵥ]`
  public var output: Tensor
}
