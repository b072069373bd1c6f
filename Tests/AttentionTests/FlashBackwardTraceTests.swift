import Attention
import Tensors
import Testing

/// The trace of the backward pass is the fast pass: its numbers are those of the pass, and its bytes
/// those of the loops.
struct FlashBackwardTraceTests {
  private static let problems = 0..<40

  @Test(arguments: problems)
  func endsInTheGradientsOfTheFastPass(_ number: Int) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem)
    let gradients = try AttentionEngine().flashGradients(
      query: problem.query, key: problem.key, value: problem.value, run: problem.run(),
      outputGradient: problem.outputGradient, problem.options(threads: 1))
    #expect(bits(trace.gradients.query.storage) == bits(gradients.query.storage), "\(problem)")
    #expect(bits(trace.gradients.key.storage) == bits(gradients.key.storage), "\(problem)")
    #expect(bits(trace.gradients.value.storage) == bits(gradients.value.storage), "\(problem)")
  }

  /// The state after the last step of a block of queries, or of a tile of keys, is its gradient.
  @Test(arguments: problems)
  func theLastStatesAreTheGradients(_ number: Int) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem)
    let dimensions = problem.dimensions
    var query = [Float](repeating: 0, count: problem.query.count)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let start = problem.row(step, 0) * dimensions.headDim
      for (index, value) in tile.queryGradient.storage.enumerated() { query[start + index] = value }
    }
    #expect(query == trace.gradients.query.storage, "\(problem)")

    // Heads that share a group add up there; alone, a head's last states are the gradients.
    guard dimensions.headsPerGroup == 1 else { return }
    var key = [Float](repeating: 0, count: problem.key.count)
    var value = [Float](repeating: 0, count: problem.value.count)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let row =
        (step.batch * dimensions.groups + step.head) * dimensions.keys + step.keys.lowerBound
      for (index, number) in tile.keyGradient.storage.enumerated() {
        key[row * dimensions.headDim + index] = number
      }
      for (index, number) in tile.valueGradient.storage.enumerated() {
        value[row * dimensions.valueDim + index] = number
      }
    }
    #expect(key == trace.gradients.key.storage, "\(problem)")
    #expect(value == trace.gradients.value.storage, "\(problem)")
  }

  /// Tiles of keys outside, blocks of queries inside; a pair is skipped where nothing is seen.
  @Test(arguments: problems)
  func visitsEachTileOnceInTheOrderOfTheLoops(_ number: Int) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem)
    let dimensions = problem.dimensions
    let rows = (dimensions.queries + trace.blocks.queries - 1) / trace.blocks.queries
    let columns = (dimensions.keys + trace.blocks.keys - 1) / trace.blocks.keys
    #expect(trace.steps.count == dimensions.batch * dimensions.heads * rows * columns)
    for (index, step) in trace.steps.enumerated() {
      let place = (step.batch * dimensions.heads + step.head) * columns + step.keyBlock
      #expect(index == place * rows + step.queryBlock)
      #expect(step.queries.lowerBound == step.queryBlock * trace.blocks.queries)
      #expect(step.keys.lowerBound == step.keyBlock * trace.blocks.keys)
      let isSeen = step.queries.contains { row in
        step.keys.contains { problem.allows(step, row, $0) }
      }
      #expect((step.tile != nil) == isSeen, "\(step.queries), \(step.keys): \(problem)")
    }
  }

  /// S, P, dP, dS, L and D, and the sums of dQ, dK and dV so far, against float64.
  @Test(arguments: problems)
  func followsAlgorithm2InFloat64(_ number: Int) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem)
    let forward = problem.reference.forward()
    let bound = Bound(problem, forward: forward)
    var sums = PartialSums(problem, forward)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let rows = problem.row(step, 0)..<problem.row(step, step.queries.count)
      let keys = problem.dimensions.keys
      func part(_ matrix: [Double]) -> [Double] {
        rows.flatMap { matrix[$0 * keys + step.keys.lowerBound..<$0 * keys + step.keys.upperBound] }
      }
      bound.expect(tile.scores, part(forward.scores), "S")
      bound.expect(tile.weights, part(forward.weights), "P")
      bound.expect(tile.logSumExp, Array(forward.logSumExp[rows]), "L")
      sums.add(step, rows)
      bound.expectGradient(tile.weightGradients, sums.weightGradients, "dP")
      bound.expectGradient(tile.delta, sums.delta, "D")
      bound.expectGradient(tile.scoreGradients, sums.scoreGradients, "dS")
      bound.expectGradient(tile.queryGradient, sums.query(rows), "dQ")
      bound.expectGradient(tile.keyGradient, sums.key(step), "dK")
      bound.expectGradient(tile.valueGradient, sums.value(step), "dV")
    }
  }

  /// P is never stored, and comes out of S and L as softmax had it.
  @Test(arguments: [Mask.none, .causal, .window(5)])
  func theWeightsAreThoseOfTheForwardPass(_ mask: Mask) throws {
    let sizes = [(32, 8), (21, 5), (7, 2), (64, 16)]
    for (number, (length, width)) in sizes.enumerated() {
      var stream = RandomStream(seed: UInt64(number))
      func drawn() -> Tensor { .normal([length, width], from: &stream) }
      let (query, key, value, outputGradient) = (drawn(), drawn(), drawn(), drawn())
      let options = FlashOptions(mask: mask, blocks: BlockSizes(queries: 5, keys: 8))
      let engine = AttentionEngine()
      let weights = try #require(
        engine.naive(query: query, key: key, value: value, options, keepWeights: true).weights)
      let trace = try engine.flashGradientsTrace(
        query: query, key: key, value: value,
        run: engine.flash(query: query, key: key, value: value, options),
        outputGradient: outputGradient, options)
      for step in trace.steps {
        for (row, query) in step.queries.enumerated() {
          for (column, key) in step.keys.enumerated() {
            let recomputed = step.tile?.weights[row, column] ?? 0
            #expect(abs(recomputed - weights[query, key]) < 1e-6)
          }
        }
      }
    }
  }

  /// Counted anew: what each step reads and writes by Algorithm 2, in numbers.
  @Test(arguments: problems)
  func movesTheBytesOfTheLoops(_ number: Int) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem)
    let (d, dv) = (problem.dimensions.headDim, problem.dimensions.valueDim)
    let queries = problem.dimensions.queries
    var (reads, writes) = (0, 0)
    for step in trace.steps {
      if step.queryBlock == 0 {
        if step.keyBlock == 0 {
          reads += 2 * queries * dv
          writes += queries
        }
        reads += step.keys.count * (d + dv)
      }
      if step.tile != nil {
        reads += step.queries.count * (2 * d + dv + 2)
        writes += step.queries.count * d
      }
      #expect(step.traffic == HBMTraffic(readBytes: 4 * reads, writeBytes: 4 * writes))
      if step.queries.upperBound == queries { writes += step.keys.count * (d + dv) }
    }
    #expect(trace.traffic == HBMTraffic(readBytes: 4 * reads, writeBytes: 4 * writes))
    #expect(
      HBMTraffic.flashBackward(
        problem.dimensions, blocks: trace.blocks, mask: problem.mask.mask) == trace.traffic)
  }

  /// In numbers: flash reads 4Nd + T_c(3Nd + 2N) and writes 2Nd + N + T_c·Nd; standard reads 5Nd + 5N²
  /// and writes 3Nd + 2N².
  @Test(arguments: [(32, 8, 8, 8), (64, 16, 16, 32), (48, 4, 16, 8), (16, 3, 16, 1), (8, 1, 2, 8)])
  func trafficFollowsTheClosedForms(
    _ length: Int, _ headDim: Int, _ blockQ: Int, _ blockK: Int
  ) throws {
    let shape: Shape = [length, headDim]
    let dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
    let (product, pairs, tiles) = (length * headDim, length * length, length / blockK)
    #expect(
      HBMTraffic.flashBackward(dimensions, blocks: BlockSizes(queries: blockQ, keys: blockK))
        == HBMTraffic(
          readBytes: 4 * (4 * product + tiles * (3 * product + 2 * length)),
          writeBytes: 4 * (2 * product + length + tiles * product)))
    #expect(
      HBMTraffic.standardBackward(dimensions)
        == HBMTraffic(
          readBytes: 4 * (5 * product + 5 * pairs), writeBytes: 4 * (3 * product + 2 * pairs)))
  }

  /// Of 4 × 4 square tiles the six above the diagonal bring nothing in and out.
  @Test func skippedTilesMoveNothing() throws {
    let shape: Shape = [32, 8]
    let dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
    let blocks = BlockSizes(queries: 8, keys: 8)
    let dense = HBMTraffic.flashBackward(dimensions, blocks: blocks)
    let causal = HBMTraffic.flashBackward(dimensions, blocks: blocks, mask: .causal)
    #expect(dense.readBytes - causal.readBytes == 6 * 4 * 8 * (3 * 8 + 2))
    #expect(dense.writeBytes - causal.writeBytes == 6 * 4 * 8 * 8)
  }

  private func trace(_ problem: PropertyProblem) throws -> FlashBackwardTrace {
    try AttentionEngine().flashGradientsTrace(
      query: problem.query, key: problem.key, value: problem.value, run: problem.run(),
      outputGradient: problem.outputGradient, problem.options())
  }
}

