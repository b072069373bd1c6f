import Attention
import Tensors

/// What a tile's matrix is part of, read from its name: `P(2,1)`, `dK(3)`.
struct BackwardCellPlace {
  /// `P`, `dK`
  let name: String
  /// i and j, or the one of both that counts, from 0
  let row: Int
  let column: Int?

  /// nil for the name of a whole matrix.
  init?(_ reference: CellReference) {
    let text = reference.tensor
    guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return nil }
    let numbers = text[text.index(after: open)...].dropLast().split(separator: ",")
      .compactMap { Int($0) }
    guard let first = numbers.first, first > 0, numbers.count <= 2,
      numbers.count == 1 || numbers[1] > 0
    else { return nil }
    name = String(text[..<open])
    row = first - 1
    column = numbers.count == 2 ? numbers[1] - 1 : nil
  }

  /// The whole matrix that it is cut from; nil for sums that are not finished, and inputs.
  var whole: String? {
    switch (name, column) {
    case ("S", _?): "scores"
    case ("P", _?): "weights"
    case ("dP", _?): "weightGradients"
    case ("dS", _?): "scoreGradients"
    case ("LD", nil): "statistics"
    case ("dK", nil): "keyGradient"
    case ("dV", nil): "valueGradient"
    default: nil
    }
  }

  func blockRows(_ blocks: BlockSizes) -> Int {
    name == "dK" || name == "dV" ? blocks.keys : blocks.queries
  }

  func firstRow(_ blocks: BlockSizes) -> Int { row * blockRows(blocks) }

  func firstColumn(_ blocks: BlockSizes) -> Int { (column ?? 0) * blocks.keys }

  /// A gradient that the tile added to.
  var part: KeyPath<FlashBackwardStep.Tile, Tensor>? {
    switch name {
    case "dQ": \.queryGradient
    case "dK": \.keyGradient
    case "dV": \.valueGradient
    default: nil
    }
  }

  /// The same matrix after another tile.
  func named(_ step: FlashBackwardStep) -> String {
    "\(name)(\(step.queryBlock + 1),\(step.keyBlock + 1))"
  }
}
