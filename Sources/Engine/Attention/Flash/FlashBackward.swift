import Tensors

extension AttentionEngine {
  /// The gradients of attention without the `[N, M]` matrix: P is computed again from Q, K and the
  /// log-sum-exp of the forward run. FlashAttention-2 (Dao 2023), Algorithm 2.
  /// - Parameters: run, of the same operands and options; outputGradient dO `[B, H, N, dᵥ]`
  /// - Throws: `ShapeError` naming both shapes
  public func flashGradients(
    query: Tensor, key: Tensor, value: Tensor, run: FlashRun, outputGradient: Tensor,
    _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> AttentionGradients {
    guard run.output.shape == outputGradient.shape else {
      throw ShapeError(
        "gradient of attention", outputGradient.shape, run.output.shape,
        expected: "one gradient for each number of the output")
    }
    let (query, key, value) = rules.operands(query, key, value)
    return try AttentionProblem.with(
      query, key, value, scale: options.scale ?? scale(forHeadDim: query.shape.width),
      mask: rules.mask(options.mask)
    ) { problem in
      var gradients = AttentionGradients(query: query, key: key, value: value)
      let dimensions = problem.dimensions
      let heads = dimensions.batch * dimensions.heads
      let chips = (0..<min(options.threads, max(heads, 1))).map { _ in
        BackwardChip(dimensions, options.blocks ?? .fastBackward)
      }
      gradients.peakBytes = chips.reduce(0) { $0 + $1.bytes }
      run.output.withPointer { output in
        run.logSumExp.withPointer { logSumExp in
          run.logSumExpRest.withPointer { rest in
            outputGradient.withPointer { outputGradient in
              gradients.forEachHead(dimensions, threads: chips.count) { head, target, worker in
                let row = head.offset(dimensions) * dimensions.queries
                let chip = chips[worker]
                chip.load(
                  head, problem, output: output + row * dimensions.valueDim,
                  outputGradient: outputGradient + row * dimensions.valueDim,
                  logSumExp: logSumExp + row, rest: rest + row)
                chip.run()
                chip.store(target)
              }
            }
          }
        }
      }
      return gradients
    }
  }
}

extension BlockSizes {
  /// Two tiles of scores and five packed operands share the cache.
  fileprivate static let fastBackward = BlockSizes(queries: 96, keys: 192)
}

/// The backward pass of one head.
private final class BackwardChip {
  private let dimensions: AttentionDimensions
  private let blocks: BlockSizes
  private let queries: BackwardOperand
  private let outputGradients: BackwardOperand
  private let keys: BackwardOperand
  private let values: BackwardOperand
  private let queryGradient: Accumulator
  private let keyGradient: Accumulator
  private let valueGradient: Accumulator
  /// S, then P, and dP, then dS; `[Br, Bc]`
  private let weights: Scratch
  private let weightGradients: Scratch
  private let step: Int
  /// L, what it lost to rounding, and D, a number for each query
  private let logSumExp: Scratch
  private let rest: Scratch
  private let delta: Scratch
  private var first: [Int]
  private var end: [Int]
  private var loaded: (head: Head, problem: AttentionProblem)?

  init(_ dimensions: AttentionDimensions, _ blocks: BlockSizes) {
    self.dimensions = dimensions
    let rows = min(blocks.queries, max(dimensions.queries, 1))
    let columns = min(blocks.keys, max(dimensions.keys, 1))
    self.blocks = BlockSizes(queries: rows, keys: columns)
    queries = BackwardOperand(
      length: dimensions.queries, width: dimensions.headDim, block: rows, isLeft: true)
    outputGradients = BackwardOperand(
      length: dimensions.queries, width: dimensions.valueDim, block: rows, isLeft: true)
    keys = BackwardOperand(
      length: dimensions.keys, width: dimensions.headDim, block: columns, isLeft: false)
    values = BackwardOperand(
      length: dimensions.keys, width: dimensions.valueDim, block: columns, isLeft: false)
    queryGradient = Accumulator(length: dimensions.queries, width: dimensions.headDim)
    keyGradient = Accumulator(length: dimensions.keys, width: dimensions.headDim)
    valueGradient = Accumulator(length: dimensions.keys, width: dimensions.valueDim)
    step = columns.roundedUp(to: 16) + 16
    weights = Scratch(rows * step)
    weightGradients = Scratch(rows * step)
    logSumExp = Scratch(dimensions.queries)
    rest = Scratch(dimensions.queries)
    delta = Scratch(dimensions.queries)
    first = [Int](repeating: 0, count: dimensions.queries)
    end = first
  }

