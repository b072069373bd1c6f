import Course
import Figures
import Tensors

/// Where the numbers of the first layer come from.
struct MasksDerivations {
  let run: MasksRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let tensor = run.tensors.first(where: { $0.name == reference.tensor })?.tensor,
      (0..<tensor.shape[0]).contains(reference.row),
      (0..<tensor.shape[1]).contains(reference.column)
    else { return nil }
    let value = Double(tensor[reference.row, reference.column])
    switch reference.tensor {
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: (0..<run.keys).map { input("masked", reference.row, $0) }, column: reference.column)
    case "masked": return masked(reference, value)
    case "mask": return stated(reference, value, reason(reference))
    case "scaled": return scaled(reference, value)
    case "scores":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
        terms: (0..<MaskedStack.model).map {
          (input("query", reference.row, $0), input("key", reference.column, $0))
        })
    case "query":
      return stated(
        reference, value,
        Localized(
          en: "the token times a column of W_Q, both drawn by the seed",
          zh: "token 乘以 W_Q 的一列，两者都由种子抽取"))
    default:
      return stated(
        reference, value,
        Localized(
          en: "the token times a column of W_K, both drawn by the seed",
          zh: "token 乘以 W_K 的一列，两者都由种子抽取"))
    }
  }

  private func reason(_ reference: CellReference) -> Localized<String> {
    run.side.reason(
      query: reference.row, key: reference.column, prefix: run.prefix, real: run.real)
      ?? Localized(en: "this pair may meet", zh: "这一对可以相见")
  }

  private func masked(_ reference: CellReference, _ value: Double) -> Derivation {
    let scaled = input("scaled", reference.row, reference.column)
    let mask = input("mask", reference.row, reference.column)
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(scaled.value.fixed(3)) + "
        + (mask.value < 0 ? "(−∞)" : "0")
        + " = \(value.fixed(3)): \(reason(reference)[language])",
      lines: [
        "\\tilde{s}_{ij} = s_{ij} + M_{ij}",
        "= \(scaled.value.latex(3)) + \(mask.value < 0 ? "(-\\infty)" : "0") = \(value.latex(3))",
      ], inputs: [scaled, mask])
  }

  private func scaled(_ reference: CellReference, _ value: Double) -> Derivation {
    let score = input("scores", reference.row, reference.column)
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(score.value.fixed(3)) / √\(MaskedStack.model)"
        + " = \(value.fixed(3))",
      lines: [
        "s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{d}}",
        "= \\frac{\(score.value.latex(3))}{\\sqrt{\(MaskedStack.model)}} = \(value.latex(3))",
      ], inputs: [score])
  }

  private func stated(
    _ reference: CellReference, _ value: Double, _ reason: Localized<String>
  ) -> Derivation {
    Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.fixed(3)): \(reason[language])", lines: [],
      inputs: [])
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    let source = run.tensors.first { $0.name == tensor }?.tensor
    return Derivation.Input(
      name(reference), source.map { Double($0[row, column]) } ?? .nan, reference: reference)
  }

  private func name(_ reference: CellReference) -> String {
    "\(reference.tensor)[\(reference.row + 1), \(reference.column + 1)]"
  }
}
