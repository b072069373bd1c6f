import Attention
import Foundation
import Tensors
import Testing

/// The trace is the fast run: its numbers are those of the run, and its bytes those of the loops.
struct FlashTraceTests {
  private static let problems = 0..<40

  @Test(arguments: problems, LoopOrder.allCases)
  func endsInTheOutputOfTheFastRun(_ number: Int, _ order: LoopOrder) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem, order)
    let run = try AttentionEngine().flash(
      query: problem.query, key: problem.key, value: problem.value, problem.options(order))
    #expect(bits(trace.run.output.storage) == bits(run.output.storage), "\(problem)")
    #expect(bits(trace.run.logSumExp.storage) == bits(run.logSumExp.storage), "\(problem)")

    let width = problem.dimensions.valueDim
    var output = [Float](repeating: 0, count: run.output.count)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      for row in 0..<step.queries.count {
        let sum = tile.sum.storage[row]
        // FA-2 divides once, after the last tile.
        let inverse = order == .fa1 || sum == 0 ? 1 : 1 / sum
        let start = problem.row(step, row) * width
        for column in 0..<width { output[start + column] = tile.output[row, column] * inverse }
      }
    }
    #expect(output == run.output.storage, "\(problem)")
  }

  @Test(arguments: problems, LoopOrder.allCases)
  func visitsEachTileThatIsSeenAndNoOther(_ number: Int, _ order: LoopOrder) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem, order)
    let dimensions = problem.dimensions
    let blocks = trace.blocks
    var met = [Int](
      repeating: 0,
      count: dimensions.batch * dimensions.heads * dimensions.queries * dimensions.keys)
    for step in trace.steps {
      #expect(step.queries.lowerBound == step.queryBlock * blocks.queries)
      #expect(step.keys.lowerBound == step.keyBlock * blocks.keys)
      var isSeen = false
      for row in 0..<step.queries.count {
        for key in step.keys {
          met[problem.row(step, row) * dimensions.keys + key] += 1
          isSeen = isSeen || problem.allows(step, row, key)
        }
      }
      #expect((step.tile != nil) == isSeen, "\(step.queries), \(step.keys): \(problem)")
    }
    #expect(met.allSatisfy { $0 == 1 }, "\(problem)")
  }

  /// Counted anew: what each step reads and writes by the papers' algorithms, in numbers.
  @Test(arguments: problems, LoopOrder.allCases)
  func movesTheBytesOfTheLoops(_ number: Int, _ order: LoopOrder) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem, order)
    let (d, dv) = (problem.dimensions.headDim, problem.dimensions.valueDim)
    var (reads, writes) = (0, 0)
    for (index, step) in trace.steps.enumerated() {
      let rows = step.queries.count
      switch order {
      case .fa1:
        if step.queryBlock == 0 { reads += step.keys.count * (d + dv) }
        if step.tile != nil {
          reads += rows * (d + dv + 2)
          writes += rows * (dv + 2)
        }
      case .fa2:
        if step.keyBlock == 0 { reads += rows * d }
        if step.tile != nil { reads += step.keys.count * (d + dv) }
      }
      #expect(step.traffic == HBMTraffic(readBytes: 4 * reads, writeBytes: 4 * writes))
      let isLast = index + 1 == trace.steps.count || trace.steps[index + 1].keyBlock == 0
      if order == .fa2, isLast { writes += rows * (dv + 1) }
    }
    #expect(trace.traffic == HBMTraffic(readBytes: 4 * reads, writeBytes: 4 * writes))
    #expect(
      HBMTraffic.flash(
        problem.dimensions, blocks: trace.blocks, order: order, mask: problem.mask.mask)
        == trace.traffic)
  }

  /// m and ℓ after each tile are those of softmax over the keys so far.
  @Test(arguments: problems, LoopOrder.allCases)
  func followsTheOnlineSoftmaxInFloat64(_ number: Int, _ order: LoopOrder) throws {
    let problem = try PropertyProblem(drawn: number)
    let trace = try trace(problem, order)
    let reference = problem.reference.forward()
    let keys = problem.dimensions.keys
    let bound = Bound(problem, forward: reference)
    var m = [Double](repeating: -.infinity, count: reference.logSumExp.count)
    var sum = [Double](repeating: 0, count: m.count)
    for step in trace.steps {
      guard let tile = step.tile else { continue }
      let rows = problem.row(step, 0)..<problem.row(step, step.queries.count)
      var scores: [Double] = []
      var weights: [Double] = []
      for row in rows {
        let new = reference.scores[
          row * keys + step.keys.lowerBound..<row * keys + step.keys.upperBound]
        let before = m[row]
        m[row] = max(before, new.max() ?? -.infinity)
        let exponentials = new.map { $0 == -.infinity ? 0 : exp($0 - m[row]) }
        sum[row] =
          (before == -.infinity ? 0 : exp(before - m[row]) * sum[row]) + exponentials.reduce(0, +)
        scores += new
        weights += exponentials
      }
      bound.expect(tile.scores, scores, "S")
      bound.expect(tile.weights, weights, "P")
      bound.expect(tile.maximum, Array(m[rows]), "m")
      bound.expect(tile.sum, Array(sum[rows]), "ℓ")
    }
  }

  private func trace(_ problem: PropertyProblem, _ order: LoopOrder) throws -> FlashTrace {
    try AttentionEngine().flashTrace(
      query: problem.query, key: problem.key, value: problem.value, problem.options(order))
  }
}

extension PropertyProblem {
  /// The row of `[B, H, N]` that is a step's row.
  fileprivate func row(_ step: FlashStep, _ row: Int) -> Int {
    (step.batch * dimensions.heads + step.head) * dimensions.queries + step.queries.lowerBound + row
  }

  fileprivate func allows(_ step: FlashStep, _ row: Int, _ key: Int) -> Bool {
    mask.allows(
      .init(
        sentence: step.batch, head: step.head, query: step.queries.lowerBound + row, key: key),
      dimensions)
  }
}
