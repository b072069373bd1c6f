import Tensors

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
