/// What watches the backward pass of flash attention. The fast run is watched by
/// `NoBackwardRecorder`, whose calls the compiler removes.
protocol BackwardRecorder {
  /// The operands of a head, L and D are there, and its gradients are 0.
  func prepared(_ chip: BackwardChip)
  /// A tile of keys and values is on chip, for all blocks of queries to come.
  func loaded(_ tile: Range<Int>, _ chip: BackwardChip)
  /// No query of the block sees a key of the tile.
  func skipped(_ pair: TilePair, _ chip: BackwardChip)
  /// S is there, and not yet turned into P.
  func scored(_ pair: TilePair, _ chip: BackwardChip)
  /// P and dP are there, and dP is not yet turned into dS.
  func reachedWeights(_ pair: TilePair, _ chip: BackwardChip)
  /// The pair is in dQ, dK and dV.
  func added(_ pair: TilePair, _ chip: BackwardChip)
  /// All blocks of queries have met the tile: its dK and dV leave the chip.
  func finished(_ tile: Range<Int>, _ chip: BackwardChip)
}

struct NoBackwardRecorder: BackwardRecorder {
  func prepared(_ chip: BackwardChip) {}
  func loaded(_ tile: Range<Int>, _ chip: BackwardChip) {}
  func skipped(_ pair: TilePair, _ chip: BackwardChip) {}
  func scored(_ pair: TilePair, _ chip: BackwardChip) {}
  func reachedWeights(_ pair: TilePair, _ chip: BackwardChip) {}
  func added(_ pair: TilePair, _ chip: BackwardChip) {}
  func finished(_ tile: Range<Int>, _ chip: BackwardChip) {}
}
