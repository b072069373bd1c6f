import Tensors

/// The backward pass of one head.
final class BackwardChip {
  let dimensions: AttentionDimensions
  let blocks: BlockSizes
  private let queries: BackwardOperand
  private let outputGradients: BackwardOperand
  private let keys: BackwardOperand
  private let values: BackwardOperand
  let queryGradient: Accumulator
  let keyGradient: Accumulator
  let valueGradient: Accumulator
  /// S, then P, and dP, then dS; `[Br, Bc]`
  let weights: Scratch
  let weightGradients: Scratch
  let step: Int
  /// L, what it lost to rounding, and D, a number for each query
  let logSumExp: Scratch
  private let rest: Scratch
  let delta: Scratch
  /// The keys that each query sees
  private(set) var first: [Int]
  private(set) var end: [Int]
  private(set) var loaded: (head: Head, problem: AttentionProblem)?

  init(_ dimensions: AttentionDimensions, _ blocks: BlockSizes) {
    self.dimensions = dimensions
    let rows = min(blocks.queries, max(dimensions.queries, 1))
    let columns = min(blocks.keys, max(dimensions.keys, 1))
    self.blocks = BlockSizes(queries: rows, keys: columns)  // FA-2B:1
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
    queries.load(problem.query(head), scale: problem.scale)  // FA-2B:9
    outputGradients.load(outputGradient, scale: 1)
    keys.load(problem.key(head), scale: 1)  // FA-2B:6
    values.load(problem.value(head), scale: 1)
    queryGradient.clear()  // FA-2B:3
    for gradient in [keyGradient, valueGradient] { gradient.clear() }  // FA-2B:7
    self.logSumExp.pointer.update(from: logSumExp, count: dimensions.queries)
    self.rest.pointer.update(from: rest, count: dimensions.queries)
    Kernels.rowDots(  // FA-2B:4
      outputGradient, output, rows: dimensions.queries, width: dimensions.valueDim,
      into: delta.pointer)
    for row in 0..<dimensions.queries {
      let visible = problem.visibleKeys(head, query: row)
      (first[row], end[row]) = (visible.lowerBound, visible.upperBound)
    }
  }

  /// Algorithm 2, lines 5–17. A comment `FA-2B:10` stands where its line 10 is done, B for backward.
  func run<Recorder: BackwardRecorder>(_ recorder: Recorder) {
    guard let (head, problem) = loaded else { return }
    recorder.prepared(self)
    let grid = TileGrid(dimensions, blocks)
    let rowBlocks = grid.rowBlocks.map { ($0, visible(to: $0)) }
    for tile in 0..<grid.count {  // FA-2B:5
      let columns = grid.columns(tile)
      recorder.loaded(columns, self)
      for (index, (rows, visible)) in rowBlocks.enumerated() {  // FA-2B:8
        let pair = TilePair(
          rows: rows, columns: columns, queryBlock: index, keyBlock: tile, visible: visible)
        guard !pair.seen.isEmpty else {
          recorder.skipped(pair, self)
          continue
        }
        multiply(queries, keys, pair, into: weights)  // FA-2B:10  S = QKᵀ
        problem.addMasks(
          to: weights.pointer, step: step, head, rows: rows, columns: pair.seen)
        recorder.scored(pair, self)
        recomputeWeights(pair)  // P = e^(S − L)
        add(weights, outputGradients, pair, to: valueGradient)  // FA-2B:12  dV += PᵀdO
        multiply(outputGradients, values, pair, into: weightGradients)  // FA-2B:13  dP = dO Vᵀ
        recorder.reachedWeights(pair, self)
        scoreGradients(pair)  // dS = P ∘ (dP − D)
        addToQueryGradient(weightGradients, pair)  // FA-2B:15  dQ += dS K
        add(weightGradients, queries, pair, to: keyGradient)  // FA-2B:16  dK += dSᵀQ
        recorder.added(pair, self)
      }
      recorder.finished(columns, self)
    }
  }

  /// Line 18. The queries were scaled already, so dK is; dQ is not yet.
  func store(_ target: GradientTarget) {
    guard let (_, problem) = loaded else { return }
    queryGradient.copy(to: target.query, scale: problem.scale)
    keyGradient.copy(to: target.key, scale: 1)  // FA-2B:18
    valueGradient.copy(to: target.value, scale: 1)
  }

  private func multiply(
    _ left: BackwardOperand, _ right: BackwardOperand, _ pair: TilePair, into tile: Scratch
  ) {
    Kernels.multiplyTile(
      left.rows + pair.rows.lowerBound * left.width, rowStep: left.width,
      right.transposed(pair.keyBlock) + pair.offset * right.width, panelStep: 16 * right.width,
      panelCount: pair.seen.count.pieces(of: 16), tile.pointer, cStep: step,
      rows: pair.rows.count, depth: left.width)
  }

  private func recomputeWeights(_ pair: TilePair) {
    first.withUnsafeBufferPointer { first in
      end.withUnsafeBufferPointer { end in
        guard let first = first.baseAddress, let end = end.baseAddress else { return }
        let row = pair.rows.lowerBound
        Kernels.recomputeWeights(  // FA-2B:11
          weights.pointer, step: step, rows: pair.rows.count, columns: pair.seen.count,
          first: first + row, end: end + row, offset: pair.seen.lowerBound,
          logSumExp: logSumExp.pointer + row, rest: rest.pointer + row)
      }
    }
  }

  private func scoreGradients(_ pair: TilePair) {
    Kernels.scoreGradients(  // FA-2B:14
      weights.pointer, weightGradients.pointer, step: step, rows: pair.rows.count,
      columns: pair.seen.count, delta: delta.pointer + pair.rows.lowerBound)
  }

  /// The transpose of a tile times the queries' side of an operand, to the keys' rows of a gradient.
  private func add(
    _ tile: Scratch, _ right: BackwardOperand, _ pair: TilePair, to gradient: Accumulator
  ) {
    Kernels.multiplyTile(
      tile.pointer, rowStep: 1, depthStep: step, right.plain(pair.queryBlock),
      panelStep: 16 * pair.rows.count, panelCount: gradient.step / 16,
      gradient.pointer + pair.seen.lowerBound * gradient.step, cStep: gradient.step,
      rows: pair.seen.count, depth: pair.rows.count, adds: true)
  }

  /// A tile times the keys, to the queries' rows of dQ.
  private func addToQueryGradient(_ tile: Scratch, _ pair: TilePair) {
    Kernels.multiplyTile(
      tile.pointer, rowStep: step, keys.plain(pair.keyBlock) + 16 * pair.offset,
      panelStep: 16 * keys.length(pair.keyBlock), panelCount: queryGradient.step / 16,
      queryGradient.pointer + pair.rows.lowerBound * queryGradient.step,
      cStep: queryGradient.step, rows: pair.rows.count, depth: pair.seen.count, adds: true)
  }

  private func visible(to rows: Range<Int>) -> Range<Int> {
    rows.lazy.map { [first, end] in first[$0]..<end[$0] }.span ?? 0..<0
  }
}
