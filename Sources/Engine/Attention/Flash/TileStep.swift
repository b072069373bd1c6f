import Tensors

/// One block of queries meets one tile of keys, in a pass of flash attention that is watched.
public struct TileStep<OnChip: Sendable>: Sendable {
  public let batch: Int
  public let head: Int
  /// i and j of the papers, from 0
  public let queryBlock: Int
  public let keyBlock: Int
  public let queries: Range<Int>
  public let keys: Range<Int>
  /// What is on chip after the step; nil where no query of the block sees a key of the tile, which is
  /// then skipped
  public let tile: OnChip?
  /// Since the start of the pass, up to and with this step
  public let traffic: HBMTraffic
}
