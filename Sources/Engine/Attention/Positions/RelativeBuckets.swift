import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// T5's relative positions: distances fall into buckets, near ones a bucket each, far ones into
/// buckets that grow with the logarithm; each head learns one number a bucket (Raffel 2020, §2.1, and
/// its code).
public struct RelativeBuckets: Sendable, Equatable {
  public let count: Int
  /// From this distance on all fall into the last bucket
  public let maximumDistance: Int
  /// Whether keys after the query have buckets of their own, half of all; if not, they count as
  /// distance 0.
  public let isBidirectional: Bool

  /// - Throws: `ShapeError` where there are too few buckets to have near and far ones, or nothing is
  ///   left for the far ones
  public init(count: Int = 32, maximumDistance: Int = 128, isBidirectional: Bool = true)
    throws(ShapeError)
  {
    let side = isBidirectional ? count / 2 : count
    guard side >= 2, count.isMultiple(of: isBidirectional ? 4 : 2), maximumDistance > side / 2
    else {
      throw ShapeError(
        "buckets", [max(count, 0)],
        expected: "a multiple of \(isBidirectional ? 4 : 2), "
          + "and a largest distance (\(maximumDistance)) beyond the near ones")
    }
    self.count = count
    self.maximumDistance = maximumDistance
    self.isBidirectional = isBidirectional
  }

  /// - Parameter relativePosition: key − query
  public func bucket(_ relativePosition: Int) -> Int {
    let side = isBidirectional ? count / 2 : count
    let isAfter = isBidirectional && relativePosition > 0
    let counts = isBidirectional || relativePosition < 0
    let distance = counts ? Int(clamping: relativePosition.magnitude) : 0
    return (isAfter ? side : 0) + bucket(ofDistance: distance, side: side)
  }

  private func bucket(ofDistance distance: Int, side: Int) -> Int {
    let near = side / 2
    guard distance >= near else { return distance }
    guard distance < maximumDistance else { return side - 1 }
    let share = log(Double(distance) / Double(near)) / log(Double(maximumDistance) / Double(near))
    return min(near + Int(share * Double(side - near)), side - 1)
  }

  /// For `Mask.additive`: `[H, N, M]`, the last query in line with the last key.
  /// - Parameter table: the learned numbers, `[count, H]`
  /// - Throws: `ShapeError` where the table has another number of rows
  public func bias(_ table: Tensor, queries: Int, keys: Int) throws(ShapeError) -> Tensor {
    guard table.shape.rank == 2, table.shape[0] == count else {
      throw ShapeError("position biases", table.shape, expected: "[\(count), heads]")
    }
    let heads = table.shape[1]
    let (queries, keys) = (max(queries, 0), max(keys, 0))
    return try Tensor(rows: heads * queries, columns: keys) { row, key in
      let position = row % queries + keys - queries
      return table[bucket(key - position), row / queries]
    }.reshaped([heads, queries, keys])
  }
}
