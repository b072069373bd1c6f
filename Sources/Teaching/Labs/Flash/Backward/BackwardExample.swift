import Attention
import Figures
import Tensors

/// The pair of a tile that sentences and listings speak of: the query that the run follows, or the last
/// of the block that sees a key of the tile, and the key that it gives most weight to.
struct BackwardExample {
  enum Side { case query, key }

  /// The first number of a row of a gradient: `dV[9, 1]`.
  struct Gradient {
    let name: String
    let value: Float
  }

  private let step: FlashBackwardStep
  private let tile: FlashBackwardTile
  private let row: Int
  private let column: Int

  /// nil where the tile was skipped.
  init?(run: FlashBackwardLabRun, step: FlashBackwardStep) {
    guard let tile = step.tile else { return nil }
    self.step = step
    self.tile = tile
    let seeing = (0..<step.queries.count).filter { row in
      tile.scores.row(row).contains { $0 > -.infinity }
    }
    let followed = run.row - step.queries.lowerBound
    let row = seeing.contains(followed) ? followed : seeing.last ?? 0
    self.row = row
    column =
      step.keys.indices.map { $0 - step.keys.lowerBound }
      .max { tile.weights[row, $0] < tile.weights[row, $1] } ?? 0
  }

  /// Counted from 1
  var query: Int { step.queries.lowerBound + row + 1 }
  var key: Int { step.keys.lowerBound + column + 1 }
  var place: String { "\(query), \(key)" }

  var score: Float { tile.scores[row, column] }
  var weight: Float { tile.weights[row, column] }
  var weightGradient: Float { tile.weightGradients[row, column] }
  var scoreGradient: Float { tile.scoreGradients[row, column] }
  var logSumExp: Float { tile.logSumExp[row] }
  var delta: Float { tile.delta[row] }

  /// As they follow a minus.
  var signedLogSumExp: String { Derivation.factor(Double(logSumExp), latex: false) }
  var signedDelta: String { Derivation.factor(Double(delta), latex: false) }

  var queryGradient: Gradient {
    Gradient(name: "dQ[\(query), 1]", value: tile.queryGradient[row, 0])
  }
  var keyGradient: Gradient {
    Gradient(name: "dK[\(key), 1]", value: tile.keyGradient[column, 0])
  }
  var valueGradient: Gradient {
    Gradient(name: "dV[\(key), 1]", value: tile.valueGradient[column, 0])
  }

  /// The first number of a gradient's row before this tile.
  func before(
    _ part: KeyPath<FlashBackwardTile, Tensor>, _ side: Side, in trace: FlashBackwardTrace
  ) -> Float {
    let previous = trace.previous(of: step, side)
    return previous?.tile?[keyPath: part][side == .query ? row : column, 0] ?? 0
  }
}

extension FlashBackwardTrace {
  /// The tile before it that the same queries, or the same keys, met; nil where it is the first.
  func previous(of step: FlashBackwardStep, _ side: BackwardExample.Side) -> FlashBackwardStep? {
    let rows = (dimensions.queries + blocks.queries - 1) / blocks.queries
    switch side {
    case .key:
      return (0..<step.queryBlock).reversed().lazy.map { steps[step.keyBlock * rows + $0] }
        .first { $0.tile != nil }
    case .query:
      return (0..<step.keyBlock).reversed().lazy.map { steps[$0 * rows + step.queryBlock] }
        .first { $0.tile != nil }
    }
  }
}
