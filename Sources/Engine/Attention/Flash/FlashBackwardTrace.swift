import Tensors

/// A backward pass of flash attention, step by step (FlashAttention-2, Dao 2023, Algorithm 2): what was
/// on chip when a block of queries had met a tile of keys. It is the fast run that is watched, on one
/// thread, so its numbers are those of the fast run.
public struct FlashBackwardTrace: Sendable {
  public let dimensions: AttentionDimensions
  public let blocks: BlockSizes
  /// Tiles of keys in the outer loop and blocks of queries in the inner one; the pairs that were
  /// skipped stand where they would have come.
  public fileprivate(set) var steps: [FlashBackwardStep] = []
  /// D = rowsum(dO ∘ O), `[B, H, N]`
  public fileprivate(set) var delta: Tensor
  public fileprivate(set) var gradients: AttentionGradients
  /// Of the whole pass, stores after the last step included
  public fileprivate(set) var traffic = HBMTraffic()
}

/// Of the traffic, dK and dV of a tile go out after its last step.
public typealias FlashBackwardStep = TileStep<FlashBackwardTile>

/// What is on chip after a step of the backward pass. Hidden pairs have S = −∞, and 0 in the three other
/// matrices of pairs.
public struct FlashBackwardTile: Sendable {
  /// S = QKᵀ·scale + mask, `[Br, Bc]`
  public let scores: Tensor
  /// P = e^(S − L), computed anew, `[Br, Bc]`
  public let weights: Tensor
  /// dP = dO Vᵀ, `[Br, Bc]`
  public let weightGradients: Tensor
  /// dS = P ∘ (dP − D), `[Br, Bc]`
  public let scoreGradients: Tensor
  /// L `[Br]`
  public let logSumExp: Tensor
  /// D `[Br]`
  public let delta: Tensor
  /// dQ of the block so far, `[Br, d]`
  public let queryGradient: Tensor
  /// dK of the tile so far, from this head alone, `[Bc, d]`
  public let keyGradient: Tensor
  /// dV of the tile so far, from this head alone, `[Bc, dᵥ]`
  public let valueGradient: Tensor
}

extension AttentionEngine {
  /// The gradients of flash attention with a record of each step. Its memory grows with N·M·H.
  /// - Parameters: as of `flashGradients`
  /// - Throws: `ShapeError` naming both shapes
  public func flashGradientsTrace(
    query: Tensor, key: Tensor, value: Tensor, run: FlashRun, outputGradient: Tensor,
    _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> FlashBackwardTrace {
    let dimensions = try AttentionDimensions(
      query: query.shape, key: key.shape, value: value.shape)
    var options = options
    options.threads = 1
    let blocks = options.blocks ?? .fastBackward
    options.blocks = blocks
    let recorder = BackwardTraceRecorder(
      FlashBackwardTrace(
        dimensions: dimensions, blocks: blocks, delta: .zeros(dimensions.logSumExpShape),
        gradients: AttentionGradients(query: query, key: key, value: value)))
    let gradients = try flashGradients(
      query: query, key: key, value: value, run: run, outputGradient: outputGradient, options,
      recorder: recorder)
    recorder.trace.gradients = gradients
    return recorder.trace
  }
}

private final class BackwardTraceRecorder: BackwardRecorder {
  var trace: FlashBackwardTrace
  private var scores = Tensor.zeros([0])
  private var weights = Tensor.zeros([0])
  private var weightGradients = Tensor.zeros([0])

  init(_ trace: FlashBackwardTrace) { self.trace = trace }

  func prepared(_ chip: BackwardChip) {
    trace.traffic.prepareBackward(chip.dimensions)
    guard let head = chip.loaded?.head else { return }
    let queries = chip.dimensions.queries
    let start = head.offset(chip.dimensions) * queries
    trace.delta.withUnsafeMutableValues { values in
      for query in 0..<queries { values[start + query] = chip.delta.pointer[query] }
    }
  }

  func loaded(_ tile: Range<Int>, _ chip: BackwardChip) {
    trace.traffic.loadKeys(tile.count, chip.dimensions)
  }

  func skipped(_ pair: TilePair, _ chip: BackwardChip) { record(pair, chip, nil) }

  func scored(_ pair: TilePair, _ chip: BackwardChip) {
    scores = values(of: chip.weights, pair, chip, hidden: -.infinity)
  }

  func reachedWeights(_ pair: TilePair, _ chip: BackwardChip) {
    weights = values(of: chip.weights, pair, chip, hidden: 0)
    weightGradients = values(of: chip.weightGradients, pair, chip, hidden: 0)
  }

  func added(_ pair: TilePair, _ chip: BackwardChip) {
    trace.traffic.addToGradients(pair.rows.count, chip.dimensions)
    // The pass multiplies dQ by the scale once, when all is added up.
    let scale = chip.loaded?.problem.scale ?? 1
    record(
      pair, chip,
      FlashBackwardTile(
        scores: scores, weights: weights, weightGradients: weightGradients,
        scoreGradients: values(of: chip.weightGradients, pair, chip, hidden: 0),
        logSumExp: Tensor(pair.rows.map { chip.logSumExp.pointer[$0] }),
        delta: Tensor(pair.rows.map { chip.delta.pointer[$0] }),
        queryGradient: chip.queryGradient.rows(pair.rows, times: scale),
        keyGradient: chip.keyGradient.rows(pair.columns),
        valueGradient: chip.valueGradient.rows(pair.columns)))
  }

  func finished(_ tile: Range<Int>, _ chip: BackwardChip) {
    trace.traffic.storeKeyGradients(tile.count, chip.dimensions)
  }

  /// A tile `[Br, Bc]` as it lies on chip.
  private func values(
    of tile: Scratch, _ pair: TilePair, _ chip: BackwardChip, hidden: Float
  ) -> Tensor {
    Tensor(rows: pair.rows.count, columns: pair.columns.count) { row, column in
      let query = pair.rows.lowerBound + row
      let key = pair.columns.lowerBound + column
      let isVisible = key >= chip.first[query] && key < chip.end[query]
      return isVisible ? tile.pointer[row * chip.step + column - pair.offset] : hidden
    }
  }

  private func record(
    _ pair: TilePair, _ chip: BackwardChip, _ tile: FlashBackwardTile?
  ) {
    guard let head = chip.loaded?.head else { return }
    trace.steps.append(
      FlashBackwardStep(
        batch: head.batch, head: head.head, queryBlock: pair.queryBlock, keyBlock: pair.keyBlock,
        queries: pair.rows, keys: pair.columns, tile: tile, traffic: trace.traffic))
  }
}
