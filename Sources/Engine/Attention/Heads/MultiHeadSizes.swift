import Tensors

/// The sizes of a layer of multi-head attention, and what follows from them.
public struct MultiHeadSizes: Sendable, Equatable {
  /// d_model, the features of a token
  public let model: Int
  /// H, the heads of the queries
  public let heads: Int
  /// G, the heads of keys and values
  public let groups: Int
  /// d, the features of a head: model/H in the paper; `model` itself where heads are not reduced
  public let headDim: Int

  /// - Parameters:
  ///   - groups: H where nil
  ///   - headDim: model/H where nil
  /// - Throws: `ShapeError` where a size is not positive, or heads or groups do not divide
  public init(model: Int, heads: Int, groups: Int? = nil, headDim: Int? = nil) throws(ShapeError) {
    let groups = groups ?? heads
    func refuse(_ expected: String) -> ShapeError {
      ShapeError("\(heads) heads in \(groups) groups", [max(model, 0)], expected: expected)
    }
    guard model > 0, heads > 0, groups > 0, headDim ?? 1 > 0 else {
      throw refuse("sizes of at least 1")
    }
    guard heads.isMultiple(of: groups) else { throw refuse("groups that divide the heads") }
    guard headDim != nil || model.isMultiple(of: heads) else {
      throw refuse("heads that divide the features")
    }
    self.model = model
    self.heads = heads
    self.groups = groups
    self.headDim = headDim ?? model / heads
  }

  /// Of W_Q, W_K, W_V and W_O.
  var shapes: [Shape] {
    [
      [model, heads * headDim], [model, groups * headDim], [model, groups * headDim],
      [heads * headDim, model],
    ]
  }

  /// The numbers of the four matrices.
  public var parameters: Int { 2 * model * headDim * (heads + groups) }

  /// Multiplications and additions of the four projections: W_Q and W_O for each query, W_K and W_V
  /// for each key.
  public func projectionFLOPs(queries: Int, keys: Int) -> Int {
    4 * model * headDim * (queries * heads + keys * groups)
  }

  /// Multiplications and additions of QKᵀ and of the weighted sums.
  public func attentionFLOPs(queries: Int, keys: Int) -> Int {
    4 * heads * headDim * queries * keys
  }

  /// The numbers that a cache keeps of one token of one sentence.
  public var cachedNumbersPerToken: Int { 2 * groups * headDim }
}
