/// A floating-point format that numbers are kept in. Sums are carried in Float32 for all of them, as
/// tensor cores do; `rounded` says what is left of a number once it is stored.
public enum Precision: String, Sendable, CaseIterable {
  case fp32
  /// IEEE binary16: 11 significant bits, at most 65,504.
  case fp16
  /// bfloat16: 8 significant bits, the range of fp32.
  case bf16

  /// The number of this format nearest to `value`, of two equally near the even one; ±∞ beyond the
  /// largest.
  public func rounded(_ value: Float) -> Float {
    guard self != .fp32, value.isFinite, value != 0 else { return value }
    // Below the smallest normal number the spacing stays, which makes the subnormal numbers.
    let exponent = Swift.max(Int(value.exponent), smallestExponent)
    let spacing = Double(sign: .plus, exponent: exponent - fractionBits, significand: 1)
    // Dividing and multiplying by a power of two is exact in Double.
    let nearest = (Double(value) / spacing).rounded(.toNearestOrEven) * spacing
    guard nearest.magnitude <= Double(greatest) else {
      return value < 0 ? -.infinity : .infinity
    }
    return Float(nearest)
  }

  public func rounded(_ tensor: Tensor) -> Tensor {
    self == .fp32 ? tensor : tensor.map(rounded)
  }

  /// The largest finite number.
  public var greatest: Float {
    switch self {
    case .fp32: Float.greatestFiniteMagnitude
    case .fp16: 65504
    case .bf16: Float(sign: .plus, exponent: 127, significand: 2 - 1 / 128)
    }
  }

  private var fractionBits: Int {
    switch self {
    case .fp32: 23
    case .fp16: 10
    case .bf16: 7
    }
  }

  private var smallestExponent: Int { self == .fp16 ? -14 : -126 }
}
