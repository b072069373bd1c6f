import Figures
import Tensors

extension Step {
  /// What its figures show that is no tensor of the run: what stands there in this step only, such as
  /// a gradient that is half summed.
  func tensors(beside run: [NamedTensor]) -> [NamedTensor] {
    var tensors: [NamedTensor] = []
    for view in views(.english) {
      guard let shown = view.figure.shownTensor,
        !(run + tensors).contains(where: { $0.name == shown.name })
      else { continue }
      tensors.append(shown)
    }
    return tensors
  }
}

extension Figure {
  fileprivate var shownTensor: NamedTensor? {
    switch self {
    case .heatmap(let map):
      NamedTensor(
        map.tensor, Tensor(rows: map.rows, columns: map.columns) { map[$0, $1] })
    case .matrix(let matrix):
      matrix.tensor.map { name in
        NamedTensor(name, Tensor(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] })
      }
    default: nil
    }
  }
}
