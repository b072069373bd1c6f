import Attention

/// Multiplications and additions of one step of decoding in one layer: its four projections, QKᵀ and
/// PV. Softmax, a few operations a score, is not counted.
struct StepCost: Sendable, Equatable {
  /// Tokens that go through the layer in this step: the new one, or all of them again.
  var rows: Int
  /// W_Q and W_O
  var queryAndOutput: Int
  /// W_K and W_V
  var keyAndValue: Int
  /// QKᵀ
  var scores: Int
  /// PV
  var averages: Int

  /// - Parameters:
  ///   - token: which one is generated, from 1: so many tokens can be seen
  ///   - cached: whether the keys and values of the earlier ones are kept
  init(_ sizes: MultiHeadSizes, token: Int, cached: Bool) {
    rows = cached ? 1 : token
    queryAndOutput = sizes.projectionFLOPs(queries: rows, keys: 0)
    keyAndValue = sizes.projectionFLOPs(queries: 0, keys: rows)
    scores = sizes.attentionFLOPs(queries: rows, keys: token) / 2
    averages = scores
  }

  var parts: [Int] { [queryAndOutput, keyAndValue, scores, averages] }
  var total: Int { parts.reduce(0, +) }
}