extension PropertyProblem {
  fileprivate func run() throws -> FlashRun {
    try AttentionEngine().flash(query: query, key: key, value: value, options())
  }

  /// The row of `[B, H, N]` that is a step's row.
  fileprivate func row(_ step: FlashBackwardStep, _ row: Int) -> Int {
    (step.batch * dimensions.heads + step.head) * dimensions.queries + step.queries.lowerBound + row
  }

  fileprivate func allows(_ step: FlashBackwardStep, _ row: Int, _ key: Int) -> Bool {
    mask.allows(.init(sentence: step.batch, head: step.head, query: row, key: key), dimensions)
  }
}

/// The gradients in float64 as far as the steps have come.
private struct PartialSums {
  private let problem: PropertyProblem
  private let forward: ReferenceAttention.Forward
  private let reference: ReferenceAttention
  private let outputGradient: [Double]
  private var queryGradient: [Double]
  /// A head each, `[B, H, M, …]`
  private var keyGradient: [Double]
  private var valueGradient: [Double]
  /// Of the latest step
  private(set) var weightGradients: [Double] = []
  private(set) var scoreGradients: [Double] = []
  private(set) var delta: [Double] = []

  init(_ problem: PropertyProblem, _ forward: ReferenceAttention.Forward) {
    self.problem = problem
    self.forward = forward
    reference = problem.reference
    outputGradient = problem.outputGradient.storage.map(Double.init)
    let dimensions = problem.dimensions
    let keys = dimensions.batch * dimensions.heads * dimensions.keys
    queryGradient = .init(repeating: 0, count: problem.query.count)
    keyGradient = .init(repeating: 0, count: keys * dimensions.headDim)
    valueGradient = .init(repeating: 0, count: keys * dimensions.valueDim)
  }

