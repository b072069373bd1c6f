import Attention
import Course
import Tensors

/// What one run of the flash lab computed: attention by blocks, or the plain algorithm, and beside it
/// the plain result that it is compared to.
struct FlashLabRun: FlashPass {
  let problem: FlashProblem
  let sramBytes: Int
  let costs: FlashCosts
  /// The plain algorithm with every step kept
  let plain: AttentionRun
  /// nil where the plain algorithm is the one that is looked at
  let trace: FlashTrace?
  /// What the pass by blocks does; a broken one leaves something out.
  let rules: FlashRules

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    problem = try FlashProblem(settings, seed: seed)
    rules = problem.order.loops == nil ? FlashRules() : engine.rules.flash
    let (query, key, value) = (problem.query, problem.key, problem.value)
    sramBytes = try FlashProblem.allowedBytes(
      settings.text("sramBytes"),
      least: FlashLabRun.leastBytes(problem.blocks, problem.headDim, problem.order))
    costs = FlashCosts(
      headDim: problem.headDim,
      blocks: BlockSizes(
        queries: settings.integer("blockQ"), keys: settings.integer("blockK")),
      isCausal: problem.isCausal)
    try problem.checkTiles()
    plain = try engine.attend(
      query: query, key: key, value: value, AttentionOptions(mask: problem.mask))
    try Task.checkCancellation()
    guard let loops = problem.order.loops else {
      trace = nil
      return
    }
    trace = try engine.flashTrace(
      query: query, key: key, value: value,
      FlashOptions(mask: problem.mask, blocks: problem.blocks, order: loops))
    try Task.checkCancellation()
  }

  /// Q, K, V, O, S and m and ℓ are on chip together in flash attention. The plain algorithm has blocks
  /// of Q, K and S there for the scores, and afterwards those of P, V and O.
  private static func leastBytes(
    _ blocks: BlockSizes, _ headDim: Int, _ order: FlashProblem.Order
  ) -> Int {
    let operands = blocks.sramBytes(headDim: headDim, valueDim: headDim)
    let scores = blocks.queries * blocks.keys * MemoryLayout<Float>.stride
    let state = 2 * blocks.queries * MemoryLayout<Float>.stride
    return order == .standard ? operands / 2 + scores : operands + scores + state
  }
}

extension FlashLabRun {
  var query: Tensor { problem.query }
  var key: Tensor { problem.key }
  var value: Tensor { problem.value }

  var output: Tensor { trace?.run.output ?? plain.output }
  var standard: HBMTraffic { .standard(dimensions) }
  var traffic: HBMTraffic { trace?.traffic ?? standard }
  var sramPeakBytes: Int { FlashLabRun.leastBytes(blocks, headDim, order) }
  var tilesSkipped: Int { trace?.steps.count { $0.tile == nil } ?? 0 }

  var maxDifference: Double { FlashLabRun.largestDifference(output.storage, plain.output.storage) }

  /// ∞ where a number is none.
  static func largestDifference(
    _ values: some Sequence<Float>, _ truth: some Sequence<Float>
  ) -> Double {
    zip(values, truth).reduce(0) {
      let difference = Double(($1.0 - $1.1).magnitude)
      return difference.isNaN ? .infinity : max($0, difference)
    }
  }

  /// 1 where a tile was computed, 0 where it was skipped, `[queryBlock, keyBlock]`.
  var tiles: Tensor { problem.tiles(trace?.steps ?? []) }

  /// The step before in which the same queries met a tile: what m, ℓ and O came from.
  func previous(of index: Int) -> FlashStep? {
    guard let steps = trace?.steps, steps.indices.contains(index) else { return nil }
    return steps[..<index].last { $0.queryBlock == steps[index].queryBlock && $0.tile != nil }
  }
}