  var bytes: Int {
    [queries, outputGradients, keys, values].reduce(0) { $0 + $1.bytes }
      + [queryGradient, keyGradient, valueGradient].reduce(0) { $0 + $1.bytes }
      + [weights, weightGradients, logSumExp, rest, delta].reduce(0) { $0 + $1.bytes }
      + 2 * first.count * MemoryLayout<Int>.stride
  }

  /// Lines 1–4: the operands in blocks, D, and gradients of 0.
  func load(
    _ head: Head, _ problem: AttentionProblem, output: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>, logSumExp: UnsafePointer<Float>,
    rest: UnsafePointer<Float>
  ) {
    loaded = (head, problem)
    queries.load(problem.query(head), scale: problem.scale)
    outputGradients.load(outputGradient, scale: 1)
    keys.load(problem.key(head), scale: 1)
    values.load(problem.value(head), scale: 1)
    for gradient in [queryGradient, keyGradient, valueGradient] { gradient.clear() }
    self.logSumExp.pointer.update(from: logSumExp, count: dimensions.queries)
    self.rest.pointer.update(from: rest, count: dimensions.queries)
    Kernels.rowDots(
      outputGradient, output, rows: dimensions.queries, width: dimensions.valueDim,
      into: delta.pointer)
    for row in 0..<dimensions.queries {
      let visible = problem.visibleKeys(head, query: row)
      (first[row], end[row]) = (visible.lowerBound, visible.upperBound)
    }
  }

  /// Algorithm 2, lines 5–17.
  func run() {
    guard let (head, problem) = loaded else { return }
    let grid = TileGrid(dimensions, blocks)
    let rowBlocks = grid.rowBlocks.map { ($0, visible(to: $0)) }
    for tile in 0..<grid.count {  // 5
      let columns = grid.columns(tile)  // 6
      for (index, (rows, visible)) in rowBlocks.enumerated() {  // 8
        let seen = visible.clamped(to: columns)
        guard !seen.isEmpty else { continue }
        // From a whole panel on; what is hidden in it gets no weight.
        let offset = (seen.lowerBound - columns.lowerBound) & ~15
        let width = seen.upperBound - columns.lowerBound - offset
        let pair = TilePair(
          rows: rows, queryBlock: index, keyBlock: tile,
          columns: columns.lowerBound + offset..<columns.lowerBound + offset + width,
          offset: offset)
        multiply(queries, keys, pair, into: weights)  // 10  S = QKᵀ
        problem.addMasks(
          to: weights.pointer, step: step, head, rows: rows, columns: pair.columns)
        recomputeWeights(pair)  // 11  P = e^(S − L)
        add(weights, outputGradients, pair, to: valueGradient)  // 12  dV += PᵀdO
        multiply(outputGradients, values, pair, into: weightGradients)  // 13  dP = dO Vᵀ
        scoreGradients(pair)  // 14  dS = P ∘ (dP − D)
        add(weightGradients, keys, pair)  // 15  dQ += dS K
        add(weightGradients, queries, pair, to: keyGradient)  // 16  dK += dSᵀQ
      }
    }
  }

  /// Line 18. The queries were scaled already, so dK is; dQ is not yet.
  func store(_ target: GradientTarget) {
    guard let (_, problem) = loaded else { return }
    queryGradient.copy(to: target.query, scale: problem.scale)
    keyGradient.copy(to: target.key, scale: 1)
    valueGradient.copy(to: target.value, scale: 1)
  }

  private func multiply(
    _ left: BackwardOperand, _ right: BackwardOperand, _ pair: TilePair, into tile: Scratch
  ) {
    Kernels.multiplyTile(
      left.rows + pair.rows.lowerBound * left.width, rowStep: left.width,
      right.transposed(pair.keyBlock) + pair.offset * right.width, panelStep: 16 * right.width,
      panelCount: pair.columns.count.pieces(of: 16), tile.pointer, cStep: step,
      rows: pair.rows.count, depth: left.width)
  }

  private func recomputeWeights(_ pair: TilePair) {
    first.withUnsafeBufferPointer { first in
      end.withUnsafeBufferPointer { end in
        guard let first = first.baseAddress, let end = end.baseAddress else { return }
        let row = pair.rows.lowerBound
        Kernels.recomputeWeights(
          weights.pointer, step: step, rows: pair.rows.count, columns: pair.columns.count,
          first: first + row, end: end + row, offset: pair.columns.lowerBound,
          logSumExp: logSumExp.pointer + row, rest: rest.pointer + row)
      }
    }
  }

  private func scoreGradients(_ pair: TilePair) {
    Kernels.scoreGradients(
      weights.pointer, weightGradients.pointer, step: step, rows: pair.rows.count,
      columns: pair.columns.count, delta: delta.pointer + pair.rows.lowerBound)
  }

