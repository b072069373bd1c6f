import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// ALiBi: each head takes a slope times the distance off its scores (Press 2022, §3).
public struct LinearBiases: Sendable, Equatable {
  /// One a head
  public let slopes: [Float]

  /// 2^(−8/H), 2^(−16/H), … for a power of two H. Between two powers: the slopes of the lower one,
  /// then every other slope of the upper one, as in the code that the paper points to.
  public init(heads: Int) {
    guard heads > 0 else {
      slopes = []
      return
    }
    let power = 1 << (Int.bitWidth - 1 - heads.leadingZeroBitCount)
    func slope(_ step: Int, of heads: Int) -> Float {
      Float(exp2(-8 * Double(step) / Double(heads)))
    }
    slopes =
      (1...power).map { slope($0, of: power) }
      + (0..<heads - power).map { slope(2 * $0 + 1, of: 2 * power) }
  }

  /// −slope·|distance|, for `Mask.additive`: `[H, N, M]`, the last query in line with the last key.
  public func bias(queries: Int, keys: Int) throws(ShapeError) -> Tensor {
    let (queries, keys) = (max(queries, 0), max(keys, 0))
    return try Tensor(rows: slopes.count * queries, columns: keys) { row, key in
      let position = row % queries + keys - queries
      return -slopes[row / queries] * Float(abs(position - key))
    }.reshaped([slopes.count, queries, keys])
  }
}
