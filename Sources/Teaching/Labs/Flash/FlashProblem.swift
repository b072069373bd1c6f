import Attention
import Course
import Tensors

/// What a run of the flash lab is of, in either pass.
struct FlashProblem: Sendable {
  enum Order: String, CaseIterable, Sendable {
    case standard, fa1, fa2

    var loops: LoopOrder? { LoopOrder(rawValue: rawValue) }
  }

  let length: Int
  let headDim: Int
  let blocks: BlockSizes
  let order: Order
  let isCausal: Bool
  /// The query that is followed, from 0
  let row: Int
  /// Q, K and V as they are drawn, `[N, d]`
  let query: Tensor
  let key: Tensor
  let value: Tensor
  let dimensions: AttentionDimensions

  /// A step on the screen for each tile, so there must not be more than a person can walk through.
  private static let mostTiles = 4096

  init(_ settings: Settings, seed: UInt64) throws {
    length = settings.integer("N")
    headDim = settings.integer("d")
    blocks = BlockSizes(
      queries: min(settings.integer("blockQ"), length),
      keys: min(settings.integer("blockK"), length))
    order = Order(rawValue: settings.text("order")) ?? .fa2
    isCausal = settings.toggle("causal")
    row = min(settings.integer("row"), length) - 1
    let shape: Shape = [length, headDim]
    query = FlashProblem.drawn("query", shape, seed: seed)
      .scaled(by: Float(settings.number("logitScale")))
    key = FlashProblem.drawn("key", shape, seed: seed)
    value = FlashProblem.drawn("value", shape, seed: seed)
    dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
  }

  static func drawn(_ name: String, _ shape: Shape, seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed, name: name)
    return .normal(shape, from: &stream)
  }

  var mask: Mask { isCausal ? .causal : .none }
  var tileRows: Int { (length + blocks.queries - 1) / blocks.queries }
  var tileColumns: Int { (length + blocks.keys - 1) / blocks.keys }

  /// What the blocks may take on chip, as it is written.
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

  func checkTiles() throws(LabError) {
    let tiles = tileRows * tileColumns
    guard tiles <= FlashProblem.mostTiles else {
      throw .impossible(
        Localized(
          en: "N = \(length) in blocks of \(blocks.queries) × \(blocks.keys) makes "
            + "\(tiles) tiles, of which there may be \(FlashProblem.mostTiles): take larger blocks",
          zh: "N = \(length) 按 \(blocks.queries) × \(blocks.keys) 分块，会有 \(tiles) 块，"
            + "而最多 \(FlashProblem.mostTiles) 块：请用更大的块"))
    }
  }

  /// 1 where a tile was computed, 0 where it was skipped, `[queryBlock, keyBlock]`.
  func tiles<OnChip>(_ steps: [TileStep<OnChip>]) -> Tensor {
    var tiles = Tensor(repeating: 1, shape: [tileRows, tileColumns])
    for step in steps where step.tile == nil { tiles[step.queryBlock, step.keyBlock] = 0 }
    return tiles
  }

  /// A matrix of pairs `[N, N]` put together from what was on chip, tile by tile.
  /// - Parameter empty: what stands where a tile was skipped
  func matrix<OnChip>(
    _ steps: [TileStep<OnChip>], empty: Float, _ part: KeyPath<OnChip, Tensor>
  ) -> Tensor {
    var matrix = Tensor(repeating: empty, shape: [length, length])
    matrix.withUnsafeMutableValues { values in
      for step in steps {
        guard let tile = step.tile?[keyPath: part].storage else { continue }
        for (row, query) in step.queries.enumerated() {
          for (column, key) in step.keys.enumerated() {
            values[query * length + key] = tile[row * step.keys.count + column]
          }
        }
      }
    }
    return matrix
  }
}
