import Course
import Figures
import Tensors

/// Where the numbers of the first draw come from.
struct TiedDerivations {
  let run: TiedRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard reference.tensor != "sweep",
      let value = run.tensors.number(at: reference)
    else { return nil }
    let (row, column) = (reference.row, reference.column)
    switch reference.tensor {
    case "output":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "o_{ic} = \\sum_j w_{ij} v_{jc}",
        terms: (0..<run.tokens).map { (input("weights", row, $0), input("value", $0, column)) })
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: (0..<run.tokens).map { input("scaled", row, $0) }, column: column)
    case "scaled":
      return .scaledScore(
        reference, named: name(reference), value: value, score: input("scores", row, column),
        headDim: run.headDim)
    case "scores":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "q_i \\cdot k_j = \\sum_{c=1}^{\(run.headDim)} q_{ic} k_{jc}",
        terms: (0..<run.headDim).map { (input("query", row, $0), input("key", column, $0)) })
    default: return projection(reference, value)
    }
  }

  /// A query, key or value; of a tied one, that it is the other.
  private func projection(_ reference: CellReference, _ value: Double) -> Derivation {
    let twin: String? =
      switch (run.tie, reference.tensor) {
      case (.qk, "key"): "query"
      case (.kv, "value"): "key"
      default: nil
      }
    let index = ["query", "key", "value"].firstIndex(of: reference.tensor) ?? 0
    let letter = ["Q", "K", "V"][index]
    let plain = "W_\(letter)"
    if let twin {
      let other = ["query": "W_Q", "key": "W_K"][twin] ?? "W"
      let source = input(twin, reference.row, reference.column)
      let reason = Localized(
        en: "\(plain) is \(other), and so this is the \(twin)'s number",
        zh: "\(plain) 就是 \(other)，所以它等于 \(twin) 的对应分量")
      return Derivation(
        subject: reference, value: value,
        summary: "\(name(reference)) = \(value.fixed(3)): \(reason[language])", lines: [],
        inputs: [source])
    }
    let (row, column) = (reference.row, reference.column)
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "\\sum_{c=1}^{\(run.first.input.shape.width)} x_{ic} W^\(letter)_{c,\(column + 1)}",
      terms: (0..<run.first.input.shape.width).map { feature in
        (
          Derivation.Input(
            "x[\(row + 1), \(feature + 1)]", Double(run.first.input[row, feature])),
          Derivation.Input(
            "\(plain)[\(feature + 1), \(column + 1)]",
            Double(run.first.matrices[index][feature, column]))
        )
      })
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    let source: Tensor =
      switch tensor {
      case "query": run.first.query
      case "key": run.first.key
      case "value": run.first.value
      case "scores": run.first.attention.scores
      case "scaled": run.first.attention.scaled
      default: run.first.attention.weights
      }
    return Derivation.Input(name(reference), Double(source[row, column]), reference: reference)
  }

  private func name(_ reference: CellReference) -> String {
    "\(reference.tensor)[\(reference.row + 1), \(reference.column + 1)]"
  }
}
