import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// PE(p, 2i) = sin(p / base^(2i/model)) and PE(p, 2i+1) the cosine of the same (Vaswani 2017, §3.5).
public struct SinusoidalPositions: Sendable, Equatable {
  /// d_model, the features of a token
  public let model: Int
  public let base: Double

  /// - Parameter model: taken as 0 where negative
  public init(model: Int, base: Double = 10_000) {
    self.model = max(model, 0)
    self.base = base
  }

  /// The angle that a step of one position turns pair i by.
  public func frequency(ofPair pair: Int) -> Double {
    pow(base, -2 * Double(pair) / Double(max(model, 1)))
  }

  /// The vectors to be added to embeddings, `[length, model]`.
  public func encoding(length: Int, from offset: Int = 0) -> Tensor {
    Tensor(rows: max(length, 0), columns: model) { row, column in
      let angle = Double(offset + row) * frequency(ofPair: column / 2)
      return Float(column.isMultiple(of: 2) ? sin(angle) : cos(angle))
    }
  }
}
