import Attention
import Tensors

/// One query on its way through the tiles: m, ℓ and O before the first tile and after each that its
/// block met.
struct FlashRow: Sendable {
  /// One moment in the life of the row.
  struct State: Sendable {
    /// Of the trace's steps; nil before the first tile
    let step: Int?
    let keyBlock: Int?
    let maximum: Float
    let sum: Float
    let rescale: Float
    /// O divided by ℓ: what the answer would be if no more keys came
    let output: [Float]
    /// ‖O − naive‖∞
    let difference: Double
  }

  /// From 0
  let query: Int
  private(set) var states: [State] = []

  init(_ run: FlashLabRun, query: Int) {
    self.query = query
    let truth = Array(run.plain.output.row(query))
    func append(_ step: Int?, _ keyBlock: Int?, _ numbers: [Float], _ output: [Float]) {
      states.append(
        State(
          step: step, keyBlock: keyBlock, maximum: numbers[0], sum: numbers[1],
          rescale: numbers[2], output: output,
          difference: FlashLabRun.largestDifference(output, truth)))
    }
    append(nil, nil, [-.infinity, 0, 1], [Float](repeating: 0, count: run.headDim))
    guard let trace = run.trace else {
      let exponentials = run.plain.exponentials(query)
      append(0, nil, [run.plain.maximum(query), exponentials.reduce(0, +), 1], truth)
      return
    }
    for (index, step) in trace.steps.enumerated() where step.queries.contains(query) {
      guard let tile = step.tile else { continue }
      let row = query - step.queries.lowerBound
      append(
        index, step.keyBlock, [tile.maximum[row], tile.sum[row], tile.rescale[row]],
        tile.normalizedOutput(row, order: trace.order))
    }
  }

  /// How many of its states there are once a step of the trace is through, or only begun.
  func count(through step: Int, isDone: Bool) -> Int {
    states.count { state in
      guard let index = state.step else { return true }
      return index < step || index == step && isDone
    }
  }

  /// `[tile, (m, ℓ, e^(m′ − m), ‖O − naive‖∞)]`
  var stateTensor: Tensor {
    Tensor(rows: states.count, columns: 4) { row, column in
      let state = states[row]
      return [state.maximum, state.sum, state.rescale, Float(state.difference)][column]
    }
  }

  /// `[tile, d]`
  var outputTensor: Tensor {
    Tensor(rows: states.count, columns: states[0].output.count) { states[$0].output[$1] }
  }
}

extension FlashTile {
  /// O of a row of the block divided by ℓ, which the order of FA-1 has done already.
  func normalizedOutput(_ row: Int, order: LoopOrder) -> [Float] {
    let values = Array(output.row(row))
    guard order == .fa2, sum[row] != 0 else { return values }
    return values.map { $0 / sum[row] }
  }
}

extension FlashStep {
  /// O of the block of queries divided by ℓ, as it is after this tile, which is in the name:
  /// `outputSoFar(2)` after the second tile of keys.
  func outputSoFar(_ tile: FlashTile, _ order: LoopOrder) -> NamedTensor {
    let rows = (0..<queries.count).map { tile.normalizedOutput($0, order: order) }
    return NamedTensor(
      "outputSoFar(\(keyBlock + 1))",
      Tensor(rows: rows.count, columns: tile.output.shape.width) { rows[$0][$1] },
      firstRow: queries.lowerBound)
  }
}

extension AttentionRun {
  /// The largest score of a query.
  func maximum(_ query: Int) -> Float { masked.row(query).max() ?? -.infinity }

  /// e^(s − m) of a query.
  func exponentials(_ query: Int) -> [Float] {
    let largest = weights.row(query).max() ?? 0
    // The largest weight is e⁰/ℓ.
    return weights.row(query).map { largest == 0 ? 0 : $0 / largest }
  }
}
