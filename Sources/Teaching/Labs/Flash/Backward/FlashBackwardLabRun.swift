import Attention
import Tensors

/// What one run of the backward pass computed: the gradients by blocks, or by the plain algorithm, and
/// beside them the plain gradients that they are compared to.
struct FlashBackwardLabRun: Sendable {
  let length: Int
  let headDim: Int
  let blocks: BlockSizes
  let order: FlashLabRun.Order
  let isCausal: Bool
  /// What the blocks are allowed to take on chip
  let sramBytes: Int
  let dimensions: AttentionDimensions
  /// The operands in the parts that they play
  let query: Tensor
  let key: Tensor
  let value: Tensor
  /// dO
  let outputGradient: Tensor
  let scale: Float
  /// nil where the plain algorithm is the one that is looked at
  let trace: FlashBackwardTrace?
  let matrices: BackwardMatrices
  let naive: AttentionGradients
  /// 1 where a tile was computed, 0 where it was skipped, `[queryBlock, keyBlock]`
  let tiles: Tensor
  /// The query that sentences speak of, from 0
  let row: Int

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    length = settings.integer("N")
    headDim = settings.integer("d")
    blocks = BlockSizes(
      queries: min(settings.integer("blockQ"), length),
      keys: min(settings.integer("blockK"), length))
    order = FlashLabRun.Order(rawValue: settings.text("order")) ?? .fa2
    isCausal = settings.toggle("causal")
    row = min(settings.integer("row"), length) - 1
    let shape: Shape = [length, headDim]
    dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
    sramBytes = try FlashLabRun.allowedBytes(
      settings.text("sramBytes"),
      least: BackwardChipBlocks.leastBytes(blocks, headDim, order, length))
    try FlashLabRun.checkTiles(length, blocks)
    func drawn(_ name: String) -> Tensor {
      var stream = RandomStream(seed: seed, name: name)
      return .normal(shape, from: &stream)
    }
    let query = drawn("query").scaled(by: Float(settings.number("logitScale")))
    let (key, value) = (drawn("key"), drawn("value"))
    (self.query, self.key, self.value) = engine.rules.operands(query, key, value)
    outputGradient = drawn("outputGradient")
    scale = engine.scale(forHeadDim: headDim)
    let mask: Mask = isCausal ? .causal : .none
    naive = try engine.naiveGradients(
      query: query, key: key, value: value, outputGradient: outputGradient,
      FlashOptions(mask: mask))
    try Task.checkCancellation()
    var tiles = Tensor(
      repeating: 1,
      shape: [
        (length + blocks.queries - 1) / blocks.queries, (length + blocks.keys - 1) / blocks.keys,
      ])
    guard order != .standard else {
      trace = nil
      self.tiles = tiles
      matrices = try BackwardMatrices(
        engine.attend(query: query, key: key, value: value, AttentionOptions(mask: mask)),
        query: self.query, key: self.key, value: self.value, outputGradient: outputGradient,
        scale: scale)
      return
    }
    let options = FlashOptions(mask: mask, blocks: blocks)
    let forward = try engine.flash(query: query, key: key, value: value, options)
    let trace = try engine.flashGradientsTrace(
      query: query, key: key, value: value, run: forward, outputGradient: outputGradient, options)
    for step in trace.steps where step.tile == nil { tiles[step.queryBlock, step.keyBlock] = 0 }
    self.trace = trace
    self.tiles = tiles
    matrices = BackwardMatrices(trace, forward)
    try Task.checkCancellation()
  }
}

extension FlashBackwardLabRun {
  var tileRows: Int { tiles.shape[0] }
  var tileColumns: Int { tiles.shape[1] }
  var standard: HBMTraffic { .standardBackward(dimensions) }
  var traffic: HBMTraffic { trace?.traffic ?? standard }
  var sramPeakBytes: Int { BackwardChipBlocks.leastBytes(blocks, headDim, order, length) }
  var tilesSkipped: Int { tiles.storage.count { $0 == 0 } }

