import Tensors

/// A run of flash attention, step by step: what was on chip when a tile had been worked in. It is the
/// fast run that is watched, on one thread, so its numbers are those of the fast run.
public struct FlashTrace: Sendable {
  public let dimensions: AttentionDimensions
  public let blocks: BlockSizes
  public let order: LoopOrder
  /// In the order of the loops; the tiles that were skipped stand where they would have come.
  public fileprivate(set) var steps: [FlashStep] = []
  public fileprivate(set) var run = FlashRun(
    output: .zeros([0]), logSumExp: .zeros([0]), logSumExpRest: .zeros([0]), peakBytes: 0)
  /// Of the whole run, stores after the last step included
  public fileprivate(set) var traffic = HBMTraffic()

  /// The bytes of Q, K, V and O blocks that are on chip together.
  public var sramBytes: Int {
    blocks.sramBytes(headDim: dimensions.headDim, valueDim: dimensions.valueDim)
  }
}

public typealias FlashStep = TileStep<FlashTile>

/// What is on chip after a step of the forward pass.
public struct FlashTile: Sendable {
  /// S = QKᵀ·scale + mask, −∞ where hidden, `[Br, Bc]`
  public let scores: Tensor
  /// P = e^(S − m), `[Br, Bc]`
  public let weights: Tensor
  /// m `[Br]`
  public let maximum: Tensor
  /// ℓ `[Br]`
  public let sum: Tensor
  /// e^(m′ − m), by which O and ℓ were multiplied, `[Br]`
  public let rescale: Tensor
  /// O `[Br, dᵥ]`: divided by ℓ already in the order of FA-1, not yet in that of FA-2
  public let output: Tensor
}

extension AttentionEngine {
  /// Flash attention with a record of each step. Its memory grows with N·M·H.
  /// - Throws: `ShapeError` naming both shapes
  public func flashTrace(
    query: Tensor, key: Tensor, value: Tensor, _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> FlashTrace {
    let dimensions = try AttentionDimensions(
      query: query.shape, key: key.shape, value: value.shape)
    var options = options
    options.threads = 1
    let blocks = options.blocks ?? .fast
    options.blocks = blocks
    let recorder = TraceRecorder(
      FlashTrace(dimensions: dimensions, blocks: blocks, order: options.order))
    let run = try flash(query: query, key: key, value: value, options, recorder: recorder)
    recorder.trace.run = run
    return recorder.trace
  }
}

private final class TraceRecorder: FlashRecorder {
  var trace: FlashTrace
  private var scores = Tensor.zeros([0])

  init(_ trace: FlashTrace) { self.trace = trace }

  func loaded(_ block: QueryBlock, in problem: AttentionProblem) {
    switch trace.order {
    case .fa2: trace.traffic.loadQueries(block.rows.count, problem.dimensions)
    case .fa1: trace.traffic.loadState(block.rows.count, problem.dimensions)
    }
  }

  func loaded(_ tile: KeyTile, in problem: AttentionProblem) {
    trace.traffic.loadKeys(tile.columns.count, problem.dimensions)
  }

  func skipped(_ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem) {
    record(block, tile, nil)
  }

  func scored(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem
  ) {
    self.scores = Tensor(rows: block.rows.count, columns: tile.columns.count) { row, column in
      let key = tile.columns.lowerBound + column
      let isVisible = key >= block.first[row] && key < block.end[row]
      return isVisible ? scores.values[row * scores.step + column] : -.infinity
    }
  }

  func absorbed(
    _ scores: ScoreTile, _ block: QueryBlock, _ tile: KeyTile, in problem: AttentionProblem
  ) {
    let rows = block.rows.count
    func column(_ values: UnsafeMutablePointer<Float>) -> Tensor {
      Tensor((0..<rows).map { values[$0] })
    }
    if trace.order == .fa1 { trace.traffic.storeState(rows, problem.dimensions) }
    record(
      block, tile,
      FlashTile(
        scores: self.scores,
        weights: Tensor(rows: rows, columns: tile.columns.count) { row, column in
          let isSeen = self.scores[row, column] != -.infinity
          return isSeen ? scores.values[row * scores.step + column] : 0
        },
        maximum: column(block.maximum), sum: column(block.sum), rescale: column(block.rescale),
        output: Tensor(rows: rows, columns: problem.dimensions.valueDim) { row, column in
          block.output[row * block.outputStep + column]
        }))
  }

  func stored(_ block: QueryBlock, in problem: AttentionProblem) {
    guard trace.order == .fa2 else { return }
    trace.traffic.storeOutput(block.rows.count, problem.dimensions)
  }

  private func record(_ block: QueryBlock, _ tile: KeyTile, _ values: FlashTile?) {
    trace.steps.append(
      FlashStep(
        batch: block.head.batch, head: block.head.head,
        queryBlock: block.rows.lowerBound / trace.blocks.queries, keyBlock: tile.index,
        queries: block.rows, keys: tile.columns, tile: values, traffic: trace.traffic))
  }
}
