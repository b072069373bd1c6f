import Attention
import Tensors

/// What a tile computes, in the order of the algorithm's lines 10 to 16.
enum BackwardPart: CaseIterable {
  case scores, weights, valueGradient, weightGradients, scoreGradients, queryGradient, keyGradient

  /// A part of the matrix of that name; of a gradient, which other tiles add to in turn, as it is after
  /// this one: `queryGradient(2)` after the second tile of keys, `keyGradient(3)` after the third
  /// block of queries. Nil where the tile was skipped.
  func of(_ step: FlashBackwardStep) -> NamedTensor? {
    guard let tile = step.tile else { return nil }
    let (row, column) = (step.queries.lowerBound, step.keys.lowerBound)
    return switch self {
    case .scores:
      NamedTensor("scores", tile.scores, firstRow: row, firstColumn: column)
    case .weights:
      NamedTensor("weights", tile.weights, firstRow: row, firstColumn: column)
    case .weightGradients:
      NamedTensor("weightGradients", tile.weightGradients, firstRow: row, firstColumn: column)
    case .scoreGradients:
      NamedTensor("scoreGradients", tile.scoreGradients, firstRow: row, firstColumn: column)
    case .queryGradient:
      NamedTensor("queryGradient(\(step.keyBlock + 1))", tile.queryGradient, firstRow: row)
    case .keyGradient:
      NamedTensor("keyGradient(\(step.queryBlock + 1))", tile.keyGradient, firstRow: column)
    case .valueGradient:
      NamedTensor("valueGradient(\(step.queryBlock + 1))", tile.valueGradient, firstRow: column)
    }
  }
}

/// A gradient as it is after some of its tiles, by its name: `queryGradient(2)`.
struct UnfinishedGradient {
  /// `queryGradient`
  let name: String
  /// The latest block of the inner side, from 0
  let block: Int

  /// nil for the name of anything else.
  init?(_ tensor: String) {
    guard tensor.hasSuffix(")"), let open = tensor.firstIndex(of: "("),
      let number = Int(tensor[tensor.index(after: open)...].dropLast()), number > 0
    else { return nil }
    name = String(tensor[..<open])
    block = number - 1
  }

  /// The tile after which a row of the gradient is looked at; nil where it was skipped.
  func step(row: Int, in trace: FlashBackwardTrace) -> FlashBackwardStep? {
    trace.steps.first { step in
      step.tile != nil
        && (name == "queryGradient"
          ? step.keyBlock == block && step.queries.contains(row)
          : step.queryBlock == block && step.keys.contains(row))
    }
  }
}
