import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Rotary position embedding: features 2i and 2i+1 of queries and keys, as a point in the plane, are
/// turned by position·θᵢ, so that their products depend on how far apart they stand (Su 2021, eq. 34;
/// θᵢ of eq. 15).
public struct RotaryPositions: Sendable, Equatable {
  /// d, even
  public let headDim: Int
  public let base: Double

  /// - Throws: `ShapeError` where the features do not come in pairs
  public init(headDim: Int, base: Double = 10_000) throws(ShapeError) {
    guard headDim >= 0, headDim.isMultiple(of: 2) else {
      throw ShapeError(
        "rotation", [max(headDim, 0)], expected: "an even number of features, which make pairs")
    }
    self.headDim = headDim
    self.base = base
  }

  /// θᵢ = base^(−2i/d), by which a step of one position turns pair i.
  public func frequency(ofPair pair: Int) -> Double {
    pow(base, -2 * Double(pair) / Double(headDim))
  }

  /// - Parameters:
  ///   - tensor: queries or keys, `[…, N, d]`
  ///   - offset: the position of the first of them, such as the length of a cache
  /// - Throws: `ShapeError`
  public func rotated(_ tensor: Tensor, from offset: Int = 0) throws(ShapeError) -> Tensor {
    let shape = tensor.shape
    guard shape.rank >= 2, shape.width == headDim else {
      throw ShapeError("rotation", shape, expected: "[…, length, \(headDim)]")
    }
    let length = shape[shape.rank - 2]
    let pairs = headDim / 2
    let frequencies = (0..<pairs).map(frequency)
    let turns = (0..<length * pairs).map { index in
      let angle = Double(offset + index / pairs) * frequencies[index % pairs]
      return (cosine: Float(cos(angle)), sine: Float(sin(angle)))
    }
    var result = tensor
    result.withUnsafeMutableValues { values in
      for start in stride(from: 0, to: values.count, by: max(2 * turns.count, 1)) {
        for (pair, turn) in turns.enumerated() {
          let (x, y) = (values[start + 2 * pair], values[start + 2 * pair + 1])
          values[start + 2 * pair] = x * turn.cosine - y * turn.sine
          values[start + 2 * pair + 1] = y * turn.cosine + x * turn.sine
        }
      }
    }
    return result
  }
}
