/// What watches a run of flash attention. The fast run is watched by `NoRecorder`, whose calls the
/// compiler removes.
protocol FlashRecorder {
  /// A block of queries, with O, m and ℓ where they were kept outside, is on chip.
  func loaded(_ block: QueryBlock, in problem: AttentionProblem)
  /// A tile of keys and values is on chip, for all blocks to come.
  func loaded(_ tile: KeyTile, in problem: AttentionProblem)
  /// No query of the block sees a key of the tile.
  func skipped(_ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem)
  /// S is there, and not yet turned into P.
  func scored(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem)
  /// A tile is in m, ℓ and O.
  func absorbed(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem)
  /// O and the log-sum-exp of a block have left the chip.
  func stored(_ block: QueryBlock, in problem: AttentionProblem)
}

struct NoRecorder: FlashRecorder {
  func loaded(_ block: QueryBlock, in problem: AttentionProblem) {}
  func loaded(_ tile: KeyTile, in problem: AttentionProblem) {}
  func skipped(_ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem) {}
  func scored(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem
  ) {}
  func absorbed(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem
  ) {}
  func stored(_ block: QueryBlock, in problem: AttentionProblem) {}
}
