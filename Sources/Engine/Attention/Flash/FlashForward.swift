import Tensors

extension AttentionEngine {
  /// Softmax(QKᵀ·scale + mask)·V without the `[N, M]` matrix: FlashAttention-2 (Dao 2023), Algorithm
  /// 1, or with `order: .fa1` the loops of FlashAttention (Dao et al. 2022), Algorithm 1.
  /// - Parameters: query `[B, H, N, d]`; key `[B, G, M, d]`; value `[B, G, M, dᵥ]`, where G divides H
  /// - Throws: `ShapeError` naming both shapes
  public func flash(
    query: Tensor, key: Tensor, value: Tensor, _ options: FlashOptions = FlashOptions()
  ) throws(ShapeError) -> FlashRun {
    try flash(query: query, key: key, value: value, options, recorder: NoRecorder())
  }

  func flash<Recorder: FlashRecorder>(
    query: Tensor, key: Tensor, value: Tensor, _ options: FlashOptions, recorder: Recorder
  ) throws(ShapeError) -> FlashRun {
    let (query, key, value) = rules.operands(query, key, value)
    return try AttentionProblem.with(
      query, key, value, scale: options.scale ?? scale(forHeadDim: query.shape.width),
      mask: rules.mask(options.mask)
    ) { problem in
      var run = FlashRun(
        output: .unwritten(problem.dimensions.outputShape),
        logSumExp: .unwritten(problem.dimensions.logSumExpShape),
        logSumExpRest: .unwritten(problem.dimensions.logSumExpShape), peakBytes: 0)
      run.peakBytes = run.output.withMutablePointer { output in
        run.logSumExp.withMutablePointer { logSumExp in
          run.logSumExpRest.withMutablePointer { rest in
            FlashForward(
              problem: problem, blocks: options.blocks ?? .fast, rules: rules.flash,
              recorder: recorder, output: output, logSumExp: logSumExp, rest: rest
            ).run(order: options.order, threads: options.threads)
          }
        }
      }
      return run
    }
  }
}

struct FlashForward<Recorder: FlashRecorder> {
  let problem: AttentionProblem
  let blocks: BlockSizes
  let rules: FlashRules
  let recorder: Recorder
  let output: UnsafeMutablePointer<Float>
  let logSumExp: UnsafeMutablePointer<Float>
  let rest: UnsafeMutablePointer<Float>

  /// FlashAttention-2, Algorithm 1, lines 3–15, for one block of queries. A comment `FA-2:8` stands
  /// where line 8 is done, here or where `block`, `scores` and `keys` do their part; the lesson on the
  /// algorithm finds the place by it.
  private func attend(
    _ block: QueryBlock, _ rows: Range<Int>, of head: Head, to keys: KeyTiles, _ scores: ScoreTile
  ) {
    block.load(rows, of: head, problem)
    recorder.loaded(block, in: problem)
    let visible = block.visibleTiles(of: keys.tileKeys)
    for tile in keys.all {  // FA-2:6
      guard visible.contains(tile.index) else {
        recorder.skipped(block, tile, in: problem)
        continue
      }
      recorder.loaded(tile, in: problem)
      scores.set(block, times: tile, problem)  // FA-2:8  S = QKᵀ
      recorder.scored(scores, block, tile, in: problem)
      scores.absorb(into: block, tile, rules)  // m = max(m′, rowmax S), P = e^(S − m), ℓ
      scores.addWeightedValues(of: tile, to: block, problem)  // FA-2:10  O = e^(m′ − m) O + PV
      recorder.absorbed(scores, block, tile, in: problem)
    }
    block.divideBySum()  // FA-2:12  O = O/ℓ
    store(block)
    recorder.stored(block, in: problem)
  }

