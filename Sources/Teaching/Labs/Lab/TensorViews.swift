import Figures
import Tensors

extension Tensor {
  /// A matrix as colours, zero in the middle of the scale.
  func symmetricHeatmap(
    _ name: String, rows: [String], columns: [String], rowAxis: String = "",
    columnAxis: String = ""
  ) -> Figure {
    let largest = storage.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let bound = largest > 0 ? largest : 1
    return heatmap(
      name, rows: rows, columns: columns, rowAxis: rowAxis, columnAxis: columnAxis,
      range: -bound...bound)
  }

  /// A matrix as colours, from 0 to 1 unless another range is given.
  func heatmap(
    _ name: String, rows: [String], columns: [String], rowAxis: String = "",
    columnAxis: String = "", range: ClosedRange<Float> = 0...1
  ) -> Figure {
    .heatmap(
      Heatmap(
        tensor: name, rowLabels: rows, columnLabels: columns, rowAxis: rowAxis,
        columnAxis: columnAxis, values: storage, range: range))
  }
}
