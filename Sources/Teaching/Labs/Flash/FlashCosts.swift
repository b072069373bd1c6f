import Attention

/// The numbers that the orders move between HBM and the chip, in closed form: what they come to at
/// other lengths and in other blocks than those of the run.
struct FlashCosts: Sendable {
  let headDim: Int
  let blocks: BlockSizes
  let isCausal: Bool
  /// Backward there is one order of the loops, with keys outside.
  var isBackward = false

  /// How far is looked for a length from which flash attention moves less.
  static let longest = 4096

  /// Powers of two.
  var shownLengths: [Int] { (2...12).map { 1 << $0 } }

  func bytes(_ order: FlashProblem.Order, length: Int) -> Int {
    numbers(order, length: length, blocks) * MemoryLayout<Float>.stride
  }

  /// Standard 4Nd + 4N²; FA-1 2Nd + T_c(3Nd + 4N); FA-2 2Nd + N + 2Nd·T_r, tiles that a causal mask
  /// hides left out. Backward standard 8Nd + 7N², flash 6Nd + N + T_c(4Nd + 2N).
  private func numbers(_ order: FlashProblem.Order, length: Int, _ blocks: BlockSizes) -> Int {
    let operand = length * headDim
    if isBackward {
      return order == .standard
        ? 8 * operand + 7 * length * length
        : 6 * operand + length + (4 * headDim + 2) * rowsLoaded(length, blocks)
    }
    switch order {
    case .standard: return 4 * operand + 4 * length * length
    case .fa1: return 2 * operand + (3 * headDim + 4) * rowsLoaded(length, blocks)
    case .fa2: return 2 * operand + length + 2 * headDim * keysLoaded(length, blocks)
    }
  }

  /// Rows of Q, and of what comes with them, that the loops with keys outside read, once for each
  /// tile of keys.
  private func rowsLoaded(_ length: Int, _ blocks: BlockSizes) -> Int {
    let tiles = (length + blocks.keys - 1) / blocks.keys
    guard isCausal else { return tiles * length }
    return (0..<tiles).reduce(0) {
      $0 + length - $1 * blocks.keys / blocks.queries * blocks.queries
    }
  }

  /// Keys that FA-2 reads, once for each block of queries.
  private func keysLoaded(_ length: Int, _ blocks: BlockSizes) -> Int {
    let rowBlocks = (length + blocks.queries - 1) / blocks.queries
    guard isCausal else { return rowBlocks * length }
    return (1...rowBlocks).reduce(0) {
      let last = min($1 * blocks.queries, length)
      return $0 + min((last + blocks.keys - 1) / blocks.keys * blocks.keys, length)
    }
  }

  /// The length from which on flash attention moves less than standard attention does; nil where it
  /// does not by N = 4096. Whole blocks are looked at, and what fits into one: a block begun costs as
  /// much as a whole one, so that in between it goes to and fro.
  func winsFromLength(_ order: FlashProblem.Order) -> Int? {
    let block = min(max(blocks.queries, blocks.keys), Self.longest)
    let lengths =
      Array(1..<block) + stride(from: block, through: Self.longest, by: block)
    let first = lengths.reversed().prefix {
      numbers(order, length: $0, blocks) < numbers(.standard, length: $0, blocks)
    }
    return first.last
  }

  /// The smallest square blocks in which flash attention moves less than standard attention does at
  /// this length; nil where it never does.
  func winsFromBlock(_ order: FlashProblem.Order, length: Int) -> Int? {
    (1...length).first {
      numbers(order, length: length, BlockSizes(queries: $0, keys: $0))
        < numbers(.standard, length: length, blocks)
    }
  }

  /// N²d²/M numbers, in bytes, M in numbers: what no exact attention can be below for every M from d
  /// to Nd, but for a constant factor (Dao et al. 2022, Proposition 3). FA-1's own leading term is 12
  /// times that: 3Nd for each of T_c = 4Nd/M tiles of keys (Theorem 2).
  func boundBytes(length: Int, sramBytes: Int) -> Double {
    let product = Double(length) * Double(headDim)
    let stride = Double(MemoryLayout<Float>.stride)
    return stride * product * product / (Double(sramBytes) / stride)
  }
}
