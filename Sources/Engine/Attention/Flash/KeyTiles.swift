import Tensors

/// K and V of one group, packed for the products, in tiles of Bc keys.
final class KeyTiles {
  let tileKeys: Int
  private let dimensions: AttentionDimensions
  private let keys: Scratch
  private let values: Scratch

  init(_ dimensions: AttentionDimensions, tileKeys: Int) {
    self.dimensions = dimensions
    self.tileKeys = tileKeys
    let tiles = dimensions.keys.pieces(of: tileKeys)
    keys = Scratch(tiles * tileKeys.roundedUp(to: 16) * dimensions.headDim, zeroed: false)
    values = Scratch(dimensions.keys * dimensions.valueDim.roundedUp(to: 16), zeroed: false)
  }

  var bytes: Int { keys.bytes + values.bytes }

  var count: Int { dimensions.keys.pieces(of: tileKeys) }

  /// Copies one tile of a group.
  func pack(_ index: Int, key: UnsafePointer<Float>, value: UnsafePointer<Float>) {
    let tile = self[index]  // FA-1:6 FA-2:7
    let first = tile.columns.lowerBound
    Kernels.packRows(
      key + first * dimensions.headDim, stride: dimensions.headDim, depth: dimensions.headDim,
      columns: tile.columns.count, into: tile.keys)
    Kernels.packColumns(
      value + first * dimensions.valueDim, stride: dimensions.valueDim, depth: tile.columns.count,
      columns: dimensions.valueDim, into: tile.values)
  }

  var all: some Sequence<KeyTile> { (0..<count).lazy.map { self[$0] } }

  subscript(index: Int) -> KeyTile {
    let first = index * tileKeys
    let end = min(first + tileKeys, dimensions.keys)
    return KeyTile(
      index: index, columns: first..<end,
      keys: keys.pointer + index * tileKeys.roundedUp(to: 16) * dimensions.headDim,
      values: values.pointer + first * dimensions.valueDim.roundedUp(to: 16))
  }
}

/// Bc keys and their values.
struct KeyTile {
  let index: Int
  /// Which keys of the group
  let columns: Range<Int>
  /// Kᵀ in panels of sixteen keys
  let keys: UnsafeMutablePointer<Float>
  /// V in panels of sixteen features
  let values: UnsafeMutablePointer<Float>
}
