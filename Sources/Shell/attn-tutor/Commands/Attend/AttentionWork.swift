import Attention

/// The floating-point operations that a problem needs: of the pairs that masks leave, two for each
/// number of a product. Additive masks leave all pairs.
struct AttentionWork {
  /// QKᵀ and PV
  let forward: Double
  /// QKᵀ again, dOVᵀ, PᵀdO, dS K and dSᵀQ
  let backward: Double

  init(_ dimensions: AttentionDimensions, _ mask: Mask) {
    let (queries, keys) = (dimensions.queries, dimensions.keys)
    let pairs = (0..<queries).reduce(0.0) {
      $0 + Double(mask.visibleKeys(sentence: 0, query: $1, queries: queries, keys: keys).count)
    }
    let all = 2 * pairs * Double(dimensions.batch) * Double(dimensions.heads)
    let (headDim, valueDim) = (Double(dimensions.headDim), Double(dimensions.valueDim))
    forward = all * (headDim + valueDim)
    backward = all * (3 * headDim + 2 * valueDim)
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
