import Attention
import Tensors

/// The blocks that the backward pass of flash attention has on chip for a pair of a block of queries
/// and a tile of keys. P takes the place of S, and dS that of dP.
struct BackwardChipBlocks: Sendable {
  /// K and V of the tile
  let keys: [ChipBlock]
  /// dK and dV of the tile
  let keyGradients: [ChipBlock]
  /// Q, dO, L and D of the block
  let queries: [ChipBlock]
  let scores: ChipBlock
  let weights: ChipBlock
  let weightGradients: ChipBlock
  let scoreGradients: ChipBlock
  let queryGradient: ChipBlock

  init(
    queryBlock: Int, keyBlock: Int, queries rows: Int, keys columns: Int,
    _ dimensions: AttentionDimensions
  ) {
    let row = (queryBlock + 1).subscripted
    let column = (keyBlock + 1).subscripted
    let (depth, width) = (dimensions.headDim, dimensions.valueDim)
    keys = [
      ChipBlock(name: "K" + column, rows: columns, columns: depth),
      ChipBlock(name: "V" + column, rows: columns, columns: width),
    ]
    keyGradients = [
      ChipBlock(name: "dK" + column, rows: columns, columns: depth),
      ChipBlock(name: "dV" + column, rows: columns, columns: width),
    ]
    queries = [
      ChipBlock(name: "Q" + row, rows: rows, columns: depth),
      ChipBlock(name: "dO" + row, rows: rows, columns: width),
      ChipBlock(name: "L\(row), D\(row)", rows: 2, columns: rows),
    ]
    scores = ChipBlock(name: "S", rows: rows, columns: columns)
    weights = ChipBlock(name: "P", rows: rows, columns: columns)
    weightGradients = ChipBlock(name: "dP", rows: rows, columns: columns)
    scoreGradients = ChipBlock(name: "dS", rows: rows, columns: columns)
    queryGradient = ChipBlock(name: "dQ" + row, rows: rows, columns: depth)
  }

  init(_ step: FlashBackwardStep, _ dimensions: AttentionDimensions) {
    self.init(
      queryBlock: step.queryBlock, keyBlock: step.keyBlock, queries: step.queries.count,
      keys: step.keys.count, dimensions)
  }

  /// What stays on chip for all blocks of queries.
  var held: [ChipBlock] { keys + keyGradients }

  /// On chip in line 14, and in line 15.
  private var both: [[ChipBlock]] {
    [
      held + queries + [weights, scoreGradients],
      held + queries + [scoreGradients, queryGradient],
    ]
  }

  /// What is on chip when it is fullest.
  var fullest: [ChipBlock] { both[0].bytes >= both[1].bytes ? both[0] : both[1] }
}

extension BackwardChipBlocks {
  /// The least that blocks of these sizes need, in bytes. The plain algorithm has three blocks on chip
  /// in each line that multiplies, and a row of P and one of dP for the sum in line 3.
  static func leastBytes(
    _ blocks: BlockSizes, _ headDim: Int, _ order: FlashProblem.Order, _ length: Int
  ) -> Int {
    let pairs = blocks.queries * blocks.keys
    let (rows, columns) = (blocks.queries * headDim, blocks.keys * headDim)
    let numbers =
      order == .standard
      ? max(pairs + rows + columns, 2 * length)
      : 4 * columns + 2 * rows + 2 * blocks.queries + pairs + max(pairs, rows)
    return numbers * MemoryLayout<Float>.stride
  }
}
