import Attention
import Course
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Softmax of one row, block by block. The row is the scores of a query of one number, 1, and keys of
/// one number each, and the values are the rows of the unit matrix: the output is then the weights.
struct OnlineSoftmaxRun: Sendable {
  /// What is known when a block has been read.
  struct Block: Sendable {
    let range: Range<Int>
    let maximum: Float
    let sum: Float
    let rescale: Float
    /// Σ e^x of all numbers so far without taking a maximum off, in Float32
    let naiveSum: Float
    /// The largest number of this block, and Σ e^(x − it) over this block
    let ownMaximum: Float
    let ownSum: Float
    /// What this block added to ℓ
    let added: Float
    /// O/ℓ: the weights, if the row ended here
    let weightsSoFar: [Float]
  }

  /// What the engine does with a block; a broken one leaves something out.
  let rules: FlashRules
  let logits: Tensor
  let blocks: [Block]
  /// Softmax of the whole row at once
  let whole: Tensor
  /// Softmax by blocks
  let online: Tensor
  let dividedByNaiveSum: [Float]

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    let length = settings.integer("length")
    let block = min(settings.integer("block"), length)
    var stream = RandomStream(seed: seed, name: "row")
    let logits = Tensor.normal([1, length], from: &stream)
      .scaled(by: Float(settings.number("logitScale")))
    self.logits = logits
    rules = engine.rules.flash
    let trace = try engine.flashTrace(
      query: Tensor(repeating: 1, shape: [1, 1]), key: logits.reshaped([length, 1]),
      value: Tensor(rows: length, columns: length) { $0 == $1 ? 1 : 0 },
      FlashOptions(scale: 1, blocks: BlockSizes(queries: 1, keys: block)))
    guard trace.run.output.shape == [1, length] else {
      throw LabError.impossible(
        Localized(
          en: "this engine's attention gives no weight for each number", zh: "这个引擎的注意力没有给每个数一个权重"))
    }
    var naiveSum: Float = 0
    var blocks: [Block] = []
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let own = step.keys.map { logits[0, $0] }
      let largest = own.max() ?? -.infinity
      for number in own { naiveSum += expf(number) }
      let carried = rules.accumulatesSum ? tile.rescale[0] * (blocks.last?.sum ?? 0) : 0
      blocks.append(
        Block(
          range: step.keys, maximum: tile.maximum[0], sum: tile.sum[0], rescale: tile.rescale[0],
          naiveSum: naiveSum, ownMaximum: largest,
          ownSum: own.reduce(0) { $0 + expf($1 - largest) }, added: tile.sum[0] - carried,
          weightsSoFar: tile.normalizedOutput(0, order: trace.order)))
    }
    self.blocks = blocks
    whole = engine.weights(logits)
    online = trace.run.output
    dividedByNaiveSum = logits.storage.map { expf($0) / naiveSum }
  }

  var length: Int { logits.count }

  /// e^x of some number, or the sum of all, is beyond Float32.
  var naiveOverflows: Bool { blocks.last.map { !$0.naiveSum.isFinite } ?? false }

  var maxDifference: Double {
    zip(whole.storage, online.storage).reduce(0) {
      let difference = Double(($1.0 - $1.1).magnitude)
      return difference.isNaN ? .infinity : max($0, difference)
    }
  }

  var results: [Scalar] {
    [Scalar("maxDifference", maxDifference), Scalar("naiveOverflows", naiveOverflows ? 1 : 0)]
  }

  private var state: Tensor {
    let rows = blocks.map { [$0.maximum, $0.sum, $0.rescale, $0.naiveSum] }
    return Tensor(rows: rows.count, columns: 4) { rows[$0][$1] }
  }

  /// FlashAttention's own picture of it: softmax of a block by itself, and what brings it to the row's
  /// (Dao et al. 2022, §3.1).
  private var alone: Tensor {
    let rows = blocks.map { [$0.ownMaximum, $0.ownSum, factor(of: $0)] }
    return Tensor(rows: rows.count, columns: 3) { rows[$0][$1] }
  }

  /// e^(m of the block − m of the row)
  func factor(of block: Block) -> Float { expf(block.ownMaximum - maximum) }

  /// The number of the block whose m was taken off a key's score: the last one that was read, unless
  /// what earlier blocks gave was left as it was.
  func reference(ofKey key: Int, after last: Int) -> Int {
    rules.rescales ? last : blocks.firstIndex { $0.range.contains(key) } ?? 0
  }

  /// Of the whole row, and its ℓ.
  var maximum: Float { blocks.last?.maximum ?? -.infinity }
  var sum: Float { blocks.last?.sum ?? 0 }

  /// Σ ℓᵢ·e^(mᵢ − m) over the blocks by themselves: what ℓ ought to be.
  var mergedSum: Float { blocks.reduce(0) { $0 + $1.ownSum * factor(of: $1) } }

  /// `weightsSoFar(2)`, after the second block.
  func weightsSoFar(after index: Int) -> NamedTensor {
    let weights = blocks[index].weightsSoFar
    return NamedTensor(
      "weightsSoFar(\(index + 1))", Tensor(rows: 1, columns: length) { weights[$1] })
  }

  private var compared: Tensor {
    let rows = [online.storage, whole.storage, dividedByNaiveSum]
    return Tensor(rows: rows.count, columns: length) { rows[$0][$1] }
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("m", Tensor(blocks.map(\.maximum))),
      NamedTensor("l", Tensor(blocks.map(\.sum))),
      NamedTensor("rescale", Tensor(blocks.map(\.rescale))),
      NamedTensor("logits", Tensor(logits.storage)),
      NamedTensor("weights", Tensor(online.storage)),
      NamedTensor("state", state), NamedTensor("alone", alone), NamedTensor("compared", compared),
    ]
  }
}
