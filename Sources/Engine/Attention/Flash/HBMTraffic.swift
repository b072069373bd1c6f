import Tensors

/// Bytes of Q, K, V, O and the softmax's statistics between main memory (HBM on a GPU) and the chip,
/// in Float32. Masks are not counted.
public struct HBMTraffic: Sendable, Equatable {
  public var readBytes: Int
  public var writeBytes: Int

  public init(readBytes: Int = 0, writeBytes: Int = 0) {
    self.readBytes = readBytes
    self.writeBytes = writeBytes
  }

  mutating func read(_ numbers: Int) { readBytes += numbers * MemoryLayout<Float>.stride }
  mutating func write(_ numbers: Int) { writeBytes += numbers * MemoryLayout<Float>.stride }

  /// What the loops of flash attention move, tiles that no row sees left out.
  public static func flash(
    _ dimensions: AttentionDimensions, blocks: BlockSizes, order: LoopOrder, mask: Mask = .none
  ) -> HBMTraffic {
    summed(dimensions, blocks: blocks, mask: mask) { head, tiles, visible in
      switch order {
      case .fa2:
        for (rows, seen) in zip(tiles.rowBlocks, visible) {
          head.loadQueries(rows.count, dimensions)
          for tile in seen { head.loadKeys(tiles.columns(tile).count, dimensions) }
          head.storeOutput(rows.count, dimensions)
        }
      case .fa1:
        for tile in 0..<tiles.count {
          head.loadKeys(tiles.columns(tile).count, dimensions)
          for (rows, seen) in zip(tiles.rowBlocks, visible) where seen.contains(tile) {
            head.loadState(rows.count, dimensions)
            head.storeState(rows.count, dimensions)
          }
        }
      }
    }
  }

  /// What all heads of all sentences move.
  /// - Parameter move: counts one head, given the tiles that each block of queries sees
  static func summed(
    _ dimensions: AttentionDimensions, blocks: BlockSizes, mask: Mask,
    move: (_ head: inout HBMTraffic, TileGrid, _ visible: [Range<Int>]) -> Void
  ) -> HBMTraffic {
    var traffic = HBMTraffic()
    let tiles = TileGrid(dimensions, blocks)
    for batch in 0..<dimensions.batch {
      var head = HBMTraffic()
      move(&head, tiles, tiles.rowBlocks.map { tiles.visible(to: $0, sentence: batch, mask) })
      traffic.readBytes += head.readBytes * dimensions.heads
      traffic.writeBytes += head.writeBytes * dimensions.heads
    }
    return traffic
  }

  /// What the plain algorithm moves: S is written and read, P is written and read (Dao et al. 2022,
  /// Algorithm 0).
  public static func standard(_ dimensions: AttentionDimensions) -> HBMTraffic {
    var traffic = HBMTraffic()
    let pairs = dimensions.queries * dimensions.keys
    let heads = dimensions.batch * dimensions.heads
    traffic.read(heads * (dimensions.queries + dimensions.keys) * dimensions.headDim)
    traffic.write(heads * pairs)
    traffic.read(heads * pairs)
    traffic.write(heads * pairs)
    traffic.read(heads * (pairs + dimensions.keys * dimensions.valueDim))
    traffic.write(heads * dimensions.queries * dimensions.valueDim)
    return traffic
  }

  mutating func loadKeys(_ count: Int, _ dimensions: AttentionDimensions) {
    read(count * (dimensions.headDim + dimensions.valueDim))
  }

  mutating func loadQueries(_ count: Int, _ dimensions: AttentionDimensions) {
    read(count * dimensions.headDim)
  }

  /// Q, O, m and ℓ of a block that waited in main memory.
  mutating func loadState(_ count: Int, _ dimensions: AttentionDimensions) {
    read(count * (dimensions.headDim + dimensions.valueDim + 2))
  }

  mutating func storeState(_ count: Int, _ dimensions: AttentionDimensions) {
    write(count * (dimensions.valueDim + 2))
  }

  /// O and the log-sum-exp.
  mutating func storeOutput(_ count: Int, _ dimensions: AttentionDimensions) {
    write(count * (dimensions.valueDim + 1))
  }
}

/// The score matrix of one head cut into blocks.
struct TileGrid {
  private let dimensions: AttentionDimensions
  private let blocks: BlockSizes

  init(_ dimensions: AttentionDimensions, _ blocks: BlockSizes) {
    self.dimensions = dimensions
    self.blocks = blocks
  }

  /// How many tiles of keys there are.
  var count: Int { dimensions.keys.pieces(of: blocks.keys) }

  var rowBlocks: [Range<Int>] {
    (0..<dimensions.queries.pieces(of: blocks.queries)).map {
      $0 * blocks.queries..<min(($0 + 1) * blocks.queries, dimensions.queries)
    }
  }

  func columns(_ tile: Int) -> Range<Int> {
    tile * blocks.keys..<min((tile + 1) * blocks.keys, dimensions.keys)
  }

  /// The tiles that some row sees.
  func visible(to rows: Range<Int>, sentence: Int, _ mask: Mask) -> Range<Int> {
    let seen = rows.lazy.map {
      mask.visibleKeys(
        sentence: sentence, query: $0, queries: dimensions.queries, keys: dimensions.keys)
    }
    return (seen.span ?? 0..<0).blocks(of: blocks.keys)
  }
}
