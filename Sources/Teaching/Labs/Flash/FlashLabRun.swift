import Attention
import Course
import Tensors

/// What one run of the flash lab computed: attention by blocks, or the plain algorithm, and beside it
/// the plain result that it is compared to.
struct FlashLabRun: Sendable {
  enum Order: String, CaseIterable, Sendable {
    case standard, fa1, fa2

    var loops: LoopOrder? { LoopOrder(rawValue: rawValue) }
  }

  let length: Int
  let headDim: Int
  let blocks: BlockSizes
  let order: Order
  let isCausal: Bool
  /// What the blocks are allowed to take on chip
  let sramBytes: Int
  let query: Tensor
  let key: Tensor
  let value: Tensor
  /// The plain algorithm with every step kept
  let plain: AttentionRun
  /// nil where the plain algorithm is the one that is looked at
  let trace: FlashTrace?
  let dimensions: AttentionDimensions
  /// The query that is followed, from 0
  let row: Int
  let costs: FlashCosts

  /// A step on the screen for each tile, so there must not be more than a person can walk through.
  static let mostTiles = 4096

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    length = settings.integer("N")
    headDim = settings.integer("d")
    blocks = BlockSizes(
      queries: min(settings.integer("blockQ"), length),
      keys: min(settings.integer("blockK"), length))
    order = Order(rawValue: settings.text("order")) ?? .fa2
    isCausal = settings.toggle("causal")
    row = min(settings.integer("row"), length) - 1
    sramBytes = try FlashLabRun.allowedBytes(
      settings.text("sramBytes"), least: FlashLabRun.leastBytes(blocks, headDim, order))
    costs = FlashCosts(
      headDim: headDim,
      blocks: BlockSizes(
        queries: settings.integer("blockQ"), keys: settings.integer("blockK")),
      isCausal: isCausal)
    try FlashLabRun.checkTiles(length, blocks)
    let shape: Shape = [length, headDim]
    func drawn(_ name: String) -> Tensor {
      var stream = RandomStream(seed: seed, name: name)
      return .normal(shape, from: &stream)
    }
    query = drawn("query").scaled(by: Float(settings.number("logitScale")))
    (key, value) = (drawn("key"), drawn("value"))
    dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
    let mask: Mask = isCausal ? .causal : .none
    plain = try engine.attend(
      query: query, key: key, value: value, AttentionOptions(mask: mask))
    try Task.checkCancellation()
    guard let loops = order.loops else {
      trace = nil
      return
    }
    trace = try engine.flashTrace(
      query: query, key: key, value: value,
      FlashOptions(mask: mask, blocks: blocks, order: loops))
    try Task.checkCancellation()
  }

  /// Q, K, V, O, S and m and ℓ are on chip together in flash attention. The plain algorithm has blocks
  /// of Q, K and S there for the scores, and afterwards those of P, V and O.
  private static func leastBytes(_ blocks: BlockSizes, _ headDim: Int, _ order: Order) -> Int {
    let operands = blocks.sramBytes(headDim: headDim, valueDim: headDim)
    let scores = blocks.queries * blocks.keys * MemoryLayout<Float>.stride
    let state = 2 * blocks.queries * MemoryLayout<Float>.stride
    return order == .standard ? operands / 2 + scores : operands + scores + state
  }

  static func allowedBytes(_ text: String, least: Int) throws(LabError) -> Int {
    if text.lowercased() == "auto" { return least }
    guard let bytes = Int(text), bytes >= least else {
      throw .invalidValue(
        text, control: "sramBytes",
        expected: Localized(
          en: "auto, or at least \(least) bytes, which these blocks need",
          zh: "auto，或至少 \(least) 字节：这些块需要这么多"))
    }
    return bytes
  }

  static func checkTiles(_ length: Int, _ blocks: BlockSizes) throws(LabError) {
    let rows = (length + blocks.queries - 1) / blocks.queries
    let columns = (length + blocks.keys - 1) / blocks.keys
    guard rows * columns <= mostTiles else {
      throw .impossible(
        Localized(
          en: "N = \(length) in blocks of \(blocks.queries) × \(blocks.keys) makes "
            + "\(rows * columns) tiles, of which there may be \(mostTiles): take larger blocks",
          zh: "N = \(length) 按 \(blocks.queries) × \(blocks.keys) 分块，会有 \(rows * columns) 块，"
            + "而最多 \(mostTiles) 块：请用更大的块"))
    }
  }
}

extension FlashLabRun {
  var tileRows: Int { (length + blocks.queries - 1) / blocks.queries }
  var tileColumns: Int { (length + blocks.keys - 1) / blocks.keys }

  var output: Tensor { trace?.run.output ?? plain.output }
  var standard: HBMTraffic { .standard(dimensions) }
  var traffic: HBMTraffic { trace?.traffic ?? standard }
  var sramPeakBytes: Int { FlashLabRun.leastBytes(blocks, headDim, order) }
  var tilesSkipped: Int { trace?.steps.count { $0.tile == nil } ?? 0 }

  /// The order whose costs are compared with those of the plain algorithm.
  var comparedOrder: Order { order == .standard ? .fa2 : order }

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
  var tiles: Tensor {
    var tiles = Tensor(repeating: 1, shape: [tileRows, tileColumns])
    for step in trace?.steps ?? [] where step.tile == nil {
      tiles[step.queryBlock, step.keyBlock] = 0
    }
    return tiles
  }

  var results: [Scalar] {
    [
      Scalar("maxDifference", maxDifference),
      Scalar("hbmReadBytes", Double(traffic.readBytes)),
      Scalar("hbmWriteBytes", Double(traffic.writeBytes)),
      Scalar("standardReadBytes", Double(standard.readBytes)),
      Scalar("standardWriteBytes", Double(standard.writeBytes)),
      Scalar("boundBytes", costs.boundBytes(length: length, sramBytes: sramBytes)),
      Scalar("winsFromN", Double(costs.winsFromLength(comparedOrder) ?? 0)),
      Scalar("winsFromBlock", Double(costs.winsFromBlock(comparedOrder, length: length) ?? 0)),
      Scalar("sramPeakBytes", Double(sramPeakBytes)),
      Scalar("tilesSkipped", Double(tilesSkipped)),
    ]
  }

  /// The step before in which the same queries met a tile: what m, ℓ and O came from.
  func previous(of index: Int) -> FlashStep? {
    guard let steps = trace?.steps, steps.indices.contains(index) else { return nil }
    return steps[..<index].last { $0.queryBlock == steps[index].queryBlock && $0.tile != nil }
  }
}
