import Tensors

/// The operations of attention that labs run. Broken variants are other values of this type: a lab
/// goes through its engine for each step and never around it.
public struct AttentionEngine: Sendable {
  let rules = AttentionRules()
  public init() {}

  /// The factor that scores are multiplied by: 1/√d for queries of d numbers (Vaswani 2017, §3.2.1).
  public func scale(forHeadDim headDim: Int) -> Float { 1 / Float(headDim).squareRoot() }

  /// Scaled dot-product attention, softmax(QKᵀ·scale + mask)·V, with every step kept.
  /// - Parameters: query `[…, N, d]`; key `[…, M, d]`; value `[…, M, dᵥ]`; leading axes are the
  ///   batch first, then the heads
  /// - Throws: `ShapeError` naming both shapes
  public func attend(
    query: Tensor, key: Tensor, value: Tensor, _ options: AttentionOptions = AttentionOptions()
  ) throws(ShapeError) -> AttentionRun {
    let precision = options.precision
    let scores = precision.rounded(try scores(query: query, key: key))
    let scaled = precision.rounded(
      scaled(scores, by: options.scale, headDim: query.shape.width, options.temperature))
    var masked = scaled
    if !options.mask.isEmpty {
      let mask = try options.mask.values(for: scaled.shape, hidden: options.hidden)
      masked = precision.rounded(try scaled.plus(precision.rounded(mask)))
    }
    let weights = precision.rounded(weights(masked, emptyRows: options.emptyRows))
    return AttentionRun(
      scores: scores, scaled: scaled, masked: masked, weights: weights,
      output: precision.rounded(try weights.times(value)))
  }

  /// QKᵀ, `[…, N, M]`.
  /// - Throws: `ShapeError` naming both shapes
  public func scores(query: Tensor, key: Tensor) throws(ShapeError) -> Tensor {
    try query.timesTransposed(key)
  }

  /// The scores times `scale`, or 1/√d where it is nil, and divided by the temperature.
  public func scaled(
    _ scores: Tensor, by scale: Float? = nil, headDim: Int, _ temperature: Float = 1
  ) -> Tensor {
    scores.scaled(by: (scale ?? self.scale(forHeadDim: headDim)) / temperature)
  }

  /// Softmax over the keys.
  public func weights(_ scores: Tensor, emptyRows: EmptyRows = .notANumber) -> Tensor {
    scores.softmax(emptyRows: emptyRows)
  }

  /// The features of each token cut into heads: `[B, N, h·d]` becomes `[B, h, N, d]`.
  /// - Throws: `ShapeError` where the heads do not divide the features
  public func splitHeads(_ tensor: Tensor, heads: Int) throws(ShapeError) -> Tensor {
    guard tensor.shape.rank == 3, heads > 0, tensor.shape[2].isMultiple(of: heads) else {
      throw ShapeError(
        "split into \(heads) heads", tensor.shape,
        expected: "[batch, length, features] with features a multiple of the heads")
    }
    let (batch, length) = (tensor.shape[0], tensor.shape[1])
    return try tensor.reshaped([batch, length, heads, tensor.shape[2] / heads])
      .permuted([0, 2, 1, 3])
  }

  /// The heads of each token side by side again: `[B, h, N, d]` becomes `[B, N, h·d]`.
  /// - Throws: `ShapeError` where there are not four axes
  public func mergeHeads(_ tensor: Tensor) throws(ShapeError) -> Tensor {
    guard tensor.shape.rank == 4 else {
      throw ShapeError("merge of heads", tensor.shape, expected: "[batch, heads, length, headDim]")
    }
    let shape = tensor.shape
    return try tensor.permuted([0, 2, 1, 3]).reshaped([shape[0], shape[2], shape[1] * shape[3]])
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
