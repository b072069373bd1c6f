import Attention
import Course
import Figures
import Tensors

extension FlashBackwardDerivations {
  func delta(_ reference: CellReference) -> Derivation {
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

  func weightGradient(_ reference: CellReference) -> Derivation {
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

  func scoreGradient(_ reference: CellReference) -> Derivation {
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
  func queryGradient(
    _ reference: CellReference, value: Float, _ keys: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dQ_{ic} = \\text{scale} \\cdot \\sum_j dS_{ij} K_{jc}", before: before,
      scale: Double(run.scale),
      terms: keys.map {
        (
          cell("scoreGradients", reference.row, $0, run.matrices.scoreGradients),
          operand("K", run.key, $0, reference.column)
        )
      })
  }

  func keyGradient(
    _ reference: CellReference, value: Float, _ queries: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dK_{jc} = \\text{scale} \\cdot \\sum_i dS_{ij} Q_{ic}", before: before,
      scale: Double(run.scale),
      terms: queries.map {
        (
          cell("scoreGradients", $0, reference.row, run.matrices.scoreGradients),
          operand("Q", run.query, $0, reference.column)
        )
      })
  }

  func valueGradient(
    _ reference: CellReference, value: Float, _ queries: Range<Int>,
    before: Input? = nil
  ) -> Derivation {
    .scaledSum(
      reference, named: reference.name, value: Double(value),
      formula: "dV_{jc} = \\sum_i P_{ij} dO_{ic}", before: before, scale: 1,
      terms: queries.map {
        (
          cell("weights", $0, reference.row, run.matrices.weights),
          operand("dO", run.outputGradient, $0, reference.column)
        )
      })
  }

  func difference(_ reference: CellReference) -> Derivation? {
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

  func tile(_ reference: CellReference) -> Derivation {
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

  /// dQ, dK or dV when a tile has been added.
  func sumSoFar(
    _ reference: CellReference, _ gradient: UnfinishedGradient
  ) -> Derivation? {
    guard let trace = run.trace, (0..<run.headDim).contains(reference.column),
      let step = gradient.step(row: reference.row, in: trace)
    else { return nil }
    let (part, side): (BackwardPart, BackwardExample.Side)
    switch gradient.name {
    case "queryGradient": (part, side) = (.queryGradient, .query)
    case "keyGradient": (part, side) = (.keyGradient, .key)
    case "valueGradient": (part, side) = (.valueGradient, .key)
    default: return nil
    }
    func input(_ step: FlashBackwardStep) -> Input? {
      part.of(step).map {
        cell($0.name, reference.row, reference.column, $0.tensor, firstRow: $0.firstRow)
      }
    }
    guard let own = input(step) else { return nil }
    let value = Float(own.value)
    let before = trace.previous(of: step, side).flatMap(input)
    switch part {
    case .queryGradient:
      return queryGradient(reference, value: value, step.keys, before: before)
    case .keyGradient:
      return keyGradient(reference, value: value, step.queries, before: before)
    default:
      return valueGradient(reference, value: value, step.queries, before: before)
    }
  }
}
