import Tensors

/// What came out of attention that leaves out keys that nobody sees.
public struct SlicedRun: Sendable {
  /// `[…, N, dᵥ]`
  public var output: Tensor
  /// How many scores were computed for one head; N·M if none had been left out.
  public var computedPairs: Int
  /// How many of them somebody sees
  public var visiblePairs: Int
}