  /// FlashAttention, Algorithm 1, lines 5–15, for one head: every block of queries meets a tile of keys
  /// before the next tile is read, so O, m and ℓ of all blocks wait in main memory meanwhile, O divided
  /// by ℓ each time.
  private func attendByKeys(
    _ waiting: [QueryBlock], _ head: Head, _ keys: KeyTiles, _ scores: ScoreTile
  ) {
    for (index, block) in waiting.enumerated() {
      block.load(rows(index), of: head, problem)  // FA-1:2
    }
    for tile in keys.all {  // FA-1:5
      recorder.loaded(tile, in: problem)
      for block in waiting {  // FA-1:7
        guard block.visibleTiles(of: keys.tileKeys).contains(tile.index) else {
          recorder.skipped(block, tile, in: problem)
          continue
        }
        recorder.loaded(block, in: problem)  // FA-1:8
        scores.set(block, times: tile, problem)  // FA-1:9
        recorder.scored(scores, block, tile, in: problem)
        block.multiplyBySum()
        scores.absorb(into: block, tile, rules)
        scores.addWeightedValues(of: tile, to: block, problem)  // FA-1:12
        block.divideBySum()
        recorder.absorbed(scores, block, tile, in: problem)  // FA-1:13
      }
    }
    for block in waiting { store(block) }
  }

  private func store(_ block: QueryBlock) {
    block.store(output: output, logSumExp: logSumExp, rest: rest)
    // A broken engine is to overflow where it does.
    guard rules == FlashRules() else { return }
    problem.mendOverflow(block.head, rows: block.rows, output: output, logSumExp: logSumExp)
  }

  /// Shares the work out: groups go to threads where there are enough of them, else the blocks of
  /// queries of one group after the other.
  /// - Returns: the bytes of scratch memory
  func run(order: LoopOrder, threads: Int) -> Int {
    let dimensions = problem.dimensions
    let groups = dimensions.batch * dimensions.groups
    let blockCount = dimensions.queries.pieces(of: blocks.queries)  // FA-1:3 FA-2:1
    let sharesGroups = groups >= threads || order == .fa1
    let outer = sharesGroups ? min(threads, max(groups, 1)) : 1
    let inner = sharesGroups ? 1 : threads
    let blocksHeld = order == .fa1 ? blockCount : 1
    let teams = (0..<outer).map { _ in
      Team(
        keys: KeyTiles(dimensions, tileKeys: min(blocks.keys, max(dimensions.keys, 1))),
        workers: inner, blocksHeld: blocksHeld, blocks: blocks, dimensions)
    }
    Parallel.forEach(groups, threads: outer) { group, team in
      let team = teams[team]
      let perGroup = dimensions.headsPerGroup
      let first = Head(group * perGroup, dimensions)
      Parallel.forEach(team.keys.count, threads: inner) { tile, _ in
        team.keys.pack(tile, key: problem.key(first), value: problem.value(first))
      }
      switch order {
      case .fa2:
        Parallel.forEach(perGroup * blockCount, threads: inner) { task, worker in  // FA-2:3
          attend(
            team.held[worker][0], rows(task % blockCount),
            of: Head(group * perGroup + task / blockCount, dimensions), to: team.keys,
            team.scores[worker])
        }
      case .fa1:
        for head in 0..<perGroup {
          attendByKeys(
            team.held[0], Head(group * perGroup + head, dimensions), team.keys, team.scores[0])
        }
      }
    }
    return teams.reduce(0) { $0 + $1.bytes }
  }

  private func rows(_ block: Int) -> Range<Int> {
    let first = block * blocks.queries
    return first..<min(first + blocks.queries, problem.dimensions.queries)
  }
}

/// The scratch memory of the threads that work on one group of keys.
private struct Team {
  let keys: KeyTiles
  let held: [[QueryBlock]]
  let scores: [ScoreTile]

  init(
    keys: KeyTiles, workers: Int, blocksHeld: Int, blocks: BlockSizes,
    _ dimensions: AttentionDimensions
  ) {
    self.keys = keys
    let rows = min(blocks.queries, max(dimensions.queries, 1))
    let tile = BlockSizes(queries: rows, keys: keys.tileKeys)
    held = (0..<workers).map { _ in
      (0..<blocksHeld).map { _ in QueryBlock(dimensions, capacity: rows) }
    }
    scores = (0..<workers).map { _ in ScoreTile(tile) }
  }

  var bytes: Int {
    keys.bytes + held.joined().reduce(0) { $0 + $1.bytes } + scores.reduce(0) { $0 + $1.bytes }
  }
}
