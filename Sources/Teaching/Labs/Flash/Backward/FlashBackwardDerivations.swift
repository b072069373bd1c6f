import Attention
import Course
import Figures
import Tensors

/// Where the numbers of a backward pass come from, down to Q, K, V and dO.
struct FlashBackwardDerivations {
  typealias Input = Derivation.Input

  let run: FlashBackwardLabRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    if let gradient = UnfinishedGradient(reference.tensor) { return sumSoFar(reference, gradient) }
    let matrices = run.matrices
    let (row, column) = (reference.row, reference.column)
    guard row >= 0, column >= 0, row < rows(of: reference), column < columns(of: reference) else {
      return nil
    }
    return switch reference.tensor {
    case "output": output(reference)
    case "statistics": column == 0 ? logSumExp(reference) : delta(reference)
    case "scores": score(reference)
    case "weights": weight(reference)
    case "weightGradients": weightGradient(reference)
    case "scoreGradients": scoreGradient(reference)
    case "queryGradient":
      queryGradient(reference, value: matrices.queryGradient[row, column], 0..<run.length)
    case "keyGradient":
      keyGradient(reference, value: matrices.keyGradient[row, column], 0..<run.length)
    case "valueGradient":
      valueGradient(reference, value: matrices.valueGradient[row, column], 0..<run.length)
    case "queryDifference", "keyDifference", "valueDifference": difference(reference)
    case "tiles": tile(reference)
    default: nil
    }
  }

  func rows(of reference: CellReference) -> Int {
    reference.tensor == "tiles" ? run.tileRows : run.length
  }

  func columns(of reference: CellReference) -> Int {
    switch reference.tensor {
    case "tiles": run.tileColumns
    case "statistics": 2
    case "scores", "weights", "weightGradients", "scoreGradients": run.length
    default: run.headDim
    }
  }

  // MARK: Inputs

  /// A number of a matrix that can be taken apart in turn.
  func cell(
    _ tensor: String, _ row: Int, _ column: Int, _ matrix: Tensor, firstRow: Int = 0
  ) -> Input {
    let reference = CellReference(tensor, row, column)
    return Input(reference.name, Double(matrix[row - firstRow, column]), reference: reference)
  }

  /// A number of Q, K, V or dO.
  func operand(_ name: String, _ matrix: Tensor, _ row: Int, _ column: Int) -> Input {
    Input("\(name)[\(row + 1),\(column + 1)]", Double(matrix[row, column]))
  }

  func isHidden(_ query: Int, _ key: Int) -> Bool {
    run.matrices.scores[query, key] == -.infinity
  }

  func stated(
    _ reference: CellReference, _ value: Float, _ reason: Localized<String>
  ) -> Derivation {
    .stated(reference, named: reference.name, value: Double(value), reason[language])
  }

  func hidden(_ reference: CellReference, _ value: Float) -> Derivation {
    let (query, key) = (reference.row + 1, reference.column + 1)
    return stated(
      reference, value,
      Localized(
        en: "the mask hides key \(key) from query \(query)",
        zh: "掩码遮住了 key \(key)，query \(query) 看不到它"))
  }

  // MARK: The forward pass

  func score(_ reference: CellReference) -> Derivation {
    let (query, key) = (reference.row, reference.column)
    let value = run.matrices.scores[query, key]
    guard value > -.infinity else { return hidden(reference, value) }
    return .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "s_{ij} = \\text{scale} \\cdot \\sum_c Q_{ic} K_{jc}", scale: Double(run.scale),
      terms: (0..<run.headDim).map {
        (operand("Q", run.query, query, $0), operand("K", run.key, key, $0))
      })
  }

  func weight(_ reference: CellReference) -> Derivation {
    let (query, key) = (reference.row, reference.column)
    let value = Double(run.matrices.weights[query, key])
    if isHidden(query, key) { return hidden(reference, Float(value)) }
    let score = cell("scores", query, key, run.matrices.scores)
    guard run.trace != nil else {
      return .softmax(
        reference, named: reference.name, value: value,
        row: (0..<run.length).map { cell("scores", query, $0, run.matrices.scores) }, column: key)
    }
    let logSumExp = cell("statistics", query, 0, run.matrices.statistics)
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = e^(\(score.value.fixed(3)) − "
        + "\(Derivation.factor(logSumExp.value, latex: false))) = \(value.compact())",
      lines: [
        "P_{ij} = e^{s_{ij} - L_i}",
        "= e^{\(score.value.latex(3)) - \(Derivation.factor(logSumExp.value, latex: true))} = "
          + value.latex(4),
      ], inputs: [score, logSumExp])
  }

  func logSumExp(_ reference: CellReference) -> Derivation {
    let query = reference.row
    let value = Double(run.matrices.statistics[query, 0])
    let scores = (0..<run.length).filter { !isHidden(query, $0) }
      .map { cell("scores", query, $0, run.matrices.scores) }
    let maximum = scores.map(\.value).max() ?? -.infinity
    let rest = value - maximum
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = m + ln ℓ = \(maximum.fixed(3)) + \(rest.fixed(3)) = "
        + value.fixed(3),
      lines: [
        "L_i = \\ln \\sum_j e^{s_{ij}} = m_i + \\ln \\ell_i",
        "= \(maximum.latex(3)) + \(rest.latex(3)) = \(value.latex(3))",
      ], inputs: scores.sorted { $0.value > $1.value })
  }

  func output(_ reference: CellReference) -> Derivation {
    .sumOfProducts(
      reference, named: reference.name,
      value: Double(run.matrices.output[reference.row, reference.column]),
      formula: "O_{ic} = \\sum_j P_{ij} V_{jc}",
      terms: (0..<run.length).map {
        (
          cell("weights", reference.row, $0, run.matrices.weights),
          operand("V", run.value, $0, reference.column)
        )
      })
  }
}
