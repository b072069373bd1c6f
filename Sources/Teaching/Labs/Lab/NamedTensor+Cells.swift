import Figures

extension [NamedTensor] {
  /// The number at a cell of a matrix `[rows, columns]`; nil where there is no such matrix or cell.
  func number(at reference: CellReference) -> Double? {
    guard let tensor = first(where: { $0.name == reference.tensor })?.tensor,
      tensor.shape.rank == 2,
      (0..<tensor.shape[0]).contains(reference.row),
      (0..<tensor.shape[1]).contains(reference.column)
    else { return nil }
    return Double(tensor[reference.row, reference.column])
  }

  /// The number at a cell as a derivation uses it; NaN where there is none.
  func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(
      reference.name, number(at: reference) ?? .nan, reference: reference)
  }
}