  /// The transpose of a tile times the queries' side of an operand, to the keys' rows of a gradient.
  private func add(
    _ tile: Scratch, _ right: BackwardOperand, _ pair: TilePair, to gradient: Accumulator
  ) {
    Kernels.multiplyTile(
      tile.pointer, rowStep: 1, depthStep: step, right.plain(pair.queryBlock),
      panelStep: 16 * pair.rows.count, panelCount: gradient.step / 16,
      gradient.pointer + pair.columns.lowerBound * gradient.step, cStep: gradient.step,
      rows: pair.columns.count, depth: pair.rows.count, adds: true)
  }

  /// A tile times the keys, to the queries' rows of dQ.
  private func add(_ tile: Scratch, _ right: BackwardOperand, _ pair: TilePair) {
    Kernels.multiplyTile(
      tile.pointer, rowStep: step, right.plain(pair.keyBlock) + 16 * pair.offset,
      panelStep: 16 * right.length(pair.keyBlock), panelCount: queryGradient.step / 16,
      queryGradient.pointer + pair.rows.lowerBound * queryGradient.step,
      cStep: queryGradient.step, rows: pair.rows.count, depth: pair.columns.count, adds: true)
  }

  private func visible(to rows: Range<Int>) -> Range<Int> {
    rows.lazy.map { [first, end] in first[$0]..<end[$0] }.span ?? 0..<0
  }
}

/// Which part of the score matrix is at hand.
private struct TilePair {
  let rows: Range<Int>
  let queryBlock: Int
  let keyBlock: Int
  let columns: Range<Int>
  /// Of the columns within their tile
  let offset: Int
}

/// A matrix `[length, width]` of one head in the forms that the five products need.
private final class BackwardOperand {
  let width: Int
  private let fullLength: Int
  private let block: Int
  private let rowsMemory: Scratch?
  private let plainMemory: Scratch
  private let transposedMemory: Scratch?

  /// - Parameter isLeft: whether it is a left factor of S or dP; else it is a right one
  init(length: Int, width: Int, block: Int, isLeft: Bool) {
    self.width = width
    self.block = block
    fullLength = length
    plainMemory = Scratch(length * width.roundedUp(to: 16))
    rowsMemory = isLeft ? Scratch(length * width) : nil
    transposedMemory =
      isLeft ? nil : Scratch(length.pieces(of: block) * block.roundedUp(to: 16) * width)
  }

  var bytes: Int {
    plainMemory.bytes + (rowsMemory?.bytes ?? 0) + (transposedMemory?.bytes ?? 0)
  }

  /// The matrix itself, times the scale.
  var rows: UnsafeMutablePointer<Float> { (rowsMemory ?? plainMemory).pointer }

  /// A block as a right factor, in panels of sixteen features.
  func plain(_ index: Int) -> UnsafeMutablePointer<Float> {
    plainMemory.pointer + index * block * width.roundedUp(to: 16)
  }

  /// The transpose of a block as a right factor, in panels of sixteen rows.
  func transposed(_ index: Int) -> UnsafeMutablePointer<Float> {
    (transposedMemory ?? plainMemory).pointer + index * block.roundedUp(to: 16) * width
  }

  func length(_ index: Int) -> Int { min(block, fullLength - index * block) }

  func load(_ source: UnsafePointer<Float>, scale: Float) {
    var source = source
    if let rowsMemory {
      for index in 0..<fullLength * width { rowsMemory.pointer[index] = source[index] * scale }
      source = UnsafePointer(rowsMemory.pointer)
    }
    for index in 0..<fullLength.pieces(of: block) {
      let rows = source + index * block * width
      Kernels.packColumns(
        rows, stride: width, depth: length(index), columns: width, into: plain(index))
      guard transposedMemory != nil else { continue }
      Kernels.packRows(
        rows, stride: width, depth: width, columns: length(index), into: transposed(index))
    }
  }
}

/// A gradient `[length, width]` that products are added to, rows a whole number of vectors apart.
private final class Accumulator {
  let step: Int
  private let length: Int
  private let width: Int
  private let memory: Scratch

  init(length: Int, width: Int) {
    self.length = length
    self.width = width
    step = width.roundedUp(to: 16)
    memory = Scratch(length * step)
  }

  var bytes: Int { memory.bytes }
  var pointer: UnsafeMutablePointer<Float> { memory.pointer }

  func clear() { pointer.update(repeating: 0, count: length * step) }

  func copy(to target: UnsafeMutablePointer<Float>, scale: Float) {
    for row in 0..<length {
      for column in 0..<width {
        target[row * width + column] = pointer[row * step + column] * scale
      }
    }
  }
}
