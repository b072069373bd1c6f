import Attention
import Tensors

/// What one run of the backward pass computed: the gradients by blocks, or by the plain algorithm, and
/// beside them the plain gradients that they are compared to.
struct FlashBackwardLabRun: FlashPass {
  let problem: FlashProblem
  let sramBytes: Int
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
  /// The gradients less the plain ones
  let differences: [NamedTensor]
  /// 1 where a tile was computed, 0 where it was skipped, `[queryBlock, keyBlock]`
  let tiles: Tensor

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    problem = try FlashProblem(settings, seed: seed)
    let (query, key, value) = (problem.query, problem.key, problem.value)
    sramBytes = try FlashProblem.allowedBytes(
      settings.text("sramBytes"),
      least: BackwardChipBlocks.leastBytes(
        problem.blocks, problem.headDim, problem.order, problem.length))
    try problem.checkTiles()
    (self.query, self.key, self.value) = engine.rules.operands(query, key, value)
    outputGradient = FlashProblem.drawn("outputGradient", query.shape, seed: seed)
    scale = engine.scale(forHeadDim: problem.headDim)
    let mask = problem.mask
    naive = try engine.naiveGradients(
      query: query, key: key, value: value, outputGradient: outputGradient,
      FlashOptions(mask: mask))
    try Task.checkCancellation()
    guard problem.order != .standard else {
      trace = nil
      tiles = problem.tiles([FlashBackwardStep]())
      matrices = try BackwardMatrices(
        engine.attend(query: query, key: key, value: value, AttentionOptions(mask: mask)),
        query: self.query, key: self.key, value: self.value, outputGradient: outputGradient,
        scale: scale)
      differences = matrices.differences(from: naive)
      return
    }
    let options = FlashOptions(mask: mask, blocks: problem.blocks)
    let forward = try engine.flash(query: query, key: key, value: value, options)
    let trace = try engine.flashGradientsTrace(
      query: query, key: key, value: value, run: forward, outputGradient: outputGradient, options)
    self.trace = trace
    tiles = problem.tiles(trace.steps)
    matrices = BackwardMatrices(trace, forward, of: problem)
    differences = matrices.differences(from: naive)
    try Task.checkCancellation()
  }
}

extension FlashBackwardLabRun {
  var standard: HBMTraffic { .standardBackward(dimensions) }
  var traffic: HBMTraffic { trace?.traffic ?? standard }
  var sramPeakBytes: Int { BackwardChipBlocks.leastBytes(blocks, headDim, order, length) }
  var tilesSkipped: Int { tiles.storage.count { $0 == 0 } }

  var costs: FlashCosts {
    FlashCosts(headDim: headDim, blocks: blocks, isCausal: isCausal, isBackward: true)
  }

  /// Read and written since the start, after each tile or line of the plain pass.
  private var hbmBytes: Tensor {
    (trace?.steps.map(\.traffic) ?? StandardBackwardSteps(run: self).traffic).tensor
  }

  /// ∞ where a number is none.
  var maxDifference: Double {
    differences.reduce(0) { largest, entry in
      entry.tensor.storage.reduce(largest) {
        $1.isNaN ? .infinity : max($0, Double($1.magnitude))
      }
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