  mutating func add(_ step: FlashBackwardStep, _ rows: Range<Int>) {
    let (d, dv) = (problem.dimensions.headDim, problem.dimensions.valueDim)
    let group =
      (step.batch * problem.dimensions.groups + step.head / problem.dimensions.headsPerGroup)
      * problem.dimensions.keys
    (weightGradients, scoreGradients, delta) = ([], [], [])
    for row in rows {
      let gradient = outputGradient[row * dv..<(row + 1) * dv]
      let ownDelta = zip(gradient, forward.output[row * dv..<(row + 1) * dv])
        .reduce(0) { $0 + $1.0 * $1.1 }
      delta.append(ownDelta)
      for key in step.keys {
        let weight = forward.weights[row * problem.dimensions.keys + key]
        guard problem.allows(step, row - rows.lowerBound + step.queries.lowerBound, key) else {
          weightGradients.append(0)
          scoreGradients.append(0)
          continue
        }
        let value = (group + key) * dv
        let weightGradient = zip(gradient, reference.value[value..<value + dv])
          .reduce(0) { $0 + $1.0 * $1.1 }
        let scoreGradient = weight * (weightGradient - ownDelta)
        weightGradients.append(weightGradient)
        scoreGradients.append(scoreGradient)
        let own = keyRow(step, key)
        for (k, number) in gradient.enumerated() {
          valueGradient[own * dv + k] += weight * number
        }
        for k in 0..<d {
          let factor = reference.scale * scoreGradient
          queryGradient[row * d + k] += factor * reference.key[(group + key) * d + k]
          keyGradient[own * d + k] += factor * reference.query[row * d + k]
        }
      }
    }
  }

  func query(_ rows: Range<Int>) -> [Double] {
    let width = problem.dimensions.headDim
    return Array(queryGradient[rows.lowerBound * width..<rows.upperBound * width])
  }

  func key(_ step: FlashBackwardStep) -> [Double] {
    of(keyGradient, step, problem.dimensions.headDim)
  }

  func value(_ step: FlashBackwardStep) -> [Double] {
    of(valueGradient, step, problem.dimensions.valueDim)
  }

  private func of(_ gradient: [Double], _ step: FlashBackwardStep, _ width: Int) -> [Double] {
    let first = keyRow(step, step.keys.lowerBound)
    return Array(gradient[first * width..<(first + step.keys.count) * width])
  }

  private func keyRow(_ step: FlashBackwardStep, _ key: Int) -> Int {
    (step.batch * problem.dimensions.heads + step.head) * problem.dimensions.keys + key
  }
}
