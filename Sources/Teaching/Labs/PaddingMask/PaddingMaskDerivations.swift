import Course
import Figures

/// Where the numbers of the padding-mask lab come from.
struct PaddingMaskDerivations {
  let batch: PaddingBatch
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = batch.tensors.number(at: reference) else { return nil }
    switch reference.tensor {
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: (0..<batch.length).map { input("masked", reference.row, $0) },
        column: reference.column)
    case "masked": return masked(reference, value)
    case "scaled": return scaled(reference, value)
    case "scores": return score(reference, value)
    default: return vector(reference, value)
    }
  }

  private func masked(_ reference: CellReference, _ value: Double) -> Derivation {
    let scaled = input("scaled", reference.row, reference.column)
    let isReal = batch.isReal(key: reference.column, for: reference.row)
    let added = isReal ? 0 : Double(batch.storedMaskValue)
    let reason =
      isReal
      ? Localized(en: "the key is real", zh: "这个 key 是真实的词")
      : Localized(en: "the key is padding", zh: "这个 key 是填充")
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(scaled.value.compact()) + "
        + (added < 0 ? "(\(added.compact()))" : "0")
        + " = \(value.compact()): \(reason[language])",
      lines: [
        "\\tilde{s}_{ij} = s_{ij} + M_j",
        "= \(scaled.value.latex(3)) + \(Derivation.factor(added, latex: true)) = \(value.latex(3))",
      ], inputs: [scaled])
  }

  private func scaled(_ reference: CellReference, _ value: Double) -> Derivation {
    let score = input("scores", reference.row, reference.column)
    let scale = batch.logitScale
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(score.value.compact()) · "
        + (scale < 0 ? "(\(scale.compact()))" : scale.compact()) + " = \(value.compact())",
      lines: [
        "s_{ij} = c \\, (q_i \\cdot k_j)",
        "= \(Derivation.factor(scale, latex: true)) \\cdot \(score.value.latex(3)) = \(value.latex(3))",
      ], inputs: [score])
  }

  private func score(_ reference: CellReference, _ value: Double) -> Derivation {
    let keyRow = batch.sentence(of: reference.row) * batch.length + reference.column
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
      terms: (0..<PaddingBatch.period).map {
        (input("query", reference.row, $0), input("key", keyRow, $0))
      })
  }

  private func vector(_ reference: CellReference, _ value: Double) -> Derivation {
    let reason: Localized<String> =
      switch (batch.isReal(query: reference.row), reference.tensor) {
      case (false, _): Localized(en: "padding is the zero vector", zh: "填充是零向量")
      case (true, "key"):
        Localized(en: "a key is 1 at its position mod 3", zh: "key 在“位置 mod 3”处为 1")
      case (true, _):
        Localized(
          en: "a query holds 1, 2, 3, turned by one place for each position",
          zh: "query 由 1、2、3 组成，每后一个位置轮转一格")
      }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.compact()): \(reason[language])", lines: [],
      inputs: [])
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(
      name(reference), batch.tensors.number(at: reference) ?? .nan, reference: reference)
  }

  /// Sentence, position and column from 1: `weights[2·5, 3]`.
  private func name(_ reference: CellReference) -> String {
    let sentence = batch.sentence(of: reference.row) + 1
    let position = reference.row % batch.length + 1
    return "\(reference.tensor)[\(sentence)·\(position), \(reference.column + 1)]"
  }
}
