import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Attention whose scores come from a network of one hidden layer: e = vᵀ tanh(W q + U k)
/// (Bahdanau et al. 2015, appendix A.1.2). Queries and keys may differ in their features.
public struct AdditiveAttention: Sendable, Equatable {
  /// W, `[d_q, hidden]`
  public let queryMatrix: Tensor
  /// U, `[d_k, hidden]`
  public let keyMatrix: Tensor
  /// v, `[hidden]`
  public let vector: Tensor

  /// - Throws: `ShapeError` where the three do not share the hidden axis
  public init(queryMatrix: Tensor, keyMatrix: Tensor, vector: Tensor) throws(ShapeError) {
    for matrix in [queryMatrix, keyMatrix]
    where matrix.shape.rank != 2 || vector.shape.axes != [matrix.shape.width] {
      throw ShapeError(
        "additive attention", matrix.shape, vector.shape,
        expected: "matrices [features, hidden] and a vector [hidden]")
    }
    self.queryMatrix = queryMatrix
    self.keyMatrix = keyMatrix
    self.vector = vector
  }

  /// Numbers drawn so that W q, U k and the scores keep the variance of their inputs.
  public init(queryDim: Int, keyDim: Int, hidden: Int, from stream: inout RandomStream) {
    func normal(_ shape: Shape, fanIn: Int) -> Tensor {
      .normal(shape, standardDeviation: 1 / Float(max(fanIn, 1)).squareRoot(), from: &stream)
    }
    queryMatrix = normal([queryDim, hidden], fanIn: queryDim)
    keyMatrix = normal([keyDim, hidden], fanIn: keyDim)
    vector = normal([hidden], fanIn: hidden)
  }

  public var parameters: Int { queryMatrix.count + keyMatrix.count + vector.count }

  /// Multiplications and additions of the scores of N queries and M keys, a tanh counted as one: two
  /// projections, then a sum, a tanh, a product and a sum for each pair and hidden unit.
  public func scoreFLOPs(queries: Int, keys: Int) -> Int {
    2 * (queries * queryMatrix.count + keys * keyMatrix.count) + 4 * queries * keys * vector.count
  }

  /// - Parameters: query `[…, N, d_q]`; key `[…, M, d_k]`; the leading axes are equal
  /// - Returns: the scores, `[…, N, M]`
  /// - Throws: `ShapeError` naming both shapes
  public func scores(query: Tensor, key: Tensor) throws(ShapeError) -> Tensor {
    let lead = query.shape.axes.dropLast(2)
    guard query.shape.rank >= 2, key.shape.rank >= 2, lead == key.shape.axes.dropLast(2) else {
      throw ShapeError(
        "additive attention", query.shape, key.shape,
        expected: "query and key [length, features] with equal leading axes")
    }
    let (projected, memory) = (try query.times(queryMatrix), try key.times(keyMatrix))
    let (queries, keys) = (query.shape[lead.count], key.shape[lead.count])
    var scores = Tensor.zeros(Shape(lead + [queries, keys]))
    let hidden = vector.count
    scores.withMutablePointer { scores in
      projected.withPointer { projected in
        memory.withPointer { memory in
          vector.withPointer { vector in
            for row in 0..<lead.reduce(1, *) * queries {
              let q = projected + row * hidden
              for key in 0..<keys {
                let k = memory + (row / queries * keys + key) * hidden
                var sum: Float = 0
                for unit in 0..<hidden { sum += vector[unit] * tanhf(q[unit] + k[unit]) }
                scores[row * keys + key] = sum
              }
            }
          }
        }
      }
    }
    return scores
  }

  /// Mask, softmax and average as the engine does them. Scores are not scaled unless the options say.
  /// - Parameters: query `[…, N, d_q]`; key `[…, M, d_k]`; value `[…, M, dᵥ]`
  /// - Throws: `ShapeError` naming both shapes
  public func attend(
    query: Tensor, key: Tensor, value: Tensor, _ options: AttentionOptions = AttentionOptions(),
    engine: AttentionEngine = AttentionEngine()
  ) throws(ShapeError) -> AttentionRun {
    let scores = options.precision.rounded(try scores(query: query, key: key))
    let scaled = options.precision.rounded(
      scores.scaled(by: (options.scale ?? 1) / options.temperature))
    return try engine.average(value, byScores: scores, scaled: scaled, options)
  }
}
