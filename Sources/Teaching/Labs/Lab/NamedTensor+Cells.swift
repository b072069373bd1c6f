import Figures

extension [NamedTensor] {
  /// The number at a cell of a matrix; nil where there is no such matrix or cell.
  func number(at reference: CellReference) -> Double? {
    guard let tensor = first(where: { $0.name == reference.tensor })?.tensor,
      (0..<tensor.shape[0]).contains(reference.row),
      (0..<tensor.shape[1]).contains(reference.column)
    else { return nil }
    return Double(tensor[reference.row, reference.column])
  }
}
