import Attention
import Tensors

/// What attention of one head of N tokens computes, and what it moves to and from main memory.
struct AttentionTraffic: Sendable {
  var length: Int
  var headDim: Int
  var bytesPerNumber: Int
  /// Those that the memory M allows.
  var blocks: BlockSizes
  /// Bytes read and written by the plain algorithm and by FlashAttention's Algorithm 1
  var naiveBytes: Double
  var flashBytes: Double

  /// Every number is counted in the one format, softmax's statistics too. The counts are the engine's,
  /// which has four bytes a number.
  /// - Returns: nil where not even blocks of one query and one key fit M
  init?(length: Int, headDim: Int, bytesPerNumber: Int, blockBytes: Int) {
    let four = MemoryLayout<Float>.stride
    let shape: Shape = [length, headDim]
    guard
      let blocks = BlockSizes(
        sramBytes: blockBytes / bytesPerNumber * four, headDim: headDim, valueDim: headDim),
      let dimensions = try? AttentionDimensions(query: shape, key: shape, value: shape)
    else { return nil }
    func bytes(_ traffic: HBMTraffic) -> Double {
      Double(traffic.readBytes + traffic.writeBytes) / Double(four) * Double(bytesPerNumber)
    }
    self.length = length
    self.headDim = headDim
    self.bytesPerNumber = bytesPerNumber
    self.blocks = blocks
    naiveBytes = bytes(.standard(dimensions))
    flashBytes = bytes(.flash(dimensions, blocks: blocks, order: .fa1))
  }

  /// QKᵀ and PV, multiplications and additions alike; softmax is not counted.
  var operations: Double { 4 * Double(length) * Double(length) * Double(headDim) }

  var naiveIntensity: Double { operations / naiveBytes }
  var flashIntensity: Double { operations / flashBytes }

  /// T_c, the tiles of keys
  var keyTiles: Int { length.pieces(of: blocks.keys) }

  /// What the intensities tend to as N grows: d/b, and 4d·B_c/(b·(3d + 4)).
  var naiveLimit: Double { Double(headDim) / Double(bytesPerNumber) }
  var flashLimit: Double {
    4 * Double(headDim) * Double(blocks.keys) / Double(bytesPerNumber * (3 * headDim + 4))
  }
}
