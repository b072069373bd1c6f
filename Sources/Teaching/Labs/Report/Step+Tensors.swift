import Figures
import Tensors

extension Step {
  /// What its figures show that is no tensor of the run: what stands there in this step only, such as
  /// a gradient that is half summed. NaN stands before a part that begins further down.
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
      // A part keeps its place, so that a cell has the indices under which the screen names it.
      NamedTensor(
        map.tensor,
        Tensor(rows: map.firstRow + map.rows, columns: map.firstColumn + map.columns) {
          $0 < map.firstRow || $1 < map.firstColumn
            ? .nan : map[$0 - map.firstRow, $1 - map.firstColumn]
        })
    case .matrix(let matrix):
      matrix.tensor.map { name in
        NamedTensor(name, Tensor(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] })
      }
    default: nil
    }
  }
}
