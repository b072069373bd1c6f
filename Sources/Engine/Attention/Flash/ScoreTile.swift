import Tensors

/// A tile of scores S `[Br, Bc]`, which become the weights P = e^(S − m) in place.
final class ScoreTile {
  let values: UnsafeMutablePointer<Float>
  let step: Int
  private let memory: Scratch
  private let maxima: UnsafeMutablePointer<Float>
  private let sums: UnsafeMutablePointer<Float>

  init(_ blocks: BlockSizes) {
    // Rows a whole power of two apart would all fall into the same few lines of the cache.
    step = blocks.keys.roundedUp(to: 16) + 16
    memory = Scratch(blocks.queries * (step + 2))
    values = memory.pointer
    maxima = values + blocks.queries * step
    sums = maxima + blocks.queries
  }

  var bytes: Int { memory.bytes }

  /// S ← QKᵀ, masks added, for the columns of the tile that the block sees.
  func set(_ block: QueryBlock, times tile: KeyTile, _ problem: AttentionProblem) {
    let depth = problem.dimensions.headDim
    let columns = seen(tile, by: block)
    Kernels.multiplyTile(
      block.query, rowStep: depth, tile.keys + columns.lowerBound * depth, panelStep: 16 * depth,
      panelCount: columns.count.pieces(of: 16), values + columns.lowerBound, cStep: step,
      rows: block.rows.count, depth: depth)
    problem.addMasks(
      to: values + columns.lowerBound, step: step, block.head, rows: block.rows,
      columns: columns.lowerBound + tile.columns.lowerBound..<columns.upperBound
        + tile.columns.lowerBound)
  }

  /// One step of the online softmax (Milakov & Gimelshein 2018, Algorithm 3):
  /// m ← max(m, rowmax S), P ← e^(S − m), ℓ ← e^(m′ − m)·ℓ + rowsum P.
  func absorb(into block: QueryBlock, _ tile: KeyTile, _ rules: FlashRules) {
    let rows = block.rows.count
    let columns = seen(tile, by: block)
    block.first.withUnsafeBufferPointer { first in
      block.end.withUnsafeBufferPointer { end in
        guard let first = first.baseAddress, let end = end.baseAddress else { return }
        let offset = tile.columns.lowerBound + columns.lowerBound
        Kernels.rowMaxima(
          values + columns.lowerBound, step: step, rows: rows, columns: columns.count,
          first: first, end: end, offset: offset, into: maxima)
        for row in 0..<rows {
          let before = block.maximum[row]
          if rules.followsMaximum || before == -.infinity {
            block.maximum[row] = max(before, maxima[row])
          }
          // Where nothing was seen so far there is nothing to rescale, and −∞ − (−∞) is NaN.
          let unchanged = before == block.maximum[row] || !rules.rescales
          block.rescale[row] = unchanged ? 1 : exponential(before - block.maximum[row])
        }
        Kernels.rowExponentials(
          values + columns.lowerBound, step: step, rows: rows, columns: columns.count,
          first: first, end: end, offset: offset, maxima: block.maximum, sums: sums)
      }
    }
    for row in 0..<rows {
      let before = rules.accumulatesSum ? block.rescale[row] * block.sum[row] : 0
      block.sum[row] = before + sums[row]
    }
  }

  /// O ← diag(e^(m′ − m))·O + PV.
  func addWeightedValues(of tile: KeyTile, to block: QueryBlock, _ problem: AttentionProblem) {
    let columns = seen(tile, by: block)
    Kernels.multiplyTile(
      values + columns.lowerBound, rowStep: step, tile.values + 16 * columns.lowerBound,
      panelStep: 16 * tile.columns.count, panelCount: block.outputStep / 16,
      block.output, cStep: block.outputStep, rows: block.rows.count, depth: columns.count,
      adds: true, rescale: block.rescale)
  }

  /// The columns of a tile that some row of the block sees, from a whole panel on: the rest of a tile
  /// on the diagonal is not computed.
  private func seen(_ tile: KeyTile, by block: QueryBlock) -> Range<Int> {
    let first = max(block.visible.lowerBound - tile.columns.lowerBound, 0) & ~15
    let end = min(block.visible.upperBound - tile.columns.lowerBound, tile.columns.count)
    return first..<max(end, first)
  }
}
