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
    if let tile = BackwardCellPlace(reference) { return derivation(of: reference, in: tile) }
    let matrices = run.matrices
    let (row, column) = (reference.row, reference.column)
    guard row >= 0, column >= 0, row < rows(of: reference), column < columns(of: reference) else {
      return nil
    }
    return switch reference.tensor {
    case "output": output(reference)
    case "logSumExp": logSumExp(reference)
    case "statistics": column == 0 ? logSumExp(reference) : delta(reference)
    case "scores": score(reference)
    case "weights": weight(reference)
    case "weightGradients": weightGradient(reference)
    case "scoreGradients": scoreGradient(reference)
    case "queryGradient":
      queryGradient(reference, value: matrices.queryGradient[row, column], row, 0..<run.length)
    case "keyGradient":
      keyGradient(reference, value: matrices.keyGradient[row, column], row, 0..<run.length)
    case "valueGradient":
      valueGradient(reference, value: matrices.valueGradient[row, column], row, 0..<run.length)
    case "queryDifference", "keyDifference", "valueDifference": difference(reference)
    case "tiles": tile(reference)
    default: nil
    }
  }

  private func rows(of reference: CellReference) -> Int {
    reference.tensor == "tiles" ? run.tileRows : run.length
  }

  private func columns(of reference: CellReference) -> Int {
    switch reference.tensor {
    case "tiles": run.tileColumns
    case "logSumExp": 1
    case "statistics": 2
    case "scores", "weights", "weightGradients", "scoreGradients": run.length
    default: run.headDim
    }
  }

  // MARK: Inputs

  /// A number of a matrix that can be taken apart in turn.
  private func cell(_ tensor: String, _ row: Int, _ column: Int, _ matrix: Tensor) -> Input {
    let reference = CellReference(tensor, row, column)
    return Input(reference.name, Double(matrix[row, column]), reference: reference)
  }

  /// A number of Q, K, V or dO.
  private func operand(_ name: String, _ matrix: Tensor, _ row: Int, _ column: Int) -> Input {
    Input("\(name)[\(row + 1),\(column + 1)]", Double(matrix[row, column]))
  }

  private func isHidden(_ query: Int, _ key: Int) -> Bool {
    run.matrices.scores[query, key] == -.infinity
  }

  private func stated(
    _ reference: CellReference, _ value: Float, _ reason: Localized<String>
  ) -> Derivation {
    .stated(reference, named: reference.name, value: Double(value), reason[language])
  }

  private func hidden(_ reference: CellReference, _ value: Float) -> Derivation {
    let (query, key) = (reference.row + 1, reference.column + 1)
    return stated(
      reference, value,
      Localized(
        en: "the mask hides key \(key) from query \(query)",
        zh: "掩码遮住了 key \(key)，query \(query) 看不到它"))
  }

  // MARK: Of the forward pass

  private func score(_ reference: CellReference) -> Derivation {
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

  private func weight(_ reference: CellReference) -> Derivation {
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

  private func logSumExp(_ reference: CellReference) -> Derivation {
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

  private func output(_ reference: CellReference) -> Derivation {
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

  // MARK: Of the backward pass

  private func delta(_ reference: CellReference) -> Derivation {
    let query = reference.row
    let value = Double(run.matrices.statistics[query, 1])
    guard run.trace != nil else {
      return .sumOfProducts(
        reference, named: reference.name, value: value, formula: "D_i = \\sum_j P_{ij} dP_{ij}",
        terms: (0..<run.length).map {
          (
            cell("weights", query, $0, run.matrices.weights),
            cell("weightGradients", query, $0, run.matrices.weightGradients)
          )
        })
    }
    return .sumOfProducts(
      reference, named: reference.name, value: value, formula: "D_i = \\sum_c dO_{ic} O_{ic}",
      terms: (0..<run.headDim).map {
        (
          operand("dO", run.outputGradient, query, $0),
          cell("output", query, $0, run.matrices.output)
        )
      })
  }

  private func weightGradient(_ reference: CellReference) -> Derivation {
    let (query, key) = (reference.row, reference.column)
    let value = run.matrices.weightGradients[query, key]
    if run.trace != nil, isHidden(query, key) { return hidden(reference, value) }
    return .sumOfProducts(
      reference, named: reference.name, value: Double(value),
      formula: "dP_{ij} = \\sum_c dO_{ic} V_{jc}",
      terms: (0..<run.headDim).map {
        (operand("dO", run.outputGradient, query, $0), operand("V", run.value, key, $0))
      })
  }

  private func scoreGradient(_ reference: CellReference) -> Derivation {
    let (query, key) = (reference.row, reference.column)
    let value = Double(run.matrices.scoreGradients[query, key])
    if isHidden(query, key) { return hidden(reference, Float(value)) }
    let weight = cell("weights", query, key, run.matrices.weights)
    let gradient = cell("weightGradients", query, key, run.matrices.weightGradients)
    let delta = cell("statistics", query, 1, run.matrices.statistics)
    func product(latex: Bool) -> String {
      func number(_ value: Double) -> String { latex ? value.latex(3) : value.fixed(3) }
      return "\(number(weight.value)) \(latex ? "\\cdot" : "·") (\(number(gradient.value)) "
        + "\(latex ? "-" : "−") \(Derivation.factor(delta.value, latex: latex))) = \(number(value))"
    }
    return Derivation(
      subject: reference, value: value, summary: "\(reference.name) = " + product(latex: false),
      lines: ["dS_{ij} = P_{ij} \\cdot (dP_{ij} - D_i)", "= " + product(latex: true)],
      inputs: [weight, gradient, delta])
  }

  /// - Parameter keys: those that are added up
  private func queryGradient(
    _ reference: CellReference, value: Float, _ query: Int, _ keys: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dQ_{ic} = \\text{scale} \\cdot \\sum_j dS_{ij} K_{jc}", before: before,
      scale: Double(run.scale),
      terms: keys.map {
        (
          cell("scoreGradients", query, $0, run.matrices.scoreGradients),
          operand("K", run.key, $0, reference.column)
        )
      })
  }

  private func keyGradient(
    _ reference: CellReference, value: Float, _ key: Int, _ queries: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dK_{jc} = \\text{scale} \\cdot \\sum_i dS_{ij} Q_{ic}", before: before,
      scale: Double(run.scale),
      terms: queries.map {
        (
          cell("scoreGradients", $0, key, run.matrices.scoreGradients),
          operand("Q", run.query, $0, reference.column)
        )
      })
  }

  private func valueGradient(
    _ reference: CellReference, value: Float, _ key: Int, _ queries: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dV_{jc} = \\sum_i P_{ij} dO_{ic}", before: before, scale: 1,
      terms: queries.map {
        (
          cell("weights", $0, key, run.matrices.weights),
          operand("dO", run.outputGradient, $0, reference.column)
        )
      })
  }

  private func difference(_ reference: CellReference) -> Derivation? {
    let (row, column) = (reference.row, reference.column)
    let pairs = zip(run.gradients, [run.naive.query, run.naive.key, run.naive.value])
    guard let index = run.differences.firstIndex(where: { $0.name == reference.tensor }) else {
      return nil
    }
    let (gradient, plain) = Array(pairs)[index]
    let value = Double(run.differences[index].tensor[row, column])
    let own = cell(gradient.name, row, column, gradient.tensor)
    let other = Double(plain[row, column])
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(own.value.compact(7)) − "
        + "\(other < 0 ? "(\(other.compact(7)))" : other.compact(7)) = \(value.compact(2))",
      lines: [], inputs: [own, Input(Localized(en: "plain", zh: "普通算法")[language], other)])
  }

  private func tile(_ reference: CellReference) -> Derivation {
    let value = run.tiles[reference.row, reference.column]
    let lastQuery = min((reference.row + 1) * run.blocks.queries, run.length)
    let firstKey = reference.column * run.blocks.keys + 1
    return stated(
      reference, value,
      value == 0
        ? Localized(
          en: "its queries, up to \(lastQuery), see none of its keys, from \(firstKey) on",
          zh: "其中的 query（到 \(lastQuery) 为止）看不到其中的 key（从 \(firstKey) 起）")
        : Localized(
          en: "one of its queries sees one of its keys", zh: "其中有 query 看得到其中的 key"))
  }

  // MARK: Of one tile

  private func derivation(of reference: CellReference, in place: BackwardCellPlace) -> Derivation? {
    if let whole = place.whole {
      let firstRow = place.firstRow(run.blocks)
      let firstColumn = place.firstColumn(run.blocks)
      guard reference.row < place.blockRows(run.blocks),
        place.column == nil || reference.column < run.blocks.keys
      else { return nil }
      let cell = CellReference(
        whole, firstRow + reference.row, firstColumn + reference.column)
      guard var derivation = derivation(of: cell) else { return nil }
      derivation.subject = reference
      return derivation
    }
    return sumSoFar(reference, place)
  }

  /// dQ, dK or dV when a tile has been added.
  private func sumSoFar(_ reference: CellReference, _ place: BackwardCellPlace) -> Derivation? {
    guard let trace = run.trace, let column = place.column,
      let step = trace.steps.first(where: {
        $0.queryBlock == place.row && $0.keyBlock == column
      }), let part = place.part, let sums = step.tile?[keyPath: part],
      reference.row >= 0, reference.row < sums.shape[0],
      reference.column >= 0, reference.column < sums.shape[1]
    else { return nil }
    let side: BackwardExample.Side = place.name == "dQ" ? .query : .key
    let value = sums[reference.row, reference.column]
    let before = trace.previous(of: step, side).flatMap { previous in
      previous.tile.map {
        Input(
          CellReference(place.named(previous), reference.row, reference.column).name,
          Double($0[keyPath: part][reference.row, reference.column]),
          reference: CellReference(place.named(previous), reference.row, reference.column))
      }
    }
    switch place.name {
    case "dQ":
      return queryGradient(
        reference, value: value, step.queries.lowerBound + reference.row, step.keys,
        before: before)
    case "dK":
      return keyGradient(
        reference, value: value, step.keys.lowerBound + reference.row, step.queries,
        before: before)
    default:
      return valueGradient(
        reference, value: value, step.keys.lowerBound + reference.row, step.queries,
        before: before)
    }
  }
}
