import Course
import Figures

/// Where the numbers of the first layer come from.
struct MasksDerivations {
  let run: MasksRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = run.tensors.number(at: reference) else { return nil }
    switch reference.tensor {
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: (0..<run.keys).map { input("masked", reference.row, $0) }, column: reference.column)
    case "masked": return masked(reference, value)
    case "mask":
      return .stated(reference, named: name(reference), value: value, reason(reference)[language])
    case "scaled":
      return .scaledScore(
        reference, named: name(reference), value: value,
        score: input("scores", reference.row, reference.column), headDim: MaskedStack.model)
    case "scores":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
        terms: (0..<MaskedStack.model).map {
          (input("query", reference.row, $0), input("key", reference.column, $0))
        })
    case "output":
      return .stated(reference, named: name(reference), value: value, passed[language])
    case "changes":
      return .stated(reference, named: name(reference), value: value, change(reference)[language])
    case "query":
      return .stated(reference, named: name(reference), value: value, drawn("W_Q")[language])
    default:
      return .stated(reference, named: name(reference), value: value, drawn("W_K")[language])
    }
  }

  private var passed: Localized<String> {
    let layers = run.layers == 1 ? "one layer" : "\(run.layers) layers"
    return Localized(
      en: "what \(layers) make of token \(run.hasResidual ? "x, each x + attention(x)" : "x")",
      zh: "经过 \(run.layers) 层之后的值" + (run.hasResidual ? "，每层是 x + attention(x)" : ""))
  }

  private func change(_ reference: CellReference) -> Localized<String> {
    let query = reference.column + 1
    return reference.row == 0
      ? Localized(
        en:
          "the largest of the \(MaskedStack.model) differences of output \(query), all tokens at once "
          + "against step by step",
        zh: "第 \(query) 个输出的 \(MaskedStack.model) 个数，一次算完与逐步计算相差最大的")
      : Localized(
        en: "how much the numbers of output \(query) change at most when the last token is another",
        zh: "换掉最后一个 token 时，第 \(query) 个输出的各个数变化最大的")
  }

  private func drawn(_ matrix: String) -> Localized<String> {
    Localized(
      en: "the token times a column of \(matrix), both drawn by the seed",
      zh: "token 乘以 \(matrix) 的一列，两者都由种子抽取")
  }

  private func reason(_ reference: CellReference) -> Localized<String> {
    run.side.reason(
      query: reference.row, key: reference.column, prefix: run.prefix, real: run.real)
      ?? Localized(en: "this pair may meet", zh: "这一对没有被遮住")
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

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(
      name(reference), run.tensors.number(at: reference) ?? .nan, reference: reference)
  }

  private func name(_ reference: CellReference) -> String {
    "\(reference.tensor)[\(reference.row + 1), \(reference.column + 1)]"
  }
}
