import Attention

/// What the block loop of flash attention would move between main memory and a chip of a given size.
struct AttendTraffic {
  let sram: Int
  let blocks: BlockSizes
  let order: LoopOrder
  let flash: HBMTraffic
  let standard: HBMTraffic

  /// Of a streaming multiprocessor of an A100 (Dao et al. 2022, §2.1).
  static let defaultSRAM = 192 * 1024

  /// More tiles than this would take longer to count than to compute.
  private static let mostTiles = 100_000_000.0

  /// - Parameter blocks: those asked for, in place of what the memory allows
  /// - Throws: where not even the smallest block fits
  init(
    _ dimensions: AttentionDimensions, sram: Int, blocks: BlockSizes?, order: LoopOrder, mask: Mask
  ) throws {
    let (headDim, valueDim) = (dimensions.headDim, dimensions.valueDim)
    guard
      let blocks = blocks ?? BlockSizes(sramBytes: sram, headDim: headDim, valueDim: valueDim)
    else {
      throw CommandFailure(
        "error: --sram \(sram) holds not even a block of one query and one key of "
          + "\(max(headDim, valueDim)) numbers, expected at least \(16 * max(headDim, valueDim))",
        .usage)
    }
    let tiles =
      Double(dimensions.queries) / Double(blocks.queries) * Double(dimensions.keys)
      / Double(blocks.keys)
    let pairs =
      Double(dimensions.queries) * Double(dimensions.keys) * Double(dimensions.batch)
      * Double(dimensions.heads)
    guard tiles < Self.mostTiles, pairs < 0x1p55 else {
      throw CommandFailure(
        "error: --stats: \(dimensions.queries) queries and \(dimensions.keys) keys are too many for "
          + "blocks of \(blocks.queries) by \(blocks.keys); expected a larger --sram", .usage)
    }
    (self.sram, self.blocks, self.order) = (sram, blocks, order)
    flash = .flash(dimensions, blocks: blocks, order: order, mask: mask)
    standard = .standard(dimensions)
  }
}
