/// Which part of the score matrix is at hand: a block of queries and a tile of keys.
struct TilePair {
  let rows: Range<Int>
  let columns: Range<Int>
  let queryBlock: Int
  let keyBlock: Int
  /// The keys of the tile that some query of the block sees, from a whole panel on; what is hidden in
  /// it gets no weight.
  let seen: Range<Int>

  /// - Parameter visible: from the first key to the last that some query of the block sees
  init(
    rows: Range<Int>, columns: Range<Int>, queryBlock: Int, keyBlock: Int, visible: Range<Int>
  ) {
    (self.rows, self.columns) = (rows, columns)
    (self.queryBlock, self.keyBlock) = (queryBlock, keyBlock)
    let visible = visible.clamped(to: columns)
    guard !visible.isEmpty else {
      seen = columns.lowerBound..<columns.lowerBound
      return
    }
    let offset = (visible.lowerBound - columns.lowerBound) & ~15
    seen = columns.lowerBound + offset..<visible.upperBound
  }

  /// Of the seen keys within their tile
  var offset: Int { seen.lowerBound - columns.lowerBound }
}
