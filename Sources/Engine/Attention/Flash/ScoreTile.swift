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
    memory = Scratch(blocks.queries * (step + 2), zeroed: false)
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
    let columns = seen(tile, by: block)
    let offset = tile.columns.lowerBound + columns.lowerBound
    block.first.withUnsafeBufferPointer { first in
      block.end.withUnsafeBufferPointer { end in
        guard let first = first.baseAddress, let end = end.baseAddress else { return }
        // The second pass over a few rows still finds them in the first-level cache.
        for start in stride(from: 0, to: block.rows.count, by: Self.rowsAtOnce) {
          let rows = start..<min(start + Self.rowsAtOnce, block.rows.count)
          let scores = values + start * step + columns.lowerBound
          Kernels.rowMaxima(  // FA-1:10
            scores, step: step, rows: rows.count, columns: columns.count,
            first: first + start, end: end + start, offset: offset, into: maxima + start)
          for row in rows { block.raiseMaximum(of: row, to: maxima[row], rules) }
          Kernels.rowExponentials(  // FA-1:11P FA-2:9P
            scores, step: step, rows: rows.count, columns: columns.count,
            first: first + start, end: end + start, offset: offset,
            maxima: block.maximum + start, sums: sums + start)
          for row in rows { block.addToSum(of: row, sums[row], rules) }
        }
      }
    }
  }

  private static let rowsAtOnce = 12

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
