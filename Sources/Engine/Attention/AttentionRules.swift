import Tensors

/// The steps of attention that can be got wrong, as the papers have them. An engine computes by its
/// rules; a `Mutant` is an engine with one of them broken.
package struct AttentionRules: Sendable {
  package typealias Operands = (query: Tensor, key: Tensor, value: Tensor)

  /// Which tensor plays which part.
  package var operands: @Sendable (_ query: Tensor, _ key: Tensor, _ value: Tensor) -> Operands = {
    ($0, $1, $2)
  }

  /// What scores are multiplied by: 1/√d (Vaswani 2017, §3.2.1).
  package var scale: @Sendable (_ headDim: Int) -> Float = { 1 / Float($0).squareRoot() }

  /// Which pairs may not meet, given what was asked for.
  package var mask: @Sendable (Mask) -> Mask = { $0 }

  /// How the mask, as numbers to be added, meets the scores before softmax.
  package var maskedScores:
    @Sendable (_ scaled: Tensor, _ mask: Tensor) throws(ShapeError) -> Tensor =
      { scores, mask throws(ShapeError) in try scores.plus(mask) }

  /// Softmax over the keys.
  package var softmax: @Sendable (_ scores: Tensor, EmptyRows) -> Tensor = {
    $0.softmax(emptyRows: $1)
  }

  /// How the mask meets the weights after softmax: not at all, for it has been at the scores.
  package var maskedWeights:
    @Sendable (_ weights: Tensor, _ mask: Tensor) throws(ShapeError) -> Tensor =
      { weights, _ in weights }

  package var flash = FlashRules()

  package init() {}
}

/// The steps of the online softmax (Milakov & Gimelshein 2018, Algorithm 3; FlashAttention-2, Dao
/// 2023, Algorithm 1, lines 9 and 10) that can be left out.
package struct FlashRules: Sendable, Equatable {
  /// O and ℓ of earlier tiles are multiplied by e^(m′ − m) when the maximum goes from m′ to m.
  package var rescales = true
  /// ℓ ← e^(m′ − m) ℓ + rowsum(P); if false, ℓ ← rowsum(P) of the latest tile alone.
  package var accumulatesSum = true
  /// m ← max(m′, rowmax(S)); if false, m stays what the first tile that a row sees has set.
  package var followsMaximum = true

  package init() {}
}
