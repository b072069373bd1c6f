import Attention
import Figures
import Tensors

/// The memory that `attend` takes, by what its sizes say, before any of it is asked for.
struct AttendMemory {
  let inputs: AttendInputs
  let algorithm: AttendCommand.Algorithm
  let blocks: BlockSizes
  let threads: Int
  let keepsWeights: Bool

  init(
    _ inputs: AttendInputs, algorithm: AttendCommand.Algorithm, blocks: BlockSizes?, threads: Int,
    keepsWeights: Bool
  ) {
    self.inputs = inputs
    self.algorithm = algorithm
    self.blocks = blocks ?? .fast
    self.threads = threads
    self.keepsWeights = keepsWeights
  }

  /// - Throws: a sentence with both figures, where there is not enough
  func check() throws {
    guard let available = AvailableMemory.bytes, bytes > Double(available) else { return }
    let sizes = inputs.dimensions
    throw CommandFailure(
      "\(inputs.query.path): error: \(algorithm.rawValue) attention of \(sizes.queries) queries and "
        + "\(sizes.keys) keys needs \(Self.shown(bytes)) of memory, found "
        + "\(Self.shown(Double(available)))\(hint)", .badData)
  }

  private var hint: String {
    guard algorithm == .naive, !keepsWeights else { return "" }
    let flash = AttendMemory(
      inputs, algorithm: .flash, blocks: nil, threads: threads, keepsWeights: false)
    return "; with --algorithm flash \(Self.shown(flash.bytes)) will do"
  }

  private static func shown(_ bytes: Double) -> String {
    bytes < 1e9 ? "\((bytes / 1e6).fixed(1)) MB" : "\((bytes / 1e9).fixed(1)) GB"
  }

  /// In floating point, which does not overflow.
  private var bytes: Double {
    let sizes = inputs.dimensions
    let (queries, keys) = (Double(sizes.queries), Double(sizes.keys))
    let (headDim, valueDim) = (Double(sizes.headDim), Double(sizes.valueDim))
    let heads = Double(sizes.batch) * Double(sizes.heads)
    let groups = Double(sizes.batch) * Double(sizes.groups)
    let workers = min(Double(threads), heads)
    let isBackward = inputs.outputGradient != nil

    let operands = heads * queries * headDim + groups * keys * (headDim + valueDim)
    let results = heads * queries * (valueDim + 1)
    var numbers = operands + results + Double(inputs.mask?.shape.count ?? 0)
    if keepsWeights { numbers += heads * queries * keys }
    if isBackward {
      numbers += operands + results
      // Heads that share a group write its gradients apart.
      if sizes.headsPerGroup > 1 { numbers += heads * keys * (headDim + valueDim) }
    }
    switch algorithm {
    case .naive:
      numbers += workers * queries * keys * (isBackward ? 2 : 1) + workers * queries * headDim
    case .flash:
      let rows = min(Double(blocks.queries), queries)
      let tile = rows * min(Double(blocks.keys), keys)
      let packed = keys * (headDim + valueDim)
      numbers += workers * packed + Double(threads) * (rows * (headDim + valueDim) + tile)
      if isBackward {
        numbers += workers * (2 * packed + 3 * queries * (headDim + valueDim) + 2 * tile)
      }
    }
    return numbers * Double(MemoryLayout<Float>.stride)
  }
}