  var costs: FlashCosts {
    FlashCosts(headDim: headDim, blocks: blocks, isCausal: isCausal, isBackward: true)
  }
  /// The order whose costs are compared with those of the plain algorithm.
  private var comparedOrder: FlashLabRun.Order { order == .standard ? .fa2 : order }
  /// The smallest square blocks in which flash attention moves less; nil where it never does.
  var winsFromBlock: Int? { costs.winsFromBlock(comparedOrder, length: length) }
  var boundBytes: Double { costs.boundBytes(length: length, sramBytes: sramBytes) }

  /// Read and written since the start, after each tile or line of the plain pass.
  private var hbmBytes: Tensor {
    let traffic = trace?.steps.map(\.traffic) ?? StandardBackwardSteps(run: self).traffic
    return Tensor(rows: traffic.count, columns: 2) {
      Float($1 == 0 ? traffic[$0].readBytes : traffic[$0].writeBytes)
    }
  }

  /// ∞ where a number is none.
  var maxDifference: Double {
    differences.reduce(0) { largest, entry in
      entry.tensor.storage.reduce(largest) {
        $1.isNaN ? .infinity : max($0, Double($1.magnitude))
      }
    }
  }

  /// The gradients less the plain ones.
  var differences: [NamedTensor] {
    let pairs = [
      ("queryDifference", matrices.queryGradient, naive.query),
      ("keyDifference", matrices.keyGradient, naive.key),
      ("valueDifference", matrices.valueGradient, naive.value),
    ]
    return pairs.map { name, gradient, plain in
      NamedTensor(
        name,
        Tensor(rows: length, columns: headDim) { gradient[$0, $1] - plain[$0, $1] })
    }
  }

  /// Whether the gradients are the plain ones but for rounding, which follows their size.
  var agrees: Bool {
    let largest = [naive.query, naive.key, naive.value].reduce(0) {
      $1.storage.reduce($0) { max($0, Double($1.magnitude)) }
    }
    return maxDifference <= 1e-5 * max(1, largest)
  }

  var gradients: [NamedTensor] {
    [
      NamedTensor("queryGradient", matrices.queryGradient),
      NamedTensor("keyGradient", matrices.keyGradient),
      NamedTensor("valueGradient", matrices.valueGradient),
    ]
  }

  var findings: Findings {
    let (steps, opening) = stepsAndOpening
    return Findings(
      results: results, tensors: tensors, steps: steps, openingStep: opening,
      openingCell: CellReference("queryGradient", row, 0),
      derivation: { [self] reference, language in
        FlashBackwardDerivations(run: self, language: language).derivation(of: reference)
      })
  }

  private var results: [Scalar] {
    [
      Scalar("maxDifference", maxDifference),
      Scalar("hbmReadBytes", Double(traffic.readBytes)),
      Scalar("hbmWriteBytes", Double(traffic.writeBytes)),
      Scalar("standardReadBytes", Double(standard.readBytes)),
      Scalar("standardWriteBytes", Double(standard.writeBytes)),
      Scalar("boundBytes", boundBytes),
      Scalar("winsFromN", Double(costs.winsFromLength(comparedOrder) ?? 0)),
      Scalar("winsFromBlock", Double(winsFromBlock ?? 0)),
      Scalar("sramPeakBytes", Double(sramPeakBytes)),
      Scalar("tilesSkipped", Double(tilesSkipped)),
    ]
  }

  private var tensors: [NamedTensor] {
    [NamedTensor("tiles", tiles), NamedTensor("output", matrices.output)] + gradients
      + [
        NamedTensor("query", query), NamedTensor("key", key), NamedTensor("value", value),
        NamedTensor("outputGradient", outputGradient),
        NamedTensor("statistics", matrices.statistics),
        NamedTensor("scores", matrices.scores), NamedTensor("weights", matrices.weights),
        NamedTensor("weightGradients", matrices.weightGradients),
        NamedTensor("scoreGradients", matrices.scoreGradients),
        NamedTensor("hbmBytes", hbmBytes),
      ] + differences
  }

  private var stepsAndOpening: ([Step], Int?) {
    guard let trace else { return (StandardBackwardSteps(run: self).all, nil) }
    let steps = FlashBackwardSteps(self, trace)
    return (steps.all, steps.opening)
  }
}
