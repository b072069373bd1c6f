import Course
import Figures
import Tensors

/// Where the numbers of the first draw come from.
struct ScalingDerivations {
  let run: ScalingRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard reference.row == 0 || reference.tensor == "key" else { return nil }
    switch reference.tensor {
    case "weights" where key(reference.column): return weight(reference)
    case "scaled" where key(reference.column): return scaled(reference)
    case "scores" where key(reference.column): return score(reference)
    case "query" where component(reference.column): return drawn(reference)
    case "key" where component(reference.column) && key(reference.row): return drawn(reference)
    default: return nil
    }
  }

  private func key(_ index: Int) -> Bool { (0..<run.keys).contains(index) }
  private func component(_ index: Int) -> Bool { (0..<run.headDim).contains(index) }

  private func weight(_ reference: CellReference) -> Derivation {
    let source = run.isScaled ? "scaled" : "scores"
    return .softmax(
      reference, named: name(reference), value: number(reference),
      row: (0..<run.keys).map { input(source, 0, $0) }, column: reference.column)
  }

  private func scaled(_ reference: CellReference) -> Derivation {
    let score = input("scores", 0, reference.column)
    let value = number(reference)
    guard run.isScaled else {
      return Derivation(
        subject: reference, value: value, summary: "\(name(reference)) = \(value.fixed(3))",
        lines: ["s_j = q \\cdot k_j = \(value.latex(3))"], inputs: [score])
    }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(score.value.fixed(3)) / √\(run.headDim) = \(value.fixed(3))",
      lines: [
        "s_j = \\frac{q \\cdot k_j}{\\sqrt{d}}",
        "= \\frac{\(score.value.latex(3))}{\\sqrt{\(run.headDim)}} = \(value.latex(3))",
      ], inputs: [score])
  }

  private func score(_ reference: CellReference) -> Derivation {
    .sumOfProducts(
      reference, named: name(reference), value: number(reference),
      formula: "q \\cdot k_j = \\sum_{c=1}^{\(run.headDim)} q_c k_{jc}",
      terms: (0..<run.headDim).map {
        (input("query", 0, $0), input("key", reference.column, $0))
      })
  }

  private func drawn(_ reference: CellReference) -> Derivation {
    let value = number(reference)
    let origin: Localized<String> =
      switch run.distribution {
      case .normal: Localized(en: "drawn from N(0, 1) by the seed", zh: "由种子从 N(0, 1) 抽取")
      case .uniform:
        Localized(en: "drawn evenly from ±√3 by the seed", zh: "由种子在 ±√3 之间均匀抽取")
      case .t5:
        Localized(
          en: "a normal input of \(ScoreDraws.modelWidth) numbers times T5's matrix",
          zh: "\(ScoreDraws.modelWidth) 维的正态输入乘以 T5 的矩阵")
      }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.fixed(3)): \(origin[language])", lines: [],
      inputs: [])
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(name(reference), number(reference), reference: reference)
  }

  private func number(_ reference: CellReference) -> Double {
    let value =
      switch reference.tensor {
      case "query": run.first.query[0, reference.column]
      case "key": run.first.key[reference.row, reference.column]
      case "scores": run.scores[0, reference.column]
      case "scaled": run.scaled[0, reference.column]
      default: run.weights[0, reference.column]
      }
    return Double(value)
  }

  /// Keys and components are counted from 1, as in the formula.
  private func name(_ reference: CellReference) -> String {
    reference.tensor == "key"
      ? "key[\(reference.row + 1), \(reference.column + 1)]"
      : "\(reference.tensor)[\(reference.column + 1)]"
  }
}
