import Figures
import Tensors

/// Where the numbers of a head come from. Tensors carry the head's number, from 1: `weights3`.
struct HeadsDerivations {
  let run: HeadsRun

  private enum Stage: String, CaseIterable {
    case weights, scaled, scores, query, key, value, concat
  }

  func derivation(of reference: CellReference) -> Derivation? {
    if reference.tensor == "output" { return output(reference) }
    guard let (stage, head) = parts(reference.tensor), isInside(stage, reference) else {
      return nil
    }
    switch stage {
    case .weights:
      return .softmax(
        reference, named: name(reference), value: number(stage, head, reference),
        row: (0..<run.length).map { input(.scaled, head, reference.row, $0) },
        column: reference.column)
    case .scaled:
      return .scaledScore(
        reference, named: name(reference), value: number(stage, head, reference),
        score: input(.scores, head, reference.row, reference.column),
        headDim: run.sizes.headDim, symbol: "d_k")
    case .scores:
      return .sumOfProducts(
        reference, named: name(reference), value: number(stage, head, reference),
        formula: "q_i \\cdot k_j = \\sum_{c=1}^{\(run.sizes.headDim)} q_{ic} k_{jc}",
        terms: (0..<run.sizes.headDim).map {
          (input(.query, head, reference.row, $0), input(.key, head, reference.column, $0))
        })
    case .concat:
      return .sumOfProducts(
        reference, named: name(reference), value: number(stage, head, reference),
        formula: "\\sum_{j=1}^{\(run.length)} w_{ij} v_{jc}",
        terms: (0..<run.length).map {
          (input(.weights, head, reference.row, $0), input(.value, head, $0, reference.column))
        })
    case .query, .key, .value: return projected(stage, head, reference)
    }
  }

  /// The heads side by side times a column of W_O.
  private func output(_ reference: CellReference) -> Derivation? {
    guard (0..<run.length).contains(reference.row),
      (0..<run.sizes.model).contains(reference.column)
    else { return nil }
    let wide = run.sizes.heads * run.sizes.headDim
    return .sumOfProducts(
      reference, named: name(reference),
      value: Double(run.run.output[0, reference.row, reference.column]),
      formula: "\\sum_{c=1}^{\(wide)} \\text{Concat}_{ic} W^O_{c,\(reference.column + 1)}",
      terms: (0..<wide).map { feature in
        (
          input(
            .concat, feature / run.sizes.headDim, reference.row, feature % run.sizes.headDim),
          Derivation.Input(
            "W_O[\(feature + 1),\(reference.column + 1)]",
            Double(run.layer.outputMatrix[feature, reference.column]))
        )
      })
  }

  /// A row of the tokens, all of it, times the head's own column of the matrix.
  private func projected(_ stage: Stage, _ head: Int, _ reference: CellReference) -> Derivation {
    let (matrix, letter) =
      switch stage {
      case .query: (run.layer.queryMatrix, "Q")
      case .key: (run.layer.keyMatrix, "K")
      default: (run.layer.valueMatrix, "V")
      }
    let column = head * run.sizes.headDim + reference.column
    return .sumOfProducts(
      reference, named: name(reference), value: number(stage, head, reference),
      formula: "\\sum_{c=1}^{\(run.sizes.model)} x_{ic} W^\(letter)_{c,\(column + 1)}",
      terms: (0..<run.sizes.model).map { feature in
        (
          Derivation.Input(
            "x[\(reference.row + 1),\(feature + 1)]",
            Double(run.tokens[0, reference.row, feature])),
          Derivation.Input(
            "W_\(letter)[\(feature + 1),\(column + 1)]", Double(matrix[feature, column]))
        )
      })
  }

  /// `weights3` is the weights of the head at index 2.
  private func parts(_ tensor: String) -> (Stage, head: Int)? {
    for stage in Stage.allCases where tensor.hasPrefix(stage.rawValue) {
      guard let head = Int(tensor.dropFirst(stage.rawValue.count)),
        (1...run.sizes.heads).contains(head)
      else { continue }
      return (stage, head - 1)
    }
    return nil
  }

  private func isInside(_ stage: Stage, _ reference: CellReference) -> Bool {
    let columns =
      switch stage {
      case .weights, .scaled, .scores: run.length
      case .query, .key, .value, .concat: run.sizes.headDim
      }
    return (0..<run.length).contains(reference.row) && (0..<columns).contains(reference.column)
  }

  private func input(_ stage: Stage, _ head: Int, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference("\(stage.rawValue)\(head + 1)", row, column)
    return Derivation.Input(
      name(reference), number(stage, head, reference), reference: reference)
  }

  private func number(_ stage: Stage, _ head: Int, _ reference: CellReference) -> Double {
    let tensor =
      switch stage {
      case .weights: run.run.attention.weights
      case .scaled: run.run.attention.scaled
      case .scores: run.run.attention.scores
      case .query: run.run.query
      case .key: run.run.key
      case .value: run.run.value
      case .concat: run.run.attention.output
      }
    return Double(tensor[0, head, reference.row, reference.column])
  }

  /// Tokens and components are counted from 1, as in the formula.
  private func name(_ reference: CellReference) -> String {
    "\(reference.tensor)[\(reference.row + 1),\(reference.column + 1)]"
  }
}
