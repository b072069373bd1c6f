#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A nonlinearity, element by element.
public enum Activation: String, Sendable, CaseIterable {
  /// max(0, x)
  case relu
  /// x·Φ(x), Φ being the share of the normal distribution below x: x/2·(1 + erf(x/√2)) (Hendrycks &
  /// Gimpel 2016).
  case gelu
  /// GELU's approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715x³))), with which BERT was trained.
  case tanhGELU
  /// x·σ(x), also Swish (Elfwing et al. 2017).
  case silu
  /// σ(x) = 1/(1 + e^−x)
  case sigmoid
  case tanh

  /// f(x), with its limit where x is infinite; NaN stays NaN. Errs by less than 3e-7, or 3e-7 of the
  /// value where that is more.
  public func values(at x: Tensor) -> Tensor {
    switch self {
    case .relu: x.transformed(rectifieds)
    case .gelu: x.map(exactGELU)
    case .tanhGELU: x.transformed(tanhGELUs)
    case .silu: x.transformed(silus)
    case .sigmoid: x.transformed(sigmoids)
    case .tanh: x.transformed(hyperbolicTangents)
    }
  }

  /// f′(x). At 0, where ReLU has none, 0.
  public func derivatives(at x: Tensor) -> Tensor {
    switch self {
    case .relu: x.transformed(rectifiedDerivatives)
    case .gelu: x.map(exactGELUDerivative)
    case .tanhGELU: x.transformed(tanhGELUDerivatives)
    case .silu: x.transformed(siluDerivatives)
    case .sigmoid: x.transformed(sigmoidDerivatives)
    case .tanh: x.transformed(hyperbolicTangentDerivatives)
    }
  }
}

extension Tensor {
  fileprivate func transformed(
    _ loop: (
      _ x: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ count: Int
    ) -> Void
  ) -> Tensor {
    Tensor(shape: shape) { result in
      guard let target = result.baseAddress else { return }
      withPointer { loop($0, target, count) }
    }
  }
}

/// Φ(x), without the cancellation of 1 + erf for negative x.
private func normalShare(below x: Double) -> Double { erfc(-x * 0.5.squareRoot()) / 2 }

private func exactGELU(_ x: Float) -> Float {
  let share = normalShare(below: Double(x))
  return share == 0 ? 0 : Float(Double(x) * share)
}

/// Φ(x) + x·φ(x)
private func exactGELUDerivative(_ x: Float) -> Float {
  let x = Double(x)
  let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  return Float(normalShare(below: x) + (density == 0 ? 0 : x * density))
}
