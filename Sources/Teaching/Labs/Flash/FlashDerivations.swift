import Course
import Figures
import Tensors

/// Where an output and a tile come from.
struct FlashDerivations {
  let run: FlashLabRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    switch reference.tensor {
    case "output" where holds(reference, run.length, run.headDim): output(reference)
    case "weights" where holds(reference, run.length, run.length): weight(reference)
    case "tiles" where holds(reference, run.tileRows, run.tileColumns): tile(reference)
    default: nil
    }
  }

  private func holds(_ reference: CellReference, _ rows: Int, _ columns: Int) -> Bool {
    (0..<rows).contains(reference.row) && (0..<columns).contains(reference.column)
  }

  private func output(_ reference: CellReference) -> Derivation {
    .sumOfProducts(
      reference, named: name(reference),
      value: Double(run.output[reference.row, reference.column]),
      formula:
        "O_{ic} = \\frac{1}{\\ell_i} \\sum_j e^{s_{ij} - m_i} V_{jc} = \\sum_j w_{ij} V_{jc}",
      terms: (0..<run.length).map { key in
        let weight = CellReference("weights", reference.row, key)
        return (
          Derivation.Input(
            name(weight), Double(run.plain.weights[reference.row, key]), reference: weight),
          Derivation.Input(
            "value[\(key + 1), \(reference.column + 1)]", Double(run.value[key, reference.column]))
        )
      })
  }

  private func weight(_ reference: CellReference) -> Derivation {
    .softmax(
      reference, named: name(reference),
      value: Double(run.plain.weights[reference.row, reference.column]),
      row: (0..<run.length).map {
        Derivation.Input(
          "scores[\(reference.row + 1), \($0 + 1)]", Double(run.plain.masked[reference.row, $0]))
      }, column: reference.column)
  }

  private func tile(_ reference: CellReference) -> Derivation {
    let value = Double(run.tiles[reference.row, reference.column])
    let lastQuery = min((reference.row + 1) * run.blocks.queries, run.length)
    let firstKey = reference.column * run.blocks.keys + 1
    let relation = firstKey > lastQuery ? ">" : "≤"
    let reason: Localized<String> =
      run.isCausal
      ? Localized(
        en: "its first key \(firstKey) \(relation) its last query \(lastQuery)",
        zh: "首个 key \(firstKey) \(relation) 末个 query \(lastQuery)")
      : Localized(en: "nothing is hidden", zh: "没有遮住任何 key")
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.compact()): \(reason[language])", lines: [], inputs: []
    )
  }

  private func name(_ reference: CellReference) -> String {
    "\(reference.tensor)[\(reference.row + 1), \(reference.column + 1)]"
  }
}
