import Tensors

/// The sizes of one attention problem. Each head h of the queries reads group ⌊h / (H/G)⌋ of the keys
/// and values: G = H is multi-head attention, G = 1 multi-query, between them grouped-query.
public struct AttentionDimensions: Sendable, Equatable {
  public let batch: Int
  public let heads: Int
  public let groups: Int
  /// N, the queries of a head
  public let queries: Int
  /// M, the keys of a group
  public let keys: Int
  public let headDim: Int
  public let valueDim: Int
  /// The rank of the queries, which the outputs come back in.
  let rank: Int

  /// Reads `[N, d]` as B = H = 1 and `[H, N, d]` as B = 1.
  /// - Parameters: query `[B, H, N, d]`; key `[B, G, M, d]`; value `[B, G, M, dᵥ]`
  /// - Throws: `ShapeError` naming both shapes
  public init(query: Shape, key: Shape, value: Shape) throws(ShapeError) {
    for (name, shape) in [("query", query), ("key", key), ("value", value)]
    where !(2...4).contains(shape.rank) {
      throw ShapeError(
        name, shape, expected: "[batch, heads, length, headDim], of which the first two may lack")
    }
    let (q, k, v) = (Self.padded(query), Self.padded(key), Self.padded(value))
    guard q[3] == k[3] else {
      throw ShapeError("attention", query, key, expected: "query and key of one head dimension")
    }
    guard q[0] == k[0] else {
      throw ShapeError("attention", query, key, expected: "query and key of one batch size")
    }
    guard k[0] == v[0], k[1] == v[1], k[2] == v[2] else {
      throw ShapeError(
        "attention", key, value, expected: "key and value that differ in the last axis only")
    }
    guard k[1] > 0 ? q[1].isMultiple(of: k[1]) : q[1] == 0 else {
      throw ShapeError(
        "attention", query, key,
        expected: "groups of keys (\(k[1])) that divide the heads (\(q[1]))")
    }
    (batch, heads, groups) = (q[0], q[1], k[1])
    (queries, keys, headDim, valueDim) = (q[2], k[2], q[3], v[3])
    rank = query.rank
  }

  /// How many heads read one group.
  public var headsPerGroup: Int { groups == 0 ? 0 : heads / groups }

  /// `[B, H, N, dᵥ]`, in the rank of the queries
  public var outputShape: Shape { inRank([batch, heads, queries, valueDim]) }

  /// `[B, H, N]`, in the rank of the queries less one
  public var logSumExpShape: Shape { inRank([batch, heads, queries]) }

  /// `[B, H, N, M]`, in the rank of the queries
  public var weightsShape: Shape { inRank([batch, heads, queries, keys]) }

  private func inRank(_ axes: [Int]) -> Shape { Shape(Array(axes.dropFirst(4 - rank))) }

  private static func padded(_ shape: Shape) -> [Int] {
    [Int](repeating: 1, count: 4 - shape.rank) + shape.axes
  }
}
