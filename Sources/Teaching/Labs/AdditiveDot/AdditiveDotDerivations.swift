import Course
import Figures
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the numbers of the first draw come from. Rows of scores and weights: additive, q·k, q·k/√d.
struct AdditiveDotDerivations {
  private enum Rule: Int { case additive, dot, scaled }

  let run: AdditiveDotRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = number(reference) else { return nil }
    switch reference.tensor {
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: (0..<run.keys).map { input("scores", reference.row, $0) }, column: reference.column)
    case "scores": return score(reference, value)
    case "hidden": return unit(reference, value)
    default:
      return .stated(
        reference, named: name(reference), value: value,
        Localized(en: "drawn from N(0, 1) by the seed", zh: "由种子从 N(0, 1) 抽取")[language])
    }
  }

  private func score(_ reference: CellReference, _ value: Double) -> Derivation? {
    let components = 0..<run.headDim
    switch Rule(rawValue: reference.row) {
    case .additive:
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "e_j = \\sum_c v_c \\tanh(Wq + Uk_j)_c",
        terms: components.map {
          (
            Derivation.Input("v[\($0 + 1)]", Double(run.first.network.vector.storage[$0])),
            input("hidden", reference.column, $0)
          )
        })
    case .dot:
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "q \\cdot k_j = \\sum_{c=1}^{\(run.headDim)} q_c k_{jc}",
        terms: components.map { (input("query", 0, $0), input("key", reference.column, $0)) })
    case .scaled:
      return .scaledScore(
        reference, named: name(reference), value: value,
        score: input("scores", Rule.dot.rawValue, reference.column), headDim: run.headDim)
    case nil: return nil
    }
  }

  /// A hidden unit of the additive network for one key.
  private func unit(_ reference: CellReference, _ value: Double) -> Derivation {
    let (asked, answered) = hiddenSum(key: reference.row, unit: reference.column)
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = tanh(\(asked.fixed(3)) + "
        + "\(Derivation.factor(answered, latex: false))) = \(value.fixed(3))",
      lines: [
        "\\tanh((Wq)_c + (Uk_j)_c)",
        "= \\tanh(\(asked.latex(3)) + \(Derivation.factor(answered, latex: true)))",
        "= \(value.latex(3))",
      ],
      inputs: [
        Derivation.Input("(Wq)[\(reference.column + 1)]", asked),
        Derivation.Input("(Uk)[\(reference.row + 1), \(reference.column + 1)]", answered),
      ])
  }

  /// (Wq)_c and (Uk_j)_c.
  private func hiddenSum(key: Int, unit: Int) -> (Double, Double) {
    let (network, draw) = (run.first.network, run.first)
    return (0..<run.headDim).reduce((0, 0)) { sums, feature in
      (
        sums.0 + Double(draw.query[0, feature]) * Double(network.queryMatrix[feature, unit]),
        sums.1 + Double(draw.key[key, feature]) * Double(network.keyMatrix[feature, unit])
      )
    }
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(name(reference), number(reference) ?? .nan, reference: reference)
  }

  /// Nil where there is no such number.
  private func number(_ reference: CellReference) -> Double? {
    switch reference.tensor {
    case "weights": cell(of: run.weights, reference)
    case "scores": cell(of: run.scores, reference)
    case "query": cell(of: run.first.query, reference)
    case "key": cell(of: run.first.key, reference)
    case "hidden":
      (0..<run.keys).contains(reference.row) && (0..<run.headDim).contains(reference.column)
        ? hiddenUnit(key: reference.row, unit: reference.column) : nil
    default: nil
    }
  }

  private func hiddenUnit(key: Int, unit: Int) -> Double {
    let (asked, answered) = hiddenSum(key: key, unit: unit)
    return tanh(asked + answered)
  }

  private func cell(of matrix: Tensor, _ reference: CellReference) -> Double? {
    guard (0..<matrix.shape[0]).contains(reference.row),
      (0..<matrix.shape[1]).contains(reference.column)
    else { return nil }
    return Double(matrix[reference.row, reference.column])
  }

  /// Keys and components are counted from 1: `q·k/√d score[3]`.
  private func name(_ reference: CellReference) -> String {
    switch reference.tensor {
    case "weights": "\(rule(reference)) weight[\(reference.column + 1)]"
    case "scores": "\(rule(reference))[\(reference.column + 1)]"
    case "query": "query[\(reference.column + 1)]"
    default: "\(reference.tensor)[\(reference.row + 1), \(reference.column + 1)]"
    }
  }

  private func rule(_ reference: CellReference) -> String {
    switch Rule(rawValue: reference.row) {
    case .additive: Localized(en: "additive", zh: "加性")[language]
    case .dot: "q·k"
    case .scaled, nil: "q·k/√d"
    }
  }
}
