import Tensors

/// How attention is computed by blocks, and by the plain algorithm beside it.
public struct FlashOptions: Sendable {
  /// What scores are multiplied by; nil is the engine's own 1/√d.
  public var scale: Float?
  public var mask: Mask
  /// nil lets the engine choose.
  public var blocks: BlockSizes?
  public var order: LoopOrder
  public var threads: Int

  public init(
    scale: Float? = nil, mask: Mask = .none, blocks: BlockSizes? = nil, order: LoopOrder = .fa2,
    threads: Int = 1
  ) {
    self.scale = scale
    self.mask = mask
    self.blocks = blocks
    self.order = order
    self.threads = max(threads, 1)
  }
}

/// Which of the two loops over blocks is the outer one.
public enum LoopOrder: String, Sendable, CaseIterable {
  /// Keys outside, queries inside: O, m and ℓ of every query block are read and written once a key
  /// block (Dao et al. 2022, Algorithm 1).
  case fa1
  /// Queries outside, keys inside: O stays on chip until it is done (Dao 2023, Algorithm 1).
  case fa2
}

/// Br and Bc of the papers.
public struct BlockSizes: Sendable, Hashable {
  public var queries: Int
  public var keys: Int

  /// - Precondition: both are positive
  public init(queries: Int, keys: Int) {
    precondition(queries > 0 && keys > 0, "a block holds something")
    self.queries = queries
    self.keys = keys
  }

  /// The sizes that a memory of `sramBytes` allows: Bc = ⌊M/4d⌋ and Br = min(Bc, d), M in numbers (Dao
  /// et al. 2022, Algorithm 1, line 1, which rounds up and then does not always fit).
  /// - Returns: nil where not even blocks of one query and one key fit
  public init?(sramBytes: Int, headDim: Int, valueDim: Int) {
    let numbers = sramBytes / MemoryLayout<Float>.stride
    let width = max(headDim, valueDim, 1)
    let keys = numbers / width / 4
    guard keys > 0 else { return nil }
    self.init(queries: min(keys, width), keys: keys)  // FA-1:1
  }

  /// What the blocks of Q, K, V and O take on chip, in bytes.
  public func sramBytes(headDim: Int, valueDim: Int) -> Int {
    (queries + keys) * (headDim + valueDim) * MemoryLayout<Float>.stride
  }

  /// Blocks of S stay in the second-level cache, panels of K in the first; larger ones gain nothing.
  public static let fast = BlockSizes(queries: 48, keys: 256)
}

/// What comes out of attention by blocks.
public struct FlashRun: Sendable {
  /// `[B, H, N, dᵥ]`, in the rank of the queries; zeros for a query that sees nothing
  public var output: Tensor
  /// m + ln ℓ, `[B, H, N]`, in nats; −∞ for a query that sees nothing
  public var logSumExp: Tensor
  /// What was lost when m + ln ℓ was rounded: all of ln ℓ where m is a mask's −10⁹. The gradients
  /// take it back.
  package var logSumExpRest: Tensor
  /// Scratch memory at its largest, the results not counted
  public var peakBytes: Int
}
