import Tensors

/// The operations of attention that labs run. Broken variants are other values of this type.
public struct AttentionEngine: Sendable {
  public init() {}
}
